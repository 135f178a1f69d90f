import { boolean, jsonObject, number, options, text } from '../../shared/fields';
import { body, path } from '../../shared/operation/locations';
import { operation, resource } from '../../shared/operation/operation';
import { amount } from '../../shared/fields/money';
import { api } from '../api/request';
import { ID_PLACEHOLDER } from './fields';

export const product = resource({
	value: 'product',
	name: 'Product',
	description: 'Product prices for subscriptions',
	operations: [
		operation({
			value: 'addPrice',
			name: 'Add Price',
			action: 'Add a price to a product',
			description: 'Add a recurring or a metered price to a product',
			contract: 'createProductPrice',
			dryRun: true,
			notice:
				"Only part of this operation's documentation could be read: Ecart Pay may require more members, such as a currency.",
			request: api('POST', '/api/products/{product_id}/prices'),
			parameters: {
				product_id: path(
					text({ displayName: 'Product ID', required: true, placeholder: ID_PLACEHOLDER }),
				),
				pricing_model: body(
					options({
						displayName: 'Pricing Model',
						options: [
							{
								name: 'Standard',
								value: 'standard',
								description: 'A fixed charge, or a charge for each unit',
							},
							{
								name: 'Volume Minimum',
								value: 'volume_minimum',
								description: 'Tiers based on usage in the period, each with a minimum',
							},
						],
						default: 'standard',
					}),
				),
				metered: body(
					boolean({
						displayName: 'Metered',
						description: 'Whether usage is charged; Volume Minimum needs it',
					}),
				),
			},
			optional: {
				unit_amount: body(
					amount({
						displayName: 'Unit Amount',
						description: 'Charged each time if not metered, as printed on a bill: 243.33',
					}),
				),
				metered_unit_amount: body(
					number({
						displayName: 'Metered Unit Amount',
						minimum: 0,
						description:
							'Charged for each reported unit, as printed on a bill; may be a fraction of a cent: 0.005',
					}),
				),
				pricing_model_config: body(
					jsonObject({
						displayName: 'Tiers (JSON)',
						default: '{ "volume_tiers": [{ "unit_rate": 1.5, "minimum_spend": 100 }] }',
					}),
				),
			},
		}),
	],
});
