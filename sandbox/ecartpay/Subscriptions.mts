import { badRequest } from './errors.mts';
import type { Ledger } from './Ledger.mts';
import { Records, type Origin, type Stored } from './Records.mts';
import type { Webhooks } from './Webhooks.mts';

export interface SubscriptionInput {
	readonly customer_id: string;
	readonly template_id?: string;
	readonly amount?: number;
	readonly currency?: string;
	readonly interval?: string;
	readonly frequency?: number;
	readonly service?: string;
	readonly card_ids?: readonly string[];
	readonly trial_period_days?: number;
	readonly notify_url?: string;
}

interface SubscriptionFields extends SubscriptionInput {
	readonly amount: number;
	readonly currency: string;
	readonly interval: string;
	readonly frequency: number;
	status: string;
	attempts: number;
	readonly activated: boolean;
	last_payment_date?: string;
	next_payment_date: string;
}

export type Subscription = SubscriptionFields & Stored;

/** How a charge of the customer's card ends. */
export type ChargeOutcome = 'paid' | 'failed';

/** "failed event after two failed attempts, paused after five" (NOTES, Behaviour) */
const ATTEMPTS_UNTIL_FAILED = 2;
const ATTEMPTS_UNTIL_PAUSED = 5;

const DAY_MILLISECONDS = 86_400_000;
const DAYS: Readonly<Record<string, number>> = {
	daily: 1,
	weekly: 7,
	monthly: 30,
	quarterly: 91,
	semiannual: 182,
	yearly: 365,
};

/** Charges that recur. */
export class Subscriptions {
	readonly templates: Records<Record<string, unknown>>;
	private readonly subscriptions: Records<SubscriptionFields>;
	private readonly origin: Origin;
	private readonly ledger: Ledger;
	private readonly webhooks: Webhooks;

	constructor(origin: Origin, ledger: Ledger, webhooks: Webhooks) {
		this.templates = new Records('subscription template', origin);
		this.subscriptions = new Records('subscription', origin);
		this.origin = origin;
		this.ledger = ledger;
		this.webhooks = webhooks;
	}

	create(input: SubscriptionInput): Subscription {
		const template = input.template_id === undefined ? {} : this.templates.get(input.template_id);
		const {
			amount,
			currency = 'MXN',
			interval = 'monthly',
			frequency = 1,
			...rest
		} = {
			...(template as Partial<SubscriptionInput>),
			...input,
		};
		if (amount === undefined) throw badRequest('subscriptions validation failed: amount: required');
		const { card_ids: cards = [], customer_id: customer, service, notify_url: notifyUrl } = rest;
		const subscription = this.subscriptions.add({
			customer_id: customer,
			...(service === undefined ? {} : { service }),
			...(notifyUrl === undefined ? {} : { notify_url: notifyUrl }),
			amount,
			currency,
			interval,
			frequency,
			card_ids: cards,
			status: 'active',
			attempts: 0,
			activated: cards.length > 0,
			next_payment_date: this.dateAfter(interval, frequency),
		});
		this.tell('subscription.created', subscription);
		return subscription;
	}

	get(id: string | undefined): Subscription {
		return this.subscriptions.get(id);
	}

	find(id: string): Subscription | undefined {
		return this.subscriptions.find(id);
	}

	list(): Subscription[] {
		return this.subscriptions.list();
	}

	/** A new status or other cards. An active one begins to count its attempts again. */
	change(
		id: string | undefined,
		{ status, card_ids }: { status?: string; card_ids?: readonly string[] },
	): Subscription {
		const before = this.get(id).status;
		if (before === 'cancelled') throw badRequest('A cancelled subscription cannot be changed');
		const subscription = this.subscriptions.change(id, {
			...(status === undefined ? {} : { status }),
			...(status === 'active' ? { attempts: 0 } : {}),
			...(card_ids === undefined ? {} : { card_ids }),
		});
		if (status === 'cancelled') this.tell('subscription.cancelled', subscription);
		if (status === 'paused' && before !== 'paused') this.tell('subscription.paused', subscription);
		return subscription;
	}

	/** A due charge of an active subscription. */
	charge(id: string, outcome: ChargeOutcome): Subscription {
		const subscription = this.get(id);
		if (subscription.status !== 'active') {
			throw badRequest(`The subscription is ${subscription.status}`);
		}
		return outcome === 'paid' ? this.succeed(subscription) : this.fail(subscription);
	}

	private succeed({ id, amount, currency, interval, frequency }: Subscription): Subscription {
		this.ledger.receive(amount, { currency });
		const subscription = this.subscriptions.change(id, {
			attempts: 0,
			last_payment_date: this.origin.clock.isoDate(),
			next_payment_date: this.dateAfter(interval, frequency),
		});
		this.tell('subscription.payment_success', subscription);
		return subscription;
	}

	private fail({ id, attempts }: Subscription): Subscription {
		const subscription = this.subscriptions.change(id, { attempts: attempts + 1 });
		if (subscription.attempts === ATTEMPTS_UNTIL_FAILED) {
			this.tell('subscription.payment_failed', subscription);
		}
		return subscription.attempts >= ATTEMPTS_UNTIL_PAUSED
			? this.change(id, { status: 'paused' })
			: subscription;
	}

	private tell(event: string, subscription: Subscription): void {
		this.webhooks.emit(event, subscription, subscription.notify_url);
	}

	private dateAfter(interval: string, frequency: number): string {
		const days = (DAYS[interval] ?? 30) * frequency;
		return new Date(this.origin.clock.now() + days * DAY_MILLISECONDS).toISOString();
	}
}
