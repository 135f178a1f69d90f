import { rows, text } from '../../shared/fields';
import { amount } from '../../shared/fields/money';
import { readObjects } from '../../shared/http/shapes';
import { body } from '../../shared/operation/locations';
import { operation, resource } from '../../shared/operation/operation';

export const tax = resource({
	value: 'tax',
	name: 'Tax',
	description: 'For sales channels: the taxes of a cart',
	operations: [
		operation({
			value: 'simulate',
			name: 'Simulate',
			action: 'Simulate the taxes of a cart',
			description: 'Calculate the taxes of a cart for a destination country and state',
			contract: 'simulateTaxes',
			read: readObjects,
			notice:
				"This call needs the sales channel's own token, in the Sales Channel Token field of the credential.",
			repeatable: true,
			request: { method: 'POST', service: 'product', path: '/ext/taxes' },
			parameters: {
				country: body(
					text({
						displayName: 'Country',
						required: true,
						placeholder: 'e.g. BR',
						description: 'Destination, two letters',
					}),
				),
				state: body(
					text({
						displayName: 'State',
						required: true,
						placeholder: 'e.g. SP',
						description: 'State or region; two letters where taxes depend on it, as in Brazil',
					}),
				),
				freight: body(
					amount({
						displayName: 'Freight',
						required: true,
						description: 'Before any shipping discount, in local currency, like all amounts: 25.50',
					}),
				),
				items: body(
					rows({
						displayName: 'Items',
						required: true,
						rowName: 'Item',
						fields: [
							{ displayName: 'Line ID', name: 'id', type: 'string', default: '' },
							{ displayName: 'SKU ID', name: 'skuId', type: 'string', default: '' },
							{ displayName: 'Quantity', name: 'quantity', type: 'number', default: 1 },
							{
								displayName: 'Unit Price with Discount',
								name: 'unitPriceWithDiscount',
								type: 'number',
								typeOptions: { minValue: 0, numberPrecision: 2 },
								default: '',
								required: true,
								description: 'In local currency: 250.50',
							},
						],
						amounts: ['unitPriceWithDiscount'],
					}),
				),
			},
		}),
	],
});
