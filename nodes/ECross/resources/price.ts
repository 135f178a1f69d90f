import { text } from '../../shared/fields';
import { amount } from '../../shared/fields/money';
import { record } from '../../shared/http/shapes';
import { body, path, query } from '../../shared/operation/locations';
import { operation, resource } from '../../shared/operation/operation';
import { only } from '../../shared/operation/simplify';
import { salesChannel, skuId } from './fields';

const country = text({
	displayName: 'Country',
	required: true,
	placeholder: 'e.g. BR',
	description: 'Country of the sales channel, two letters',
});

/** The prices that a buyer pays, taxes included. */
const simplify = only(
	'skuId',
	'skuName',
	'merchantCurrency',
	'grossOutboundListPriceWithTaxes',
	'grossOutboundSalePriceWithTaxes',
	'localizedCurrency',
	'localizedListPriceWithTaxes',
	'localizedSalePriceWithTaxes',
	'localizationTimestamp',
);

export const price = resource({
	value: 'price',
	name: 'Price',
	description: 'Origin prices (payout) and destination prices (retail)',
	common: true,
	operations: [
		operation({
			value: 'get',
			name: 'Get',
			action: 'Get a price',
			description: 'Retrieve the price in force for a SKU in one sales channel and currency',
			contract: 'getSkuPrice',
			read: record('skuId', 'id'),
			request: { method: 'GET', service: 'product', path: '/ext/skus/{skuId}/validPrice' },
			parameters: {
				skuId: path(skuId),
				salesChannel: query(salesChannel),
				currency: query(
					text({
						displayName: 'Currency',
						required: true,
						placeholder: 'e.g. BRL',
						description: "Local currency of the channel's country, three letters",
					}),
				),
			},
			simplify,
		}),
		operation({
			value: 'setOrigin',
			name: 'Set Origin Price',
			action: 'Set an origin price',
			description: 'Set what you want to be paid for a SKU, in your own currency',
			contract: 'updateOriginPrice',
			read: record('status'),
			dryRun: true,
			request: { method: 'POST', service: 'product', path: '/ext/prices/origin/{skuId}' },
			parameters: {
				skuId: path(skuId),
				salePrice: body(
					amount({
						displayName: 'Sale Price',
						required: true,
						description: 'What you expect to be paid per unit, in your own currency: 250.50',
					}),
				),
			},
			optional: {
				listPrice: body(
					amount({
						displayName: 'List Price',
						description:
							'Crossed-out price before localization, in your own currency: 250.50. Only for a promotion.',
					}),
				),
			},
		}),
		operation({
			value: 'setDestination',
			name: 'Set Destination Price',
			action: 'Set a destination price',
			description: 'Set the final retail price of a SKU in one sales channel and country',
			contract: 'updateDestinationPrice',
			read: record('status'),
			dryRun: true,
			request: { method: 'POST', service: 'product', path: '/ext/prices/destination/{skuId}' },
			parameters: {
				skuId: path(skuId),
				salesChannel: body(salesChannel),
				country: body(country),
				salePrice: body(
					amount({
						displayName: 'Sale Price',
						required: true,
						description: "Final retail price in the channel's local currency: 250.50",
					}),
				),
			},
			optional: {
				listPrice: body(
					amount({
						displayName: 'List Price',
						description: 'Crossed-out price in the local currency: 250.50. Only for a promotion.',
					}),
				),
			},
		}),
	],
});
