/** All three forms begin with the name of a day (RFC 9110, 5.6.7). */
const NAMED_DAY = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/;

/**
 * Milliseconds since 1970 of an HTTP date, as in `Date` and `Retry-After`; undefined for any other
 * text. The oldest form names no zone; it means GMT, like the others.
 */
export function httpDate(text: string): number | undefined {
	if (!NAMED_DAY.test(text)) return undefined;
	const milliseconds = Date.parse(/GMT$/.test(text) ? text : `${text} GMT`);
	return Number.isNaN(milliseconds) ? undefined : milliseconds;
}
