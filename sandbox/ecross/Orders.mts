import type { Context } from '../context.mts';
import type { Catalog } from './Catalog.mts';
import { documentsOf } from './documents.mts';
import { badRequest, conflict, notFound } from './errors.mts';
import { checkOrder } from './orderChecks.mts';
import {
	destinationOf,
	usualPath,
	type Order,
	type OrderInput,
	type OrderStatus,
} from './orderTypes.mts';
import type { Parcels } from './Parcels.mts';
import { SortedRecords } from './SortedRecords.mts';

type EventData = Readonly<Record<string, unknown>>;

/** In the hands of logistics, an order moves on by itself. */
const walking: ReadonlySet<OrderStatus> = new Set([
	'HANDLING',
	'REGULATORY_CHECK_OK',
	'PACKED',
	'INVOICED',
]);

const invoiced: ReadonlySet<OrderStatus> = new Set([
	'INVOICED',
	'READY_TO_SHIP',
	'SHIPPED',
	'DELIVERED',
]);

/** Once it is on its way, an order can no longer be cancelled; twice it cannot either. */
const final: ReadonlySet<OrderStatus> = new Set(['SHIPPED', 'DELIVERED', 'CANCELLED']);

/** A merchant's orders and their way through the statuses. */
export class Orders {
	private readonly context: Context;
	private readonly catalog: Catalog;
	private readonly parcels: Parcels;
	private readonly orders = new SortedRecords<Order>();

	constructor(context: Context, catalog: Catalog, parcels: Parcels) {
		this.context = context;
		this.catalog = catalog;
		this.parcels = parcels;
	}

	/** Takes a test order in, if it keeps the documented rules. */
	create(input: OrderInput): Order {
		checkOrder(input, this.catalog);
		const { merchantId } = this.catalog;
		const { salesChannel = '', salesChannelOrderId = '' } = input;
		const id = `${merchantId}-${salesChannel}-${salesChannelOrderId}`;
		if (this.orders.get(id)) throw badRequest('body.salesChannelOrderId: exists already');
		const creationDate = input.creationDate ?? this.now();
		const order: Order = {
			id,
			merchantId,
			salesChannel,
			salesChannelOrderId,
			input,
			creationDate,
			status: 'CREATED',
			lastUpdateDate: creationDate,
			cancelDate: undefined,
			parcelId: undefined,
			statusHistory: [],
		};
		this.orders.set(order);
		this.moveTo(order, 'CREATED');
		return order;
	}

	/** All orders, by id. */
	list(): readonly Order[] {
		return this.orders.list();
	}

	get(orderId: string): Order {
		const order = this.orders.get(orderId);
		if (!order) throw notFound(`There is no order ${orderId}`);
		return order;
	}

	getBySalesChannelOrderId(salesChannelOrderId: string): Order {
		const order = this.list().find((it) => it.salesChannelOrderId === salesChannelOrderId);
		if (!order) throw notFound(`There is no order ${salesChannelOrderId} in any sales channel`);
		return order;
	}

	approve(order: Order): void {
		this.require(order, 'CREATED');
		this.moveTo(order, 'APPROVED');
	}

	startHandling(order: Order): void {
		this.require(order, 'APPROVED');
		this.moveTo(order, 'HANDLING');
	}

	/** Final, and possible only before the parcel leaves. */
	cancel(order: Order, cancelDate: string, cancelReason: string | undefined): void {
		if (final.has(order.status)) throw conflict(`The order is ${order.status} already`);
		order.cancelDate = cancelDate;
		const parcel = this.parcels.find(order.parcelId);
		if (parcel) this.parcels.moveTo(parcel, 'SHIPMENT_CANCELED');
		this.moveTo(order, 'CANCELLED', cancelReason === undefined ? {} : { cancelReason });
	}

	/** The parcel has left: the order is on its way, if it was not before. */
	ship(order: Order): void {
		if (order.status !== 'READY_TO_SHIP') return;
		const parcel = this.parcels.find(order.parcelId);
		if (parcel) this.parcels.moveTo(parcel, 'SHIPPED');
		this.moveTo(order, 'SHIPPED', { trackingUrl: parcel?.trackingUrl });
	}

	/** Notes a tracking update in the history; it never becomes the order's status. */
	noteTracking(order: Order, parcelId: string, trackingCode: string): void {
		const eventData = { parcelId, trackingCodes: [trackingCode], trackingUpdateMode: 'APPEND' };
		this.note(order, 'PARCEL_TRACKING_UPDATED', eventData);
	}

	/** What happens between two reads of an order that logistics has in hand. */
	walk(order: Order): void {
		const { stepsPerRead } = this.context.settings.ecross;
		for (let step = 0; step < stepsPerRead && walking.has(order.status); step += 1) {
			this.advance(order);
		}
	}

	/** One step along the usual path; nothing from its end or from a side path. */
	advance(order: Order): void {
		const next = usualPath[usualPath.findIndex((status) => status === order.status) + 1];
		if (next === undefined || !usualPath.some((status) => status === order.status)) return;
		if (next === 'SHIPPED') return this.ship(order);
		if (next === 'READY_TO_SHIP') return this.readyToShip(order);
		const eventData = { PACKED: packedData, INVOICED: invoicedData(this.context) } as const;
		this.moveTo(
			order,
			next,
			next === 'PACKED' || next === 'INVOICED' ? eventData[next](order) : {},
		);
		// The regulatory check takes no time of its own: packing follows in the same step.
		if (next === 'REGULATORY_CHECK_OK') return this.advance(order);
		const parcel = this.parcels.find(order.parcelId);
		if (next === 'DELIVERED' && parcel) this.parcels.moveTo(parcel, 'DELIVERED');
	}

	/** Whether the invoice and the labels exist. */
	hasDocuments(order: Order): boolean {
		return invoiced.has(order.status);
	}

	/** Where the documents are; only an invoiced order has any. */
	documents(order: Order) {
		return documentsOf(order.id, this.context.foreignUrl);
	}

	private readyToShip(order: Order): void {
		const documents = this.documents(order);
		const parcel = this.parcels.create({
			salesChannel: order.salesChannel,
			salesChannelOrderId: order.salesChannelOrderId,
			country: destinationOf(order),
			creationDate: this.now(),
			items: linesOf(order),
			documents,
		});
		order.parcelId = parcel.parcelId;
		this.moveTo(order, 'READY_TO_SHIP', { documents, parcelId: parcel.parcelId });
	}

	private require(order: Order, status: OrderStatus): void {
		if (order.status !== status) throw conflict(`The order is ${order.status}, not ${status}`);
	}

	private moveTo(order: Order, status: OrderStatus, eventData: EventData = {}): void {
		order.status = status;
		this.note(order, status, eventData);
	}

	private note(order: Order, status: string, eventData: EventData): void {
		const now = this.now();
		order.lastUpdateDate = now;
		order.statusHistory.push({ status, eventDate: now, receivedDate: now, eventData });
	}

	private now(): string {
		return this.context.clocks.ecross.isoDate();
	}
}

function linesOf({ input }: Order) {
	return (input.items ?? []).map(({ salesChannelSkuId = '', quantity = 1 }) => ({
		skuId: salesChannelSkuId,
		quantity,
	}));
}

function packedData(order: Order): EventData {
	return { packedSkuList: linesOf(order), parcelCode: 'CARD_SMALL' };
}

function invoicedData({ foreignUrl }: Context): (order: Order) => EventData {
	return (order) => ({
		number: `INV-${order.salesChannelOrderId}`,
		value: order.input.value ?? 0,
		items: (order.input.items ?? []).map(({ salesChannelSkuId, quantity = 1, salePrice = 0 }) => ({
			skuId: salesChannelSkuId,
			quantity,
			invoicedPrice: salePrice,
		})),
		invoiceUrl: documentsOf(order.id, foreignUrl)[0]?.url,
	});
}
