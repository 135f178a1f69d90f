import type { Context } from '../context.mts';
import { ok, Refusal, type Call, type Handler } from '../exchange.mts';
import { createdWithin } from './filters.mts';
import type { Merchant, Merchants } from './Merchants.mts';
import { pageForCall } from './paging.mts';
import { describeParcel, type Parcel, type ShipmentInput } from './Parcels.mts';

interface TrackingEvent {
	readonly parcelId?: string;
	readonly externalParcelId?: string;
	readonly eventDate?: string;
	readonly externalCode?: 'AWAITING_PICK_UP' | 'LEFT_FULFILLMENT';
	readonly description?: string;
}

interface Trackings {
	readonly carrierId: string;
	readonly events: readonly TrackingEvent[];
}

/** Handlers of the shipping host: shipments, parcels, trackings. */
export function parcelHandlers(
	context: Context,
	merchants: Merchants,
): Readonly<Record<string, Handler>> {
	const merchantOf = (call: Call) => merchants.of(call.caller.account);
	return {
		createShipment: (call) =>
			ok(merchantOf(call).parcels.createShipment(call.body as ShipmentInput)),
		getShipment: (call) =>
			ok(merchantOf(call).parcels.getShipment(call.params['shipmentId'] ?? '')),
		listParcels: (call) => {
			const { parcels, merchantId } = merchantOf(call);
			const { records, ...next } = pageForCall(call, {
				records: parcels.list(),
				matches: createdWithin(call),
				merchantId,
				type: 'parcel',
				pageSize: context.settings.ecross.pageSize,
			});
			return ok({ parcels: records.map(describeParcel), ...next });
		},
		getParcel: (call) =>
			ok(describeParcel(merchantOf(call).parcels.get(call.params['parcelId'] ?? ''))),
		updateParcelTrackings: (call) => {
			const { carrierId, events } = call.body as Trackings;
			if (carrierId !== context.credentials.accepted.ecross.carrierId) throw wrongCarrier();
			const merchant = merchantOf(call);
			const receivedDate = context.clocks.ecross.isoDate();
			for (const event of events) track(merchant, event, receivedDate);
			return ok({ status: 'UPDATE IN PROGRESS' });
		},
	};
}

/** The answer is an acknowledgement only, so an event for an unknown parcel goes unanswered. */
function track({ orders, parcels }: Merchant, event: TrackingEvent, receivedDate: string): void {
	const parcel =
		parcels.find(event.parcelId) ?? parcels.findByTrackingNumber(event.externalParcelId);
	if (!parcel) return;
	noteEvent(parcel, event, receivedDate);
	const order = orders.list().find(({ parcelId }) => parcelId === parcel.parcelId);
	if (!order) return;
	orders.noteTracking(order, parcel.parcelId, parcel.lastMileTrackingNumber);
	if (event.externalCode === 'LEFT_FULFILLMENT') orders.ship(order);
}

function noteEvent(parcel: Parcel, event: TrackingEvent, receivedDate: string): void {
	const { externalCode = 'AWAITING_PICK_UP', description = '', eventDate = receivedDate } = event;
	parcel.events.push({
		coreStatus: { code: externalCode, macroStep: 'SHIPPED', buyerStep: 'PREPARING' },
		description,
		eventDate,
		receivedDate,
	});
	parcel.lastUpdateDate = receivedDate;
}

/** The carrier id is a constant of the account; what a wrong one leads to is a guess. */
function wrongCarrier(): Refusal {
	const message = 'body.carrierId: not the carrier of this account';
	return new Refusal({ status: 403, body: { message } });
}
