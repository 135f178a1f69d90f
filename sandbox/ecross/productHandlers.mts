import type { Context } from '../context.mts';
import { ok, type Call, type Handler } from '../exchange.mts';
import type { SkuInput } from './Catalog.mts';
import { updatedAfter } from './filters.mts';
import type { InventoryInput } from './Inventories.mts';
import type { Merchants } from './Merchants.mts';
import { pageForCall } from './paging.mts';
import type { DestinationPrice, OriginPrice } from './Prices.mts';
import { simulateTaxes, type TaxSimulationInput } from './taxes.mts';

/** Handlers of the product host: SKUs, prices, inventory, taxes. */
export function productHandlers(
	context: Context,
	merchants: Merchants,
): Readonly<Record<string, Handler>> {
	const merchantOf = (call: Call) => merchants.of(call.caller.account);
	const pageSize = () => context.settings.ecross.pageSize;
	return {
		upsertSkus: (call) => ok(merchantOf(call).catalog.upsert(call.body as SkuInput[])),
		listSkus: (call) => {
			const { catalog, merchantId } = merchantOf(call);
			const list = { records: catalog.list(), matches: updatedAfter(call), merchantId };
			const { records, ...next } = pageForCall(call, {
				...list,
				type: 'sku',
				pageSize: pageSize(),
			});
			return ok({ skus: records, ...next });
		},
		getSkusByProduct: (call) =>
			ok(merchantOf(call).catalog.ofProduct(call.params['productId'] ?? '')),
		updateOriginPrice: (call) =>
			ok(merchantOf(call).prices.setOrigin(skuIdOf(call), call.body as OriginPrice)),
		updateDestinationPrice: (call) =>
			ok(merchantOf(call).prices.setDestination(skuIdOf(call), call.body as DestinationPrice)),
		getSkuPrice: (call) => {
			const { salesChannel, currency } = call.query as Record<'salesChannel' | 'currency', string>;
			return ok(merchantOf(call).prices.valid({ skuId: skuIdOf(call), salesChannel, currency }));
		},
		updateInventory: (call) => ok(merchantOf(call).inventories.update(call.body as InventoryInput)),
		listInventory: (call) => {
			const { inventories, merchantId } = merchantOf(call);
			const list = { records: inventories.list(), matches: updatedAfter(call), merchantId };
			const page = pageForCall(call, { ...list, type: 'inventory', pageSize: pageSize() });
			const { records, ...next } = page;
			return ok({ inventories: records, ...next });
		},
		simulateTaxes: (call) => ok(simulateTaxes(call.body as TaxSimulationInput)),
	};
}

function skuIdOf(call: Call): string {
	return call.params['skuId'] ?? '';
}
