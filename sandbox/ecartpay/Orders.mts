import { badRequest } from './errors.mts';
import type { CardTokens } from './CardTokens.mts';
import type { Ledger } from './Ledger.mts';
import { cents, feeOf, sumOfAmounts, sumOfItems, type Priced } from './money.mts';
import { newId, Records, type Origin, type Stored } from './Records.mts';
import type { Webhooks } from './Webhooks.mts';

export interface OrderInput {
	readonly customer_id?: string;
	readonly email?: string;
	readonly first_name?: string;
	readonly last_name?: string;
	readonly phone?: string;
	readonly currency?: string;
	readonly items?: readonly Priced[];
	readonly shipping_items?: readonly Priced[];
	readonly discounts?: readonly Priced[];
	readonly notify_url?: string;
	readonly redirect_url?: string;
	readonly token?: string;
	readonly reference_id?: string;
	readonly reference?: string;
}

export type OrderStatus = 'created' | 'paid' | 'partially_refunded' | 'refunded';

interface Totals {
	readonly subtotal: number;
	readonly total: number;
	readonly tax: number;
	readonly discount: number;
	readonly shipping: number;
}

export interface OrderFields extends Omit<OrderInput, 'token' | 'items'> {
	readonly type: 'order';
	readonly number: string;
	readonly currency: string;
	readonly items: ReadonlyArray<Priced & { id: string; total: number }>;
	readonly totals: Totals;
	readonly fee: number;
	readonly pay_link: string;
	status: OrderStatus;
}

export type Order = OrderFields & Stored;

interface Refund {
	readonly amount: number;
	readonly reason: string | undefined;
}

interface Parts {
	readonly ledger: Ledger;
	readonly cardTokens: CardTokens;
	readonly webhooks: Webhooks;
	/** Address of the sandbox. */
	readonly baseUrl: () => string;
}

/** A merchant's orders, from their creation to their refund. */
export class Orders {
	private readonly orders: Records<OrderFields>;
	private readonly parts: Parts;
	private readonly refundsById = new Map<string, Refund[]>();
	private readonly clabes = new Map<string, string>();

	constructor(origin: Origin, parts: Parts) {
		this.orders = new Records('order', origin);
		this.parts = parts;
	}

	/** With a card token, the order is paid at once. */
	create({ token, ...input }: OrderInput): Order {
		if (!input.items?.length) throw badRequest('orders validation failed: items: required');
		this.refuseKnownReference(input.reference_id);
		if (token !== undefined) this.parts.cardTokens.use(token);
		const order = this.store(input);
		this.tell('orders.create', order);
		if (token !== undefined) this.pay(order.id);
		return order;
	}

	get(id: string | undefined): Order {
		return this.orders.get(id);
	}

	find(id: string): Order | undefined {
		return this.orders.find(id);
	}

	change(id: string | undefined, fields: object): Order {
		return this.orders.change(id, fields);
	}

	/** The buyer pays. */
	pay(id: string): Order {
		const order = this.get(id);
		if (order.status !== 'created') throw badRequest(`The order is ${order.status} already`);
		const { currency, reference_id, totals } = order;
		const about = { currency, order_id: id, reference_id };
		const movement = this.parts.ledger.receive(totals.total, about);
		this.moveTo(order, 'paid');
		this.tell('orders.confirmation', order);
		this.parts.webhooks.emit('transactions.paid', movement);
		return order;
	}

	/** Gives a part of a paid order back, at most what is left of it. */
	refund(id: string | undefined, amount: number, reason: string | undefined): Order {
		const order = this.get(id);
		if (!['paid', 'partially_refunded'].includes(order.status)) {
			throw badRequest(`An order that is ${order.status} cannot be refunded`);
		}
		const given = this.refunds(order.id);
		const left = cents(order.totals.total - given.reduce((sum, one) => sum + one.amount, 0));
		if (amount <= 0 || amount > left) throw badRequest(`Only ${left} can be refunded`);
		this.refundsById.set(order.id, [...given, { amount, reason }]);
		const { currency, reference_id } = order;
		const about = { currency, order_id: order.id, reference_id, status: 'reimbursed' };
		this.parts.ledger.pay(amount, about);
		this.moveTo(order, amount === left ? 'refunded' : 'partially_refunded');
		return order;
	}

	/** The refunds of an order; no answer of the API names them. */
	refunds(id: string): readonly Refund[] {
		return this.refundsById.get(id) ?? [];
	}

	/** Gives an order a CLABE of its own; always the same one. */
	assignClabe(id: string | undefined): Order {
		const order = this.get(id);
		if (this.clabeOf(order.id) === undefined) {
			const serial = String(this.clabes.size + 1).padStart(8, '0');
			this.clabes.set(`6461800000${serial}`, order.id);
		}
		return order;
	}

	clabeOf(id: string): string | undefined {
		return [...this.clabes].find(([, orderId]) => orderId === id)?.[0];
	}

	findByClabe(clabe: string): Order | undefined {
		return this.find(this.clabes.get(clabe) ?? '');
	}

	private store(input: Omit<OrderInput, 'token'>): Order {
		const number = `OR${String(this.orders.list().length + 1).padStart(8, '0')}A`;
		const items = (input.items ?? []).map((item) => ({
			...item,
			id: newId(),
			total: sumOfItems([item]),
		}));
		const totals = totalsOf(input);
		const currency = input.currency ?? 'MXN';
		const status: OrderStatus = 'created';
		const order = this.orders.add({
			...input,
			type: 'order',
			number,
			currency,
			items,
			totals,
			fee: feeOf(totals.total),
			pay_link: '',
			status,
		});
		const link = { pay_link: `${this.parts.baseUrl()}/checkout?id=${order.id}` };
		return this.orders.change(order.id, link);
	}

	/** "`reference_id` of an order must be unique per account" */
	private refuseKnownReference(reference: string | undefined): void {
		if (reference === undefined) return;
		const isKnown = this.orders.list().some((order) => order.reference_id === reference);
		if (isKnown) throw badRequest(`orders validation failed: reference_id ${reference} exists`);
	}

	private moveTo(order: Order, status: OrderStatus): void {
		this.orders.change(order.id, { status });
		this.tell('orders.update', order);
	}

	/** "S5 relies on `data.id` and `data.status` for orders, says the amount is not included" */
	private tell(event: string, order: Order): void {
		const { id, account_id, number, status, first_name, reference_id, notify_url } = order;
		const data = { id, account_id, number, status, first_name, reference_id };
		this.parts.webhooks.emit(event, JSON.parse(JSON.stringify(data)), notify_url);
	}
}

function totalsOf(input: OrderInput): Totals {
	const subtotal = sumOfItems(input.items);
	const shipping = sumOfAmounts(input.shipping_items);
	const discount = sumOfAmounts(input.discounts);
	return { subtotal, shipping, discount, tax: 0, total: cents(subtotal + shipping - discount) };
}
