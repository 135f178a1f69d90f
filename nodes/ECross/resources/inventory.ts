import { choices, dateTime, integer, options } from '../../shared/fields';
import { record } from '../../shared/http/shapes';
import { body, query } from '../../shared/operation/locations';
import { operation, resource } from '../../shared/operation/operation';
import { only } from '../../shared/operation/simplify';
import { nextPageToken } from '../../shared/http/pagination';
import { skuId } from './fields';

/** What there is, and where. */
const simplify = only(
	'skuId',
	'skuName',
	'quantity',
	'inventoryType',
	'warehouseId',
	'warehouseName',
	'warehouseCountry',
	'lastUpdateDate',
);

export const inventory = resource({
	value: 'inventory',
	name: 'Inventory',
	description: 'Stock by SKU, warehouse and type',
	common: true,
	operations: [
		operation({
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many inventory records',
			description: 'Retrieve a list of inventory records',
			contract: 'listInventory',
			request: { method: 'GET', service: 'product', path: '/ext/inventories' },
			optional: {
				lastUpdateDateFrom: query(
					dateTime({
						displayName: 'Updated After',
						description: 'Only records changed after this time',
					}),
				),
			},
			pages: nextPageToken({ items: 'inventories' }),
			simplify,
		}),
		operation({
			value: 'update',
			name: 'Update',
			action: 'Update the inventory of a SKU',
			description: 'Set the quantity of a SKU in one warehouse; 0 takes it off sale',
			contract: 'updateInventory',
			read: record('skuId', 'id'),
			dryRun: true,
			request: { method: 'POST', service: 'product', path: '/ext/inventories/' },
			parameters: {
				skuId: body(skuId),
				quantity: body(integer({ displayName: 'Quantity', required: true, minimum: 0 })),
				warehouseId: body(
					integer({
						displayName: 'Warehouse ID',
						required: true,
						default: 1,
						description:
							'1 is your default warehouse. Warehouses of returns partners cannot be updated.',
					}),
				),
				inventoryType: body(
					options({
						displayName: 'Inventory Type',
						required: true,
						options: choices('AVAILABLE', 'DAMAGED'),
						default: 'AVAILABLE',
					}),
				),
			},
		}),
	],
});
