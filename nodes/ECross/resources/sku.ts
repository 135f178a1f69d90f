import { at, objectsIn } from '../../../credentials/lib/json';
import {
	boolean,
	dateTime,
	jsonObject,
	locator,
	number,
	rows,
	text,
	textList,
} from '../../shared/fields';
import { amount } from '../../shared/fields/money';
import { body, local, path, query } from '../../shared/operation/locations';
import { operation, resource } from '../../shared/operation/operation';
import { only } from '../../shared/operation/simplify';
import { nextPageToken } from '../../shared/http/pagination';
import { readList } from '../../shared/http/shapes';
import * as searches from '../api/searches';
import { upsertProduct } from '../api/upsertProduct';

/** What most workflows go on with; the whole SKU holds sizes, texts and images. */
const simplify = only(
	'skuId',
	'productId',
	'name',
	'ean',
	'localizedListPriceWithTaxes',
	'localizedSalePriceWithTaxes',
	'localizationStatus',
	'salesChannelStatus',
	'lastUpdateDate',
);

export const sku = resource({
	value: 'sku',
	name: 'SKU',
	description: 'The catalog: products and their SKUs',
	common: true,
	operations: [
		operation({
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many SKUs',
			description: 'Retrieve a list of SKUs',
			contract: 'listSkus',
			request: { method: 'GET', service: 'product', path: '/ext/merchant/skus' },
			optional: {
				lastUpdateDateFrom: query(
					dateTime({
						displayName: 'Updated After',
						description: 'Only SKUs changed after this time',
					}),
				),
			},
			pages: nextPageToken({ items: 'skus' }),
			simplify,
		}),
		operation({
			value: 'getByProduct',
			name: 'Get Many by Product',
			action: 'Get many SKUs by product',
			description: 'Retrieve every SKU of one product with its status per sales channel',
			contract: 'getSkusByProduct',
			request: {
				method: 'GET',
				service: 'product',
				path: '/ext/merchant/products/{productId}',
			},
			parameters: {
				productId: path(
					locator({
						displayName: 'Product',
						required: true,
						search: searches.products,
						placeholder: 'e.g. SHIRT',
						description: 'The product whose SKUs to return',
					}),
				),
			},
			read: (body) => readList(body),
			simplify,
		}),
		operation({
			value: 'upsert',
			name: 'Create or Update',
			action: 'Create or update SKUs',
			description: 'Create a new record, or update the current one if it already exists (upsert)',
			contract: 'upsertSkus',
			dryRun: true,
			notice:
				'Each input item is one SKU. All items with the same product are sent in one request, because E-CROSS deletes the SKUs of a product that are left out.',
			request: { method: 'POST', service: 'product', path: '/ext/merchant/skus' },
			parameters: {
				productId: body(
					text({
						displayName: 'Product ID',
						required: true,
						description: 'Groups SKUs. All SKUs of one product must be among the input items.',
					}),
				),
				skuId: body(
					text({ displayName: 'SKU ID', required: true, description: 'Unique in your catalog' }),
				),
				deleteMissing: local(
					boolean({
						displayName: 'Delete Missing SKUs',
						description:
							'Whether to delete the SKUs of the product that are not among the input items, here and in every sales channel. When off, the request is refused if any SKU would be deleted.',
					}),
				),
			},
			optional: {
				main: body(
					boolean({
						displayName: 'Main SKU',
						description:
							'Whether this SKU represents the product. One SKU per product should do so.',
					}),
				),
				name: body(text({ displayName: 'Name', description: 'Title in the original language' })),
				description: body(
					text({
						displayName: 'Description',
						rows: 4,
						description: 'In the original language, ideally the same for all SKUs of a product',
					}),
				),
				weight: body(number({ displayName: 'Weight', minimum: 0, description: 'In kilograms' })),
				height: body(number({ displayName: 'Height', minimum: 0, description: 'In centimeters' })),
				width: body(number({ displayName: 'Width', minimum: 0, description: 'In centimeters' })),
				length: body(number({ displayName: 'Length', minimum: 0, description: 'In centimeters' })),
				ean: body(text({ displayName: 'EAN', description: 'EAN-13, UPC, ISBN or similar' })),
				hscode: body(text({ displayName: 'HS Code', description: 'Code for customs' })),
				listPrice: body(
					amount({
						displayName: 'Origin List Price',
						description: 'In your own currency, before localization: 250.50',
					}),
					{ name: 'localizedListPriceWithTaxes' },
				),
				salePrice: body(
					amount({
						displayName: 'Origin Sale Price',
						description: 'In your own currency, before localization: 250.50',
					}),
					{ name: 'localizedSalePriceWithTaxes' },
				),
				active: body(
					boolean({
						displayName: 'Active',
						default: true,
						description: 'Whether the sales channels should list the SKU',
					}),
					{ name: 'globalSaleChannelData.active' },
				),
				brand: body(text({ displayName: 'Brand' }), { name: 'globalSaleChannelData.brand' }),
				size: body(text({ displayName: 'Size' }), { name: 'globalSaleChannelData.size' }),
				color: body(text({ displayName: 'Color Name' }), { name: 'globalSaleChannelData.color' }),
				category: body(
					text({
						displayName: 'Category',
						placeholder: 'e.g. Apparel/Shirts',
						description: 'Separate levels with a slash',
					}),
					{ name: 'globalSaleChannelData.category' },
				),
				attributes: body(
					rows({
						displayName: 'Attributes',
						rowName: 'Attribute',
						fields: [
							{ displayName: 'Name', name: 'name', type: 'string', default: '' },
							{ displayName: 'Value', name: 'value', type: 'string', default: '' },
						],
					}),
					{ name: 'globalSaleChannelData.attributes' },
				),
				images: body(
					textList({
						displayName: 'Image URLs',
						description: 'Publicly reachable addresses, separated by commas',
					}),
				),
				moreFields: local(
					jsonObject({
						displayName: 'More Fields (JSON)',
						description: 'Additional members of the SKU; they override the fields above',
					}),
				),
			},
			group: {
				key: ({ productId }) => productId,
				execute: async (context, members) => {
					const first = members[0];
					if (!first) return [];
					const skus = members.map(({ values, request }) => ({
						...objectsIn(request().body)[0],
						...values.moreFields,
						skuId: values.skuId,
						productId: values.productId,
					}));
					const stored = await upsertProduct(context, {
						request: first.request(),
						productId: first.values.productId,
						skus,
						mayDelete: members.every(({ values }) => values.deleteMissing),
					});
					return skus.map(({ skuId }) => {
						const json = stored.find((one) => at(one, 'skuId') === skuId);
						return json
							? [{ json }]
							: context.unknown('answered without this SKU. It sent a list of others.');
					});
				},
			},
		}),
	],
});
