import { httpDate } from './httpDate';

/**
 * Seconds that a `Retry-After` header asks to wait, given as seconds or as an HTTP date (RFC 9110,
 * 10.2.3); 0 for a date that has passed. A fraction is not a valid form, but providers send it, and
 * its meaning is clear. Undefined if the header is missing or says anything else, such as a
 * negative number.
 *
 * @param now milliseconds since 1970
 */
export function retryAfterSeconds(
	headers: Readonly<Record<string, unknown>>,
	now: number,
): number | undefined {
	const header = headers['retry-after'];
	const value = typeof header === 'string' ? header.trim() : '';
	if (/^\d+(\.\d+)?$/.test(value)) return Number(value);
	const date = httpDate(value);
	return date === undefined ? undefined : Math.max(0, (date - now) / 1_000);
}
