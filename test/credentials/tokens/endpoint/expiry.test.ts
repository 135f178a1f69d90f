import { describe, expect, it } from 'vitest';

import {
	lifetimeFromExpiresAt,
	lifetimeFromExpiresIn,
	lifetimeFromJwt,
	secondsOfHttpDate,
	type StatedLifetime,
} from '../../../../credentials/tokens/endpoint/expiry';
import { signHs256 } from '../../../../credentials/lib/jwt';

const ABSENT: StatedLifetime = { kind: 'absent' };
const MALFORMED: StatedLifetime = { kind: 'malformed' };
const stated = (seconds: number): StatedLifetime => ({ kind: 'stated', seconds });

/** 2026-01-02T03:04:05Z in seconds. */
const NOW = 1_767_323_045;

describe('lifetime from expires_in', () => {
	it.each<[unknown, StatedLifetime]>([
		[86_400, stated(86_400)],
		['86400', stated(86_400)],
		[' 600 ', stated(600)],
		[599.5, stated(599.5)],
		['599.5', stated(599.5)],
		[null, ABSENT],
		[undefined, ABSENT],
		[false, MALFORMED],
		[true, MALFORMED],
		[{}, MALFORMED],
		[[600], MALFORMED],
		['zzz', MALFORMED],
		['', MALFORMED],
		['600s', MALFORMED],
		['1e3', MALFORMED],
		['-600', MALFORMED],
		[-600, MALFORMED],
		[0, MALFORMED],
		['0', MALFORMED],
		[Number.NaN, MALFORMED],
		[Number.POSITIVE_INFINITY, MALFORMED],
		[1e306, MALFORMED],
		[253_402_300_799, stated(253_402_300_799)],
	])('%j is %j', (value, expected) => {
		expect(lifetimeFromExpiresIn(value)).toEqual(expected);
	});
});

describe('lifetime from a JWT', () => {
	const jwt = (claims: object) => signHs256(claims, 'any secret');

	it.each<[string, object, number | undefined, StatedLifetime]>([
		['exp and iat', { iat: NOW, exp: NOW + 3_600 }, undefined, stated(3_600)],
		['an answer dated later than iat', { iat: NOW, exp: NOW + 3_600 }, NOW + 600, stated(3_000)],
		['an answer dated before iat', { iat: NOW, exp: NOW + 3_600 }, NOW - 600, stated(3_600)],
		['exp and the date of the answer', { exp: NOW + 900 }, NOW, stated(900)],
		['exp alone', { exp: NOW + 900 }, undefined, ABSENT],
		['no exp', { iat: NOW }, NOW, ABSENT],
		['an exp that is text', { iat: NOW, exp: String(NOW + 3_600) }, undefined, MALFORMED],
		['an end before its beginning', { iat: NOW, exp: NOW - 1 }, undefined, MALFORMED],
		['an end that is over', { iat: NOW - 7_200, exp: NOW - 3_600 }, NOW, MALFORMED],
	])('with %s', (_name, claims, serverNow, expected) => {
		expect(lifetimeFromJwt(jwt(claims), serverNow)).toEqual(expected);
	});

	it.each(['opaque', 'a.b', 'a.b.c', `x.${Buffer.from('"text"').toString('base64url')}.y`])(
		'is absent in %j, which is no JWT',
		(token) => {
			expect(lifetimeFromJwt(token, NOW)).toEqual(ABSENT);
		},
	);
});

describe('lifetime from an absolute end', () => {
	it.each<[unknown, StatedLifetime]>([
		['2026-01-02T04:04:05Z', stated(3_600)],
		['2026-01-02T04:04:05.5000000Z', stated(3_600.5)],
		['2026-01-02T05:04:05+01:00', stated(3_600)],
		['2026-01-02T05:04:05+0100', stated(3_600)],
		['2026-01-02T04:04:05', stated(3_600)],
		['2026-01-02T04:04:05.25', stated(3_600.25)],
		['2026-01-02 04:04:05', stated(3_600)],
		[undefined, ABSENT],
		[null, ABSENT],
		['', ABSENT],
		['2026-01-02T03:04:05Z', MALFORMED],
		['2026-01-01T00:00:00Z', MALFORMED],
		['tomorrow', MALFORMED],
		[NOW + 3_600, MALFORMED],
	])('%j is %j', (value, expected) => {
		expect(lifetimeFromExpiresAt(value, NOW)).toEqual(expected);
	});
});

describe('seconds of an HTTP date', () => {
	it.each<[unknown, number | undefined]>([
		['Fri, 02 Jan 2026 03:04:05 GMT', NOW],
		['yesterday', undefined],
		[undefined, undefined],
		[NOW, undefined],
	])('%j is %j', (value, expected) => {
		expect(secondsOfHttpDate(value)).toBe(expected);
	});
});
