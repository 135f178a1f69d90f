import type { ApiRequest } from '../../shared/client';
import { nextPageToken, type Pagination } from '../../shared/pagination';
import * as searches from '../searches';

/** Something that the trigger can watch: a list, and how its records tell that they are new. */
export interface WatchedEvent {
	/** Stored in workflows: never rename. */
	value: string;
	name: string;
	description: string;
	/** What one record is called in messages. */
	record: string;
	request: ApiRequest;
	pages: Pagination;
	/** Member of a record that names it. */
	id: string;
	/** Member of a record with the instant that moves on when something happens to it. */
	date: string;
	/**
	 * Query parameter that asks for records dated later than an instant. Without one the whole list
	 * is read at each poll, as with orders: e-CROSS filters them by status and creation date only.
	 */
	laterThan?: string;
	/** Member of a record that may change without the date. */
	state?: string;
}

const orderChanged: WatchedEvent = {
	value: 'orderChanged',
	name: 'Order Created or Changed',
	description: 'An order has come into one of the chosen statuses, or has changed while in them',
	record: 'order',
	request: searches.orders.request,
	pages: searches.orders.pages,
	id: 'orderId',
	date: 'lastUpdateDate',
	state: 'status',
};

const skuChanged: WatchedEvent = {
	value: 'skuChanged',
	name: 'SKU Changed',
	description: 'A SKU was created or updated, by you or by E-CROSS. Deletions are not seen.',
	record: 'SKU',
	request: searches.skus.request,
	pages: searches.skus.pages,
	id: 'id',
	date: 'lastUpdateDate',
	laterThan: 'lastUpdateDateFrom',
};

const inventoryChanged: WatchedEvent = {
	value: 'inventoryChanged',
	name: 'Inventory Changed',
	description: 'The quantity of a SKU in a warehouse was set',
	record: 'inventory record',
	request: { method: 'GET', service: 'product', path: '/ext/inventories' },
	pages: nextPageToken({ items: 'inventories' }),
	id: 'id',
	date: 'lastUpdateDate',
	laterThan: 'lastUpdateDateFrom',
};

const parcelCreated: WatchedEvent = {
	value: 'parcelCreated',
	name: 'Parcel Created',
	description: 'An order got its parcel. Later events of the parcel do not count.',
	record: 'parcel',
	request: searches.parcels.request,
	pages: searches.parcels.pages,
	id: 'parcelId',
	date: 'creationDate',
	laterThan: 'creationDateFrom',
};

/** In the order of the form. */
export const EVENTS = [orderChanged, inventoryChanged, parcelCreated, skuChanged] as const;

/** The default, and the one event that has fields of its own. */
export const ORDER_CHANGED = orderChanged.value;
