import { nextPageToken } from '../../shared/http/pagination';
import type { Search } from '../../shared/fields/search';

/** Lists behind the resource locators. */

export const orders: Search = {
	name: 'searchOrders',
	request: { method: 'GET', service: 'order', path: '/ext/orders' },
	pages: nextPageToken({ items: 'orders' }),
	id: (order) => String(order.orderId),
	label: (order) => `${order.orderId} (${order.status})`,
};

export const skus: Search = {
	name: 'searchSkus',
	request: { method: 'GET', service: 'product', path: '/ext/merchant/skus' },
	pages: nextPageToken({ items: 'skus' }),
	id: (sku) => String(sku.skuId),
	label: (sku) => (sku.name ? `${sku.name} (${sku.skuId})` : String(sku.skuId)),
};

export const products: Search = {
	...skus,
	name: 'searchProducts',
	id: (sku) => String(sku.productId),
	label: (sku) => (sku.name ? `${sku.productId} (${sku.name})` : String(sku.productId)),
};

export const parcels: Search = {
	name: 'searchParcels',
	request: { method: 'GET', service: 'shipment', path: '/ext/parcels' },
	pages: nextPageToken({ items: 'parcels' }),
	id: (parcel) => String(parcel.parcelId),
	label: (parcel) => `${parcel.parcelId} (${parcel.status})`,
};
