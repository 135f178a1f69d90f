import { ok, type Call } from '../exchange.mts';
import { isTransferKey, payByTransfer } from './bankTransfers.mts';
import { notFound } from './errors.mts';
import type { Merchant, Merchants } from './Merchant.mts';
import { bodyOf, type Handlers, type On } from './on.mts';
import type { Order, OrderInput } from './Orders.mts';

/** Orders, their refunds and bank transfers. */
export function orderHandlers(merchants: Merchants, on: On): Handlers {
	const update = (merchant: Merchant, call: Call): Order => {
		const { shipping_address: address, ...rest } = bodyOf(call);
		const { shipping_address: before } = merchant.orders.get(call.params['order_id']) as {
			shipping_address?: object;
		};
		const changed = { ...before, ...rest, ...(address as object | undefined) };
		return merchant.orders.change(call.params['order_id'], { shipping_address: changed });
	};
	return {
		createOrder: on(({ orders }, call) => orders.create(call.body as OrderInput)),
		getOrder: on(({ orders }, { params }) => orders.get(params['order_id'])),
		updateOrder: on(update),
		// Also without a credential, so it is looked for among all merchants.
		getPublicOrder: ({ params }) => ok(publicView(merchants, params['order_id'] ?? '')),
		processOrderBankTransfer: ({ params }) => {
			const merchant = ownerOf(merchants, params['order_id'] ?? '');
			merchant.orders.assignClabe(params['order_id']);
			return ok(publicView(merchants, params['order_id'] ?? ''));
		},
		refundOrder: on(({ orders }, call) => {
			const { amount, reason, name } = call.body as Record<string, string> & { amount: number };
			return orders.refund(call.params['order_id'], amount, reason ?? name);
		}),
		simulateBankTransfer: (call) => ok(payByTransfer(merchants, bodyOf(call))),
	};
}

/** The scheme of the simulated bank transfer. */
export const transferScheme = {
	sandboxTransferKey: ({ headers }: { headers: Call['headers'] }) =>
		isTransferKey(headers.authorization) ? { account: '', credential: '' } : ('unknown' as const),
};

function ownerOf(merchants: Merchants, orderId: string): Merchant {
	const owner = merchants.all().find(({ orders }) => orders.find(orderId));
	if (!owner) throw notFound(`There is no order ${orderId}`);
	return owner;
}

function publicView(merchants: Merchants, orderId: string) {
	const { orders } = ownerOf(merchants, orderId);
	const { id, number, status, currency, totals } = orders.get(orderId);
	return { id, number, status, currency, totals, clabe: orders.clabeOf(id) ?? null };
}
