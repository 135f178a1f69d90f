import type { ApiRequest } from '../../shared/http/types';
import * as searches from '../api/searches';

/** Something that the trigger can watch: a list, and how its records tell that they are new. */
export interface WatchedEvent {
	/** Stored in workflows: never rename. */
	value: string;
	name: string;
	/** What the panel of nodes calls it; n8n would write "On sku changed". */
	action: string;
	description: string;
	/** What one record is called in messages. */
	record: string;
	request: ApiRequest;
	/** Member of the answer that holds the records. */
	list: string;
	/** Member of a record that names it. */
	id: string;
	/** Member of a record with the instant that moves on when something happens to it. */
	date: string;
	/** Members of a record in which two versions of it differ. None: a record is new only once. */
	version: readonly string[];
	/**
	 * Query parameter that asks for records dated later than an instant. Orders have none: e-CROSS
	 * filters them by status and creation date only.
	 */
	laterThan?: string;
	/** A record that left the list is new when it comes back, in whatever version. */
	newOnReturn?: true;
}

const orders = {
	record: 'order',
	request: searches.orders.request,
	list: 'orders',
	id: 'orderId',
	date: 'lastUpdateDate',
};

const orderStatusChanged: WatchedEvent = {
	...orders,
	value: 'orderStatusChanged',
	name: 'Order Status Changed',
	action: 'On order status changed',
	description: 'An order reached one of the chosen statuses',
	version: ['status'],
	newOnReturn: true,
};

/**
 * Not the default: what a workflow does to an order, such as sending a tracking event, may be a
 * change as well, and start it again.
 */
const orderChanged: WatchedEvent = {
	...orders,
	value: 'orderChanged',
	name: 'Order Created or Changed',
	action: 'On order created or changed',
	description:
		'An order reached one of the chosen statuses, or changed while in one. This includes changes that your workflow makes.',
	version: ['lastUpdateDate', 'status'],
};

const skuChanged: WatchedEvent = {
	value: 'skuChanged',
	name: 'SKU Changed',
	action: 'On SKU changed',
	description: 'A SKU was created or updated, by you or by E-CROSS. Deletions are not detected.',
	record: 'SKU',
	request: searches.skus.request,
	list: 'skus',
	id: 'id',
	date: 'lastUpdateDate',
	version: ['lastUpdateDate'],
	laterThan: 'lastUpdateDateFrom',
};

const inventoryChanged: WatchedEvent = {
	value: 'inventoryChanged',
	name: 'Inventory Changed',
	action: 'On inventory changed',
	description: 'The quantity of a SKU in a warehouse was set',
	record: 'inventory record',
	request: { method: 'GET', service: 'product', path: '/ext/inventories' },
	list: 'inventories',
	id: 'id',
	date: 'lastUpdateDate',
	version: ['lastUpdateDate'],
	laterThan: 'lastUpdateDateFrom',
};

const parcelCreated: WatchedEvent = {
	value: 'parcelCreated',
	name: 'Parcel Created',
	action: 'On parcel created',
	description:
		'A parcel was created for an order. Later events of the parcel do not start the workflow.',
	record: 'parcel',
	request: searches.parcels.request,
	list: 'parcels',
	id: 'parcelId',
	date: 'creationDate',
	version: [],
	laterThan: 'creationDateFrom',
};

/** In the order of the form; the first one is the default. */
export const EVENTS = [
	orderStatusChanged,
	orderChanged,
	inventoryChanged,
	parcelCreated,
	skuChanged,
] as const;

/** The events that have fields of their own. */
export const ORDER_EVENTS: string[] = [orderStatusChanged.value, orderChanged.value];
