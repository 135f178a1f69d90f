import type { Context } from '../context.mts';
import { ok, type Call, type Handler } from '../exchange.mts';
import type { SkuInput } from './Catalog.mts';
import { updatedAfter } from './filters.mts';
import type { Merchants } from './Merchants.mts';
import { pageOf } from './paging.mts';

/** Handlers of the catalog's operations. */
export function productHandlers(
	context: Context,
	merchants: Merchants,
): Readonly<Record<string, Handler>> {
	const catalogOf = (call: Call) => merchants.of(call.caller.account).catalog;
	return {
		upsertSkus: (call) => ok(catalogOf(call).upsert(call.body as SkuInput[])),
		getSkusByProduct: (call) => ok(catalogOf(call).ofProduct(call.params['productId'] ?? '')),
		listSkus: (call) => {
			const catalog = catalogOf(call);
			const { records, ...next } = pageOf({
				records: catalog.list(),
				matches: updatedAfter(call),
				pageToken: call.query['nextPageToken'] as string | undefined,
				pageSize: context.settings.ecross.pageSize,
				type: 'sku',
				merchantId: catalog.merchantId,
			});
			return ok({ skus: records, ...next });
		},
	};
}
