import { createHmac, randomUUID } from 'node:crypto';
import type { Context } from '../context.mts';
import { reachable } from '../webhookAddress.mts';
import { newId } from './Records.mts';

/** One delivery and what became of it. */
export interface Delivery {
	readonly webhookId: string;
	readonly url: string;
	readonly event: string;
	/** HTTP status of each attempt, or why there was none. */
	readonly attempts: Array<number | string>;
	state: 'pending' | 'success' | 'client_error' | 'failed';
}

export interface Subscription {
	readonly id: string;
	readonly url: string;
	readonly events: readonly string[];
}

/** A webhook's request, ready to be sent. */
export interface SignedRequest {
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
}

/** "lists waits of 10, 15, 20, 25 and 30 s" (NOTES, Webhooks). */
const RETRY_WAITS_SECONDS = [10, 15, 20, 25, 30];
/** "answer within 5 s" */
const TIMEOUT_MILLISECONDS = 5_000;

/** Signs as the documentation says: over the time, the delivery's id and the compact `data`. */
export function signedRequest(
	secret: string,
	{ event, data }: { event: string; data: unknown },
	{ timestamp, webhookId }: { timestamp: number; webhookId: string },
): SignedRequest {
	const signed = `${timestamp}.${webhookId}.${JSON.stringify(data)}`;
	const digest = createHmac('sha256', secret).update(signed).digest('hex');
	return {
		headers: {
			'content-type': 'application/json',
			'x-pay-timestamp': String(timestamp),
			'x-pay-webhook-id': webhookId,
			'x-pay-signature': `SHA256=${digest}`,
		},
		body: JSON.stringify({ event, data }),
	};
}

/** Posts a webhook once; the status, or why there was no answer. */
export async function postOnce(
	url: string,
	{ headers, body }: SignedRequest,
): Promise<{ status: number | string; body: string }> {
	const signal = AbortSignal.timeout(TIMEOUT_MILLISECONDS);
	return await fetch(reachable(url), { method: 'POST', headers, body, signal }).then(
		async (response) => ({ status: response.status, body: await response.text() }),
		(error: unknown) => ({ status: error instanceof Error ? error.name : 'failed', body: '' }),
	);
}

/** An account's webhooks: who wants which events, and what was delivered. */
export class Webhooks {
	readonly subscriptions: Subscription[] = [];
	readonly deliveries: Delivery[] = [];
	private readonly context: Context;
	private readonly account: string;
	private isOpen = true;

	constructor(context: Context, account: string) {
		this.context = context;
		this.account = account;
	}

	subscribe(url: string, events: readonly string[]): Subscription {
		const subscription = { id: newId(), url, events };
		this.subscriptions.push(subscription);
		return subscription;
	}

	/** Tells everybody who wants to know, and the record's own address; without waiting for them. */
	emit(event: string, data: unknown, notifyUrl?: string): void {
		const urls = this.subscriptions
			.filter(({ events }) => events.length === 0 || events.includes(event))
			.map(({ url }) => url);
		if (notifyUrl !== undefined) urls.push(notifyUrl);
		// As it is now: records change while a delivery is retried.
		const snapshot: unknown = structuredClone(data);
		for (const url of urls) void this.deliver(url, event, snapshot);
	}

	/** Gives up what is still to be delivered. */
	close(): void {
		this.isOpen = false;
	}

	private async deliver(url: string, event: string, data: unknown): Promise<void> {
		const webhookId = `hook_${randomUUID()}`;
		const delivery: Delivery = { webhookId, url, event, attempts: [], state: 'pending' };
		this.deliveries.push(delivery);
		const secret = this.context.credentials.ecartPayWebhookSecret(this.account);
		const { webhookWaitFactor } = this.context.settings.ecartpay;
		for (const seconds of [...RETRY_WAITS_SECONDS, undefined]) {
			const timestamp = this.context.clocks.ecartpay.now();
			const request = signedRequest(secret, { event, data }, { timestamp, webhookId });
			const { status } = await postOnce(url, request);
			delivery.attempts.push(status);
			delivery.state = judge(status);
			if (delivery.state !== 'failed' || seconds === undefined) return;
			await pause(seconds * webhookWaitFactor);
			if (!this.isOpen) return;
		}
	}
}

/** "5xx is failed and retried, 4xx is client_error and never retried, 2xx is success" */
function judge(status: number | string): Delivery['state'] {
	if (typeof status === 'string' || status >= 500) return 'failed';
	return status >= 200 && status <= 299 ? 'success' : 'client_error';
}

/** A wait that keeps no process alive. */
async function pause(seconds: number): Promise<void> {
	await new Promise((resolve) => setTimeout(resolve, seconds * 1000).unref());
}
