import { createHash, randomUUID } from 'node:crypto';
import type { Purchase } from './Purchases.mts';
import { sign } from './signature.mts';

/** What the back-mode digest is made of, in the order in which it goes in. */
interface DigestedFields {
	readonly created_at: string;
	readonly error: string;
	readonly id: string;
	readonly reference: string;
	readonly sandbox: string;
	readonly status: string;
}

const digestedNames = ['created_at', 'error', 'id', 'reference', 'sandbox', 'status'] as const;

/** Transfer mode: the purchase is paid, and this is the line of the transfer to come. */
export function transferNotification(purchase: Purchase, now: Date): Record<string, unknown> {
	return {
		reference: purchase.settings.reference,
		created: withMicroseconds(now),
		transfer_order_item_uid: `tri_${randomUUID()}`,
		merchant_uid: purchase.merchantUid,
		purchase_uid: purchase.uid,
		amount_cents: purchase.settings.amountCents,
	};
}

/** The purchase failed after the payment screen. */
export function errorNotification(purchase: Purchase, state: string): Record<string, unknown> {
	return {
		reference: purchase.settings.reference,
		purchase_state: state,
		purchase_uid: purchase.uid,
	};
}

/** Back mode: the virtual card was charged. Signed by a digest beside the fields. */
export function backModeNotification(purchase: Purchase, now: Date, secret: string) {
	const fields: DigestedFields = {
		created_at: now.toISOString(),
		error: '',
		id: `tx_${randomUUID()}`,
		reference: purchase.settings.reference,
		sandbox: 'true',
		status: 'completed',
	};
	return {
		...fields,
		additional_data: {},
		metadata: purchase.settings.metadata ?? {},
		signature: backModeDigest(fields, secret),
	};
}

/** The form of notifications whose only member is a JWT. */
export async function signedNotification(payload: Record<string, unknown>, secret: string) {
	return { signature: await sign(payload, secret) };
}

/**
 * The back-mode digest: `key=value` of six fields in alphabetical order, the secret between them,
 * plain SHA-256 in upper-case hexadecimal.
 */
export function backModeDigest(fields: DigestedFields, secret: string): string {
	const text = digestedNames.map((name) => `${name}=${fields[name]}`).join(secret);
	return createHash('sha256').update(text).digest('hex').toUpperCase();
}

/** `2026-01-02 03:04:05.000006`: a blank between date and time, microseconds, no zone. */
function withMicroseconds(now: Date): string {
	return `${now.toISOString().replace('T', ' ').slice(0, 23)}000`;
}
