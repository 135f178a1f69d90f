import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.mts';
import type { OrderDocument } from './documents.mts';
import { badRequest, notFound } from './errors.mts';
import { countryName } from './money.mts';
import { SortedRecords } from './SortedRecords.mts';

export type ParcelStatus = 'SHIPMENT_CREATED' | 'SHIPPED' | 'DELIVERED' | 'SHIPMENT_CANCELED';

interface ParcelEvent {
	readonly coreStatus: {
		readonly code: string;
		readonly macroStep: string;
		readonly buyerStep: string;
	};
	readonly description: string;
	readonly eventDate: string;
	readonly receivedDate: string;
}

/** What a parcel is made of. */
export interface ParcelInput {
	readonly salesChannel: string;
	readonly salesChannelOrderId: string;
	/** Two letters. */
	readonly country: string;
	readonly creationDate: string;
	readonly items: ReadonlyArray<{ readonly skuId: string; readonly quantity: number }>;
	readonly documents: readonly OrderDocument[];
}

export interface Parcel {
	readonly id: string;
	readonly parcelId: string;
	readonly salesChannelOrderId: string;
	readonly creationDate: string;
	readonly grossWeight: number;
	readonly lastMileTrackingNumber: string;
	readonly trackingUrl: string;
	readonly events: ParcelEvent[];
	status: ParcelStatus | undefined;
	shipmentId: string | undefined;
	lastUpdateDate: string;
	/** What does not change and nothing in the sandbox looks at. */
	readonly fixed: Readonly<Record<string, unknown>>;
}

export interface ShipmentInput {
	readonly parcelIds: readonly string[];
	readonly expectedShipDate: string;
	readonly expectedDeliveryDate: string;
	readonly firstMileTrackingNumber: string;
	readonly firstMileCarrierId?: string;
	readonly description?: string;
}

const PARCEL_KILOGRAMS = 1.2;
const DELIVERY_DAYS = 14;
const MILLISECONDS_PER_DAY = 86_400_000;
const TRACKING_PORTAL = 'https://tracking.e-cross.tech/track';

/** A merchant's parcels, and the shipments that group them. */
export class Parcels {
	private readonly merchantId: string;
	private readonly clock: Clock;
	private readonly parcels = new SortedRecords<Parcel>();
	private readonly byTrackingNumber = new Map<string, Parcel>();
	private readonly shipments = new Map<string, object>();
	private count = 0;

	constructor(merchantId: string, clock: Clock) {
		this.merchantId = merchantId;
		this.clock = clock;
	}

	create(input: ParcelInput): Parcel {
		this.count += 1;
		const number = String(this.count).padStart(12, '0');
		const parcelId = `${this.merchantId}${number}${input.country}`;
		const parcel: Parcel = {
			id: parcelId,
			parcelId,
			salesChannelOrderId: input.salesChannelOrderId,
			creationDate: input.creationDate,
			grossWeight: PARCEL_KILOGRAMS,
			lastMileTrackingNumber: `LM${number}${input.country}`,
			trackingUrl: `${TRACKING_PORTAL}/${parcelId}`,
			events: [],
			status: undefined,
			shipmentId: undefined,
			lastUpdateDate: input.creationDate,
			fixed: this.fixedPart(input, number),
		};
		this.parcels.set(parcel);
		this.byTrackingNumber.set(parcel.lastMileTrackingNumber, parcel);
		return parcel;
	}

	/** All parcels, by id. */
	list(): readonly Parcel[] {
		return this.parcels.list();
	}

	find(parcelId: string | undefined): Parcel | undefined {
		return parcelId === undefined ? undefined : this.parcels.get(parcelId);
	}

	findByTrackingNumber(trackingNumber: string | undefined): Parcel | undefined {
		return this.byTrackingNumber.get(trackingNumber ?? '');
	}

	get(parcelId: string): Parcel {
		const parcel = this.find(parcelId);
		if (!parcel) throw notFound(`There is no parcel ${parcelId}`);
		return parcel;
	}

	moveTo(parcel: Parcel, status: ParcelStatus): void {
		parcel.status = status;
		parcel.lastUpdateDate = this.clock.isoDate();
	}

	createShipment(input: ShipmentInput) {
		const unknown = input.parcelIds.find((parcelId) => !this.find(parcelId));
		if (unknown !== undefined) throw badRequest(`body.parcelIds: there is no parcel ${unknown}`);
		const parcels = input.parcelIds.map((parcelId) => this.get(parcelId));
		const id = randomUUID();
		for (const parcel of parcels) {
			parcel.shipmentId = id;
			this.moveTo(parcel, 'SHIPMENT_CREATED');
		}
		const now = this.clock.isoDate();
		const weight = parcels.reduce((sum, { grossWeight }) => sum + grossWeight, 0);
		const dates = { creationDate: now, lastUpdateDate: now };
		const shipment = {
			id,
			status: 'CREATED',
			...input,
			weight,
			merchantId: this.merchantId,
			...dates,
		};
		this.shipments.set(id, shipment);
		return { ...shipment, type: 'shipment' };
	}

	getShipment(shipmentId: string): object {
		const shipment = this.shipments.get(shipmentId);
		if (!shipment) throw notFound(`There is no shipment ${shipmentId}`);
		return shipment;
	}

	private fixedPart(input: ParcelInput, number: string) {
		const { salesChannel, country, creationDate, items, documents } = input;
		const delivery = Date.parse(creationDate) + DELIVERY_DAYS * MILLISECONDS_PER_DAY;
		const invoice = documents.find(({ name }) => name === 'Invoice');
		const labels = documents.filter(({ name }) => name.startsWith('Label'));
		return {
			merchantId: this.merchantId,
			salesChannel,
			senderCountry: countryName('US'),
			recipientCountry: countryName(country),
			netWeight: PARCEL_KILOGRAMS,
			volumetricWeight: PARCEL_KILOGRAMS,
			deliveryEstimateDate: new Date(delivery).toISOString(),
			...(invoice && { invoiceDocumentUrl: invoice.url }),
			invoiceNumber: `INV-${number}`,
			labels: labels.map(({ url }) => ({
				labelUrl: url,
				lineHaulService: 'FREIGHT_FORWARDER',
				trackingNumber: `LM${number}${country}`,
			})),
			items,
		};
	}
}

/** A parcel as the API shows it. */
export function describeParcel({ id: _, fixed, status, shipmentId, ...rest }: Parcel) {
	return {
		...fixed,
		...rest,
		...(status !== undefined && { status }),
		...(shipmentId !== undefined && { shipmentId }),
	};
}
