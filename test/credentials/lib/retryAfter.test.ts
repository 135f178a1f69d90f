import { expect, test } from 'vitest';

import { retryAfterSeconds } from '../../../credentials/lib/retryAfter';

const NOW = Date.parse('2026-01-02T03:04:05Z');

test.each<[string, unknown, number | undefined]>([
	['seconds', '120', 120],
	['seconds among blanks', ' 7 ', 7],
	['zero, which a retry may take at its word', '0', 0],
	['a fraction, which no standard allows', '0.5', 0.5],
	['an absurd number', '999999999999', 999_999_999_999],
	['an HTTP date', 'Fri, 02 Jan 2026 03:05:05 GMT', 60],
	['the older HTTP date of RFC 850', 'Friday, 02-Jan-26 03:05:05 GMT', 60],
	['the oldest HTTP date, of asctime', 'Fri Jan  2 03:05:05 2026', 60],
	['a date that is over', 'Fri, 02 Jan 2026 03:04:04 GMT', 0],
	['a negative number', '-5', undefined],
	['a number with a sign', '+5', undefined],
	['a number that is no decimal one', '1e3', undefined],
	['words', 'later', undefined],
	['words that begin like a day', 'Sunday at noon', undefined],
	['a date that is none of HTTP', '2026-01-02T03:05:05Z', undefined],
	['nothing', '', undefined],
	['a missing header', undefined, undefined],
	['two headers', ['1', '2'], undefined],
])('Retry-After as %s', (_name, value, expected) => {
	expect(retryAfterSeconds({ 'retry-after': value }, NOW)).toBe(expected);
});
