import type { Catalog } from './Catalog.mts';
import { MERCHANT_CURRENCY, cents, toDollars } from './money.mts';
import { withoutMerchant } from './orderChecks.mts';
import type { Order, OrderLineInput } from './orderTypes.mts';
import type { Parcel } from './Parcels.mts';

/** What e-CROSS keeps of an order's value, and the taxes in it; figures of the sandbox. */
const FEE_RATE = 0.1;
const TAX_RATE = 0.2;

/** An order as lists show it. */
export function describeOrder(order: Order, catalog: Catalog, parcel: Parcel | undefined) {
	const { input } = order;
	const { currency = 'BRL', value = 0 } = input;
	return {
		orderId: order.id,
		merchantId: order.merchantId,
		salesChannelOrderId: order.salesChannelOrderId,
		salesChannel: order.salesChannel,
		status: order.status,
		value,
		taxType: 'DDU',
		currency,
		foreignCurrency: MERCHANT_CURRENCY,
		creationDate: order.creationDate,
		lastUpdateDate: order.lastUpdateDate,
		...totalsOf(order, currency, value),
		items: (input.items ?? []).map((line) => describeLine(line, catalog, currency)),
		customer: input.customer ?? {},
		shipping: describeShipping(order, parcel),
		payments: input.payments ?? [],
	};
}

/** An order as it is read alone: with its history, and the cancellation's date. */
export function describeOrderDetail(order: Order, catalog: Catalog, parcel: Parcel | undefined) {
	const { cancelDate, statusHistory } = order;
	return {
		...describeOrder(order, catalog, parcel),
		statusHistory,
		...(cancelDate !== undefined && { cancelDate }),
	};
}

function totalsOf({ input }: Order, currency: string, value: number) {
	const {
		itemsGross = 0,
		itemsDiscount = 0,
		shippingGross = 0,
		shippingDiscount = 0,
	} = input.totals ?? {};
	const taxes = cents(value * TAX_RATE);
	const fees = cents(value * FEE_RATE);
	const gross = cents(value - taxes);
	const amounts = {
		orderValue: value,
		itemsGross,
		itemsDiscount,
		shippingGross,
		shippingDiscount,
		taxes,
	};
	const foreign = Object.fromEntries(
		Object.entries(amounts).map(([name, amount]) => [name, toDollars(amount, currency)]),
	);
	return {
		totals: { ...amounts, grossInboundValue: gross, fees, netInboundValue: cents(gross - fees) },
		totalsForeignCurrency: {
			...foreign,
			grossOutboundValue: toDollars(gross, currency),
			fees: toDollars(fees, currency),
			netOutboundValue: toDollars(gross - fees, currency),
		},
	};
}

function describeLine(line: OrderLineInput, catalog: Catalog, currency: string) {
	const sku = catalog.find(withoutMerchant(line.salesChannelSkuId ?? '', catalog));
	const { listPrice = 0, salePrice = 0 } = line;
	return {
		...line,
		...(sku && { skuId: sku.id }),
		foreignListPrice: toDollars(listPrice, currency),
		foreignSalePrice: toDollars(salePrice, currency),
		...(sku?.weight !== undefined && { weight: sku.weight }),
		...(sku?.hscode !== undefined && { hsCode: sku.hscode }),
	};
}

function describeShipping({ input }: Order, parcel: Parcel | undefined) {
	const tracking = parcel && {
		lastMileTrackingNumber: parcel.lastMileTrackingNumber,
		parcels: [{ parcelId: parcel.parcelId, events: parcel.events }],
	};
	return {
		deliveryAddress: input.shipping?.deliveryAddress ?? {},
		deliveries: (input.shipping?.deliveries ?? []).map((delivery) => ({
			...delivery,
			...tracking,
		})),
	};
}
