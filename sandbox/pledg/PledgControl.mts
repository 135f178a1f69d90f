import type { Context } from '../context.mts';
import { ControlError } from '../ControlError.mts';
import { reachable } from '../webhookAddress.mts';
import {
	backModeNotification,
	errorNotification,
	signedNotification,
	transferNotification,
} from './notifications.mts';
import type { Purchase, Purchases } from './Purchases.mts';

const payModes = ['transfer', 'error', 'back', 'unsigned'] as const;

/** How a buyer's payment ends: paid in one of the modes, or failed; `unsigned` is a transfer. */
export type PayMode = (typeof payModes)[number];

/** What the merchant's server made of the notification. */
export interface PayResult {
	readonly state: string;
	/** The notification's body, so that a test can send it once more. */
	readonly notification: unknown;
	/** The receiver's answer; absent when the purchase names no address. */
	readonly answer?: { readonly status: number; readonly body: string };
}

const ERROR_STATE = 'SCORING_KO';

/** What only the sandbox can do to Pledg: play the buyer. */
export class PledgControl {
	private readonly context: Context;
	private readonly purchases: Purchases;

	constructor(context: Context, purchases: Purchases) {
		this.context = context;
		this.purchases = purchases;
	}

	/** Ends a purchase's payment and notifies the merchant as its settings ask. */
	async pay(purchaseUid: string, mode: PayMode): Promise<PayResult> {
		const purchase = this.purchases.find(purchaseUid);
		if (!purchase) throw new ControlError(`There is no purchase "${purchaseUid}"`);
		if (!payModes.includes(mode)) throw new ControlError(`"mode" takes one of: ${payModes}`);
		purchase.state = mode === 'error' ? 'failed' : 'paid';
		if (mode !== 'error') purchase.mode = mode === 'back' ? 'back' : 'transfer';
		const notification = await this.notificationOf(purchase, mode);
		const { errorNotificationUrl, paymentNotificationUrl } = purchase.settings;
		const url = mode === 'error' ? errorNotificationUrl : paymentNotificationUrl;
		const { state } = purchase;
		if (url === undefined || url.startsWith('mailto:')) return { state, notification };
		return { state, notification, answer: await post(url, notification) };
	}

	private async notificationOf(purchase: Purchase, mode: PayMode): Promise<unknown> {
		const now = new Date(this.context.clocks.pledg.now());
		const secret = this.context.credentials.pledgSecretKey(purchase.merchantUid) ?? '';
		switch (mode) {
			case 'transfer':
				return await signedNotification(transferNotification(purchase, now), secret);
			case 'unsigned':
				return transferNotification(purchase, now);
			case 'back':
				return backModeNotification(purchase, now, secret);
			case 'error':
				return await signedNotification(errorNotification(purchase, ERROR_STATE), secret);
		}
	}
}

async function post(url: string, body: unknown): Promise<{ status: number; body: string }> {
	const response = await fetch(reachable(url), {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	}).catch((error: unknown) => {
		throw new ControlError(`The notification did not reach ${url}: ${String(error)}`);
	});
	return { status: response.status, body: await response.text() };
}
