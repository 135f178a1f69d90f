import type { Context } from '../context.mts';
import { ok, type Answer, type Call, type Handler } from '../exchange.mts';
import { describeOrder, describeOrderDetail } from './describeOrder.mts';
import { notFound } from './errors.mts';
import { createdWithin, inStatus } from './filters.mts';
import type { Merchant, Merchants } from './Merchants.mts';
import type { Order, OrderInput } from './orderTypes.mts';
import { pageForCall } from './paging.mts';

interface Cancellation {
	readonly cancelDate: string;
	readonly cancelReason?: string;
}

type Step = (merchant: Merchant, order: Order, call: Call) => void;

/** Handlers of the order host, the sandbox helpers of the provider included. */
export function orderHandlers(
	context: Context,
	merchants: Merchants,
): Readonly<Record<string, Handler>> {
	const merchantOf = (call: Call) => merchants.of(call.caller.account);
	const step = (take: Step) => (call: Call) => {
		const merchant = merchantOf(call);
		const order = merchant.orders.get(call.params['orderId'] ?? '');
		take(merchant, order, call);
		return ok(detailOf(merchant, order));
	};
	return {
		listOrders: (call) => listOrders(context, merchantOf(call), call),
		getOrderById: step(({ orders }, order) => orders.walk(order)),
		getOrderBySalesChannelOrderId: (call) => {
			const merchant = merchantOf(call);
			return ok(detailOf(merchant, readBySalesChannelOrderId(merchant, call)));
		},
		getOrderDocuments: (call) => {
			const { orders } = merchantOf(call);
			const order = orders.get(call.params['orderId'] ?? '');
			orders.walk(order);
			return documentsOf(merchantOf(call), order);
		},
		getOrderDocumentsBySalesChannelOrderId: (call) => {
			if (context.settings.ecross.guessForm === 'other') throw notFound('No such path');
			return documentsOf(merchantOf(call), readBySalesChannelOrderId(merchantOf(call), call));
		},
		cancelOrder: step(({ orders }, order, call) => {
			const { cancelDate, cancelReason } = call.body as Cancellation;
			orders.cancel(order, cancelDate, cancelReason);
		}),
		sandboxCreateOrder: (call) => {
			const merchant = merchantOf(call);
			return ok(detailOf(merchant, merchant.orders.create(call.body as OrderInput)));
		},
		sandboxApproveOrder: step(({ orders }, order) => orders.approve(order)),
		sandboxStartHandlingOrder: step(({ orders }, order) => orders.startHandling(order)),
	};
}

/** Orders move on between two polls; not between the pages of one, which would mix two states. */
function listOrders(context: Context, merchant: Merchant, call: Call): Answer {
	const { orders, parcels, catalog, merchantId } = merchant;
	if (!call.query['nextPageToken']) for (const order of orders.list()) orders.walk(order);
	const isInStatus = inStatus(call);
	// What the two filters are called is a guess.
	const isInTime = context.settings.ecross.guessForm === 'other' ? () => true : createdWithin(call);
	const { records, ...next } = pageForCall(call, {
		records: orders.list(),
		matches: (order) => isInStatus(order) && isInTime(order),
		merchantId,
		type: 'order',
		pageSize: context.settings.ecross.pageSize,
	});
	const described = records.map((order) =>
		describeOrder(order, catalog, parcels.find(order.parcelId)),
	);
	return ok({ orders: described, ...next });
}

function readBySalesChannelOrderId({ orders }: Merchant, call: Call): Order {
	const order = orders.getBySalesChannelOrderId(call.params['salesChannelOrderId'] ?? '');
	orders.walk(order);
	return order;
}

function detailOf({ catalog, parcels }: Merchant, order: Order) {
	return describeOrderDetail(order, catalog, parcels.find(order.parcelId));
}

function documentsOf({ orders }: Merchant, order: Order): Answer {
	if (!orders.hasDocuments(order)) return ok({ status: 'processing' });
	return ok({ status: 'success', documents: orders.documents(order) });
}
