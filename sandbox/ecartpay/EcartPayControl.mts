import { randomUUID } from 'node:crypto';
import type { Context } from '../context.mts';
import { ControlError } from '../ControlError.mts';
import { sandboxCredentials } from '../credentials.mts';
import { Refusal } from '../exchange.mts';
import type { Fields, Merchants } from './Merchant.mts';
import type { Order } from './Orders.mts';
import type { ChargeOutcome, Subscription } from './Subscriptions.mts';
import { postOnce, signedRequest, type Delivery, type SignedRequest } from './Webhooks.mts';

/** A webhook as a test wants it: right, or wrong in one of the ways that receivers must notice. */
export interface SendRequest {
	readonly url: string;
	readonly event: string;
	readonly data: unknown;
	/** Public key of the account whose secret signs; the default one unless told. */
	readonly account?: string;
	/** How far the timestamp is behind the provider's clock. */
	readonly ageSeconds?: number;
	/** Send a former delivery's id again. */
	readonly webhookId?: string;
	/** Leave the signature out. */
	readonly unsigned?: boolean;
	/** Sign other data than what is sent. */
	readonly tampered?: boolean;
}

/** What was sent, so that a test can send it once more, and what came back. */
export interface SendResult {
	readonly status: number | string;
	readonly body: string;
	readonly webhookId: string;
	readonly request: SignedRequest;
}

const outcomes: readonly ChargeOutcome[] = ['paid', 'failed'];

/** What only the sandbox can do to Ecart Pay: play the buyer, the clock and the forger. */
export class EcartPayControl {
	private readonly context: Context;
	private readonly merchants: Merchants;

	constructor(context: Context, merchants: Merchants) {
		this.context = context;
		this.merchants = merchants;
	}

	/** The buyer pays an order on its page. */
	pay(orderId: string): Order {
		const owner = this.merchants.all().find(({ orders }) => orders.find(orderId));
		if (!owner) throw new ControlError(`There is no order "${orderId}"`);
		return controlled(() => owner.orders.pay(orderId));
	}

	/** A subscription falls due. */
	charge(subscriptionId: string, outcome: ChargeOutcome): Subscription {
		if (!outcomes.includes(outcome)) throw new ControlError(`"outcome" takes one of: ${outcomes}`);
		const owner = this.merchants
			.all()
			.find(({ subscriptions }) => subscriptions.find(subscriptionId));
		if (!owner) throw new ControlError(`There is no subscription "${subscriptionId}"`);
		return controlled(() => owner.subscriptions.charge(subscriptionId, outcome));
	}

	/** How much was given back of an order, refund by refund. */
	refunds(orderId: string): number[] {
		const owner = this.merchants.all().find(({ orders }) => orders.find(orderId));
		if (!owner) throw new ControlError(`There is no order "${orderId}"`);
		return owner.orders.refunds(orderId).map(({ amount }) => amount);
	}

	/** Makes records of a kind that nothing else makes: activities, withdrawals. */
	seed(kind: 'activities' | 'withdrawals', fields: Fields, account?: string): { id: string } {
		return { id: this.merchant(account)[kind].add(fields).id };
	}

	/** Who wants webhooks of an account. */
	webhooks(account?: string): Array<{ url: string; events: readonly string[] }> {
		return this.merchant(account).webhooks.subscriptions.map(({ url, events }) => ({
			url,
			events,
		}));
	}

	/** What was delivered, or is being delivered, for an account. */
	deliveries(account?: string): Delivery[] {
		return structuredClone(this.merchant(account).webhooks.deliveries);
	}

	/** Sends one webhook, once, and waits for its answer. */
	async send(wanted: SendRequest): Promise<SendResult> {
		const { url, event, data, ageSeconds = 0, unsigned, tampered } = wanted;
		const account = wanted.account ?? sandboxCredentials.ecartpay.publicKey;
		const webhookId = wanted.webhookId ?? `hook_${randomUUID()}`;
		const secret = this.context.credentials.ecartPayWebhookSecret(account);
		const timestamp = this.context.clocks.ecartpay.now() - ageSeconds * 1000;
		const signed = signedRequest(secret, { event, data }, { timestamp, webhookId });
		const { 'x-pay-signature': _signature, ...bare } = signed.headers;
		const request = {
			headers: unsigned ? bare : signed.headers,
			body: tampered
				? JSON.stringify({ event, data: { ...(data as object), forged: true } })
				: signed.body,
		};
		return { ...(await postOnce(url, request)), webhookId, request };
	}

	private merchant(account: string = sandboxCredentials.ecartpay.publicKey) {
		return this.merchants.of(account);
	}
}

/** A refusal of the API, told as one of the control. */
function controlled<T>(work: () => T): T {
	try {
		return work();
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		throw new ControlError(String((error.answer.body as { message?: string }).message));
	}
}
