import { connection } from '../../shared/operation/connection';
import type { Resource } from '../../shared/operation/operation';
import { inventory } from './inventory';
import { order } from './order';
import { parcel } from './parcel';
import { price } from './price';
import { sandboxOrder } from './sandboxOrder';
import { shipment } from './shipment';
import { sku } from './sku';
import { tax } from './tax';

/** Everything the node offers; the first one is the default. */
export const resources: Resource[] = [
	order,
	sku,
	price,
	inventory,
	parcel,
	shipment,
	tax,
	sandboxOrder,
	connection({
		// No call tells who the caller is; this read is the cheapest that wants a token.
		contract: 'listSkus',
		check: {
			method: 'GET',
			service: 'product',
			path: '/ext/merchant/skus',
			withoutField: ['lastUpdateDateFrom', 'nextPageToken'],
		},
		forgettable: ['clientCredentials'],
	}),
];
