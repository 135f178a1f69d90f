import type { Listed } from './paging.mts';

/** The usual path of an order; side paths leave it for good. */
export const usualPath = [
	'CREATED',
	'APPROVED',
	'HANDLING',
	'REGULATORY_CHECK_OK',
	'PACKED',
	'INVOICED',
	'READY_TO_SHIP',
	'SHIPPED',
	'DELIVERED',
] as const;

export type OrderStatus = (typeof usualPath)[number] | 'ON_HOLD' | 'CANCELLED';

/** The statuses that the list's filter documents. */
export const filterableStatuses: ReadonlySet<string> = new Set([
	'CREATED',
	'APPROVED',
	'HANDLING',
	'ON_HOLD',
	'PACKED',
	'INVOICED',
	'READY_TO_SHIP',
	'SHIPPED',
	'DELIVERED',
	'CANCELLED',
]);

interface StatusEntry {
	readonly status: string;
	readonly eventDate: string;
	readonly receivedDate: string;
	readonly eventData?: Readonly<Record<string, unknown>>;
}

export interface OrderLineInput {
	readonly id?: string;
	readonly salesChannelSkuId?: string;
	readonly quantity?: number;
	readonly name?: string;
	readonly listPrice?: number;
	readonly salePrice?: number;
}

interface OrderTotalsInput {
	readonly itemsGross?: number;
	readonly itemsDiscount?: number;
	readonly shippingGross?: number;
	readonly shippingDiscount?: number;
}

interface DeliveryInput {
	readonly items?: readonly string[];
	readonly [member: string]: unknown;
}

/** A test order as the merchant asks for it. */
export interface OrderInput {
	readonly salesChannel?: string;
	readonly salesChannelOrderId?: string;
	readonly currency?: string;
	readonly value?: number;
	readonly creationDate?: string;
	readonly totals?: OrderTotalsInput;
	readonly items?: readonly OrderLineInput[];
	readonly customer?: Readonly<Record<string, unknown>>;
	readonly shipping?: {
		readonly deliveryAddress?: Readonly<Record<string, unknown>>;
		readonly deliveries?: readonly DeliveryInput[];
	};
	readonly payments?: ReadonlyArray<{ readonly type?: string; readonly value?: number }>;
}

/** An order as it is kept; what it shows of it is made by `describeOrder`. */
export interface Order extends Listed {
	readonly merchantId: string;
	readonly salesChannel: string;
	readonly salesChannelOrderId: string;
	readonly input: OrderInput;
	readonly creationDate: string;
	status: OrderStatus;
	lastUpdateDate: string;
	cancelDate: string | undefined;
	/** Present from READY_TO_SHIP on. */
	parcelId: string | undefined;
	readonly statusHistory: StatusEntry[];
}

/** The two-letter country that an order goes to. */
export function destinationOf({ input }: Order): string {
	const country = input.shipping?.deliveryAddress?.['country'];
	return typeof country === 'string' && /^[A-Z]{2}$/.test(country) ? country : 'BR';
}
