import { createHash, timingSafeEqual } from 'crypto';

import type { IDataObject } from 'n8n-workflow';

import { verifyHs256 } from '../../../credentials/lib/jwt';
import { isObject } from '../../../credentials/lib/json';

/** A notification whose signature has been verified. */
export interface Notification {
	/** `transfer` and `error` are signed tokens; `back` carries a digest. */
	form: 'transfer' | 'error' | 'back';
	/** Whether the purchase has been paid; other back-mode statuses are neither paid nor failed. */
	outcome: 'paid' | 'failed' | 'other';
	/** What Pledg says: the token's payload, or the body without its signature. */
	content: IDataObject;
}

/** Fields of the back-mode digest, in alphabetical order. */
const DIGESTED = ['created_at', 'error', 'id', 'reference', 'sandbox', 'status'];

/**
 * Verifies the body of a notification with the merchant's secret key, in constant time. Returns the
 * notification, or a text that says why it must not be trusted. Source of the three forms and of
 * the digest: contracts/pledg, taken from the provider's own modules.
 */
export function readNotification(body: unknown, secretKey: string): Notification | string {
	if (!isObject(body)) return 'its body is not a JSON object';
	const { signature, ...rest } = body;
	if (typeof signature !== 'string') return 'it is not signed';
	return Object.keys(rest).length === 0
		? readToken(signature, secretKey)
		: readBackMode(rest, signature, secretKey);
}

function readToken(token: string, secretKey: string): Notification | string {
	const content = verifyHs256(token, secretKey) as IDataObject | undefined;
	if (!content) return 'its signature does not fit the secret key';
	const { exp } = content;
	if (typeof exp === 'number' && exp * 1000 < Date.now()) return 'its validity has ended';
	if ('transfer_order_item_uid' in content) return { form: 'transfer', outcome: 'paid', content };
	const isFailure = ['purchase_state', 'state', 'acceptance_state'].some((name) => name in content);
	return isFailure
		? { form: 'error', outcome: 'failed', content }
		: 'it is signed, but neither a payment nor a failure';
}

function readBackMode(
	content: IDataObject,
	signature: string,
	secretKey: string,
): Notification | string {
	if (!isSameText(signature, backModeDigest(content, secretKey))) {
		return 'its signature does not fit the secret key';
	}
	return { form: 'back', outcome: outcomeOf(content.status), content };
}

/** Statuses that are neither are left to the workflow: the provider's modules disagree on them. */
function outcomeOf(status: unknown): Notification['outcome'] {
	if (status === 'completed') return 'paid';
	return status === 'failed' || status === 'voided' ? 'failed' : 'other';
}

/** Upper-case SHA-256 over `key=value` of six fields with the secret between them. */
export function backModeDigest(content: IDataObject, secretKey: string): string {
	const parts = DIGESTED.map((name) => `${name}=${String(content[name] ?? '')}`);
	return createHash('sha256').update(parts.join(secretKey)).digest('hex').toUpperCase();
}

function isSameText(given: string, expected: string): boolean {
	const [a, b] = [Buffer.from(given), Buffer.from(expected)];
	return a.length === b.length && timingSafeEqual(a, b);
}
