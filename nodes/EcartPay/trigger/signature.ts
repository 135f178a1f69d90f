import { createHmac, timingSafeEqual } from 'crypto';

/** What Ecart Pay sends in the headers of a delivery; '' for what is missing. */
export interface Stamp {
	/** `x-pay-timestamp`: milliseconds since 1970 (UTC), as digits. */
	timestamp: string;
	/** `x-pay-webhook-id` */
	webhookId: string;
	/** `x-pay-signature`: `SHA256=` and 64 hexadecimal digits. */
	signature: string;
}

const SIGNATURE = /^SHA256=([0-9a-f]{64})$/i;
const TIMESTAMP = /^\d{1,15}$/;

/** Reads the headers of a delivery; one that was sent twice counts as missing. */
export function stampIn(headers: Record<string, unknown>): Stamp {
	const text = (name: string) => {
		const value = headers[name];
		return typeof value === 'string' ? value : '';
	};
	return {
		timestamp: text('x-pay-timestamp'),
		webhookId: text('x-pay-webhook-id'),
		signature: text('x-pay-signature'),
	};
}

/** When a delivery was sent; undefined if it does not say so. */
export function sentAt({ timestamp }: Stamp): Date | undefined {
	const date = new Date(TIMESTAMP.test(timestamp) ? Number(timestamp) : NaN);
	return Number.isNaN(date.getTime()) ? undefined : date;
}

/**
 * Whether the account's secret signed one of these texts (NOTES, Webhooks): HMAC-SHA256 over
 * `{timestamp}.{webhook_id}.{JSON of data}`. Takes the same time wherever a signature is wrong.
 *
 * @param texts the forms in which the provider may have written `data` when it signed
 */
export function isSigned(stamp: Stamp, texts: readonly string[], secret: string): boolean {
	const claimed = Buffer.from(SIGNATURE.exec(stamp.signature)?.[1] ?? '', 'hex');
	return texts.some((text) => {
		const signed = `${stamp.timestamp}.${stamp.webhookId}.${text}`;
		const expected = createHmac('sha256', secret).update(signed).digest();
		return claimed.length === expected.length && timingSafeEqual(claimed, expected);
	});
}
