import { createHash, timingSafeEqual } from 'crypto';

import type { IDataObject } from 'n8n-workflow';

import { verifyHs256 } from '../../../credentials/lib/jwt';
import { isObject } from '../../../credentials/lib/json';

/** A notification, and what of it the signature covers. */
export interface Notification {
	/** `transfer` and `error` are signed tokens; `back` carries a digest. */
	form: 'transfer' | 'error' | 'back';
	/** Whether the purchase has been paid; other back-mode statuses are neither paid nor failed. */
	outcome: 'paid' | 'failed' | 'other';
	/** What the signature covers: the token's payload, or the members of the digest as texts. */
	content: IDataObject;
	/** What came beside it. Anyone can have changed it on the way. */
	unverified: IDataObject;
}

/** Fields of the back-mode digest, in alphabetical order. */
const DIGESTED = ['created_at', 'error', 'id', 'reference', 'sandbox', 'status'];

/** What names a failure: the name of 2021, and those that only the provider's newer module reads. */
const FAILURE_MEMBERS = ['purchase_state', 'state', 'acceptance_state'];

/** What this package works with. Each is a plain value wherever it is documented. */
const READ_MEMBERS = [
	...FAILURE_MEMBERS,
	...['reference', 'created', 'transfer_order_item_uid', 'merchant_uid', 'purchase_uid'],
	...['uid', 'amount_cents', 'acceptance_rejection_type'],
];

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
	if (!content) return 'its signature does not match the secret key';
	const { exp } = content;
	if (typeof exp === 'number' && exp * 1000 < Date.now()) return 'it has expired';
	return readMembers(content) ?? 'it is signed, but reports neither a payment nor a failure';
}

/**
 * What the members of a transfer or of an error say; undefined if they are neither, or not the plain
 * values that are documented. The caller knows whether they are signed.
 */
export function readMembers(content: IDataObject): Notification | undefined {
	if (!READ_MEMBERS.every((name) => isPlain(content[name]))) return undefined;
	const unverified = {};
	if (isGiven(content.transfer_order_item_uid)) {
		return { form: 'transfer', outcome: 'paid', content, unverified };
	}
	return FAILURE_MEMBERS.some((name) => isGiven(content[name]))
		? { form: 'error', outcome: 'failed', content, unverified }
		: undefined;
}

/**
 * The digest is over texts, so `["tx_1"]` would have that of `tx_1`: only plain values are taken, and
 * only as the texts that the digest is over.
 */
function readBackMode(
	members: IDataObject,
	signature: string,
	secretKey: string,
): Notification | string {
	if (!DIGESTED.every((name) => isPlain(members[name]))) {
		return 'a signed member is not a plain value';
	}
	if (!isSameText(signature, backModeDigest(members, secretKey))) {
		return 'its signature does not match the secret key';
	}
	const content = Object.fromEntries(DIGESTED.map((name) => [name, textOf(members[name])]));
	const others = Object.entries(members).filter(([name]) => !DIGESTED.includes(name));
	const unverified = Object.fromEntries(others);
	return { form: 'back', outcome: outcomeOf(content.status), content, unverified };
}

/** Statuses that are neither are left to the workflow: the provider's modules disagree on them. */
function outcomeOf(status: unknown): Notification['outcome'] {
	if (status === 'completed') return 'paid';
	return status === 'failed' || status === 'voided' ? 'failed' : 'other';
}

/** Upper-case SHA-256 over `key=value` of six fields with the secret between them. */
export function backModeDigest(content: IDataObject, secretKey: string): string {
	const parts = DIGESTED.map((name) => `${name}=${textOf(content[name])}`);
	return createHash('sha256').update(parts.join(secretKey)).digest('hex').toUpperCase();
}

/** A member as the digest writes it: an absent one is empty. */
function textOf(value: unknown): string {
	return isPlain(value) ? String(value ?? '') : '';
}

function isPlain(value: unknown): value is string | number | boolean | null | undefined {
	return typeof value !== 'object' || value === null;
}

function isGiven(value: unknown): boolean {
	return value !== undefined && value !== null && value !== '';
}

function isSameText(given: string, expected: string): boolean {
	const [a, b] = [Buffer.from(given), Buffer.from(expected)];
	return a.length === b.length && timingSafeEqual(a, b);
}
