/**
 * How long a token lives, according to the provider. Pure.
 *
 * Everything here is in seconds, as in the protocols; callers convert once.
 */
import { httpDate } from '../../lib/httpDate';
import { claimsOf } from '../../lib/jwt';

/** A lifetime that was stated, was not stated, or was stated in a form that cannot be trusted. */
export type StatedLifetime =
	| { kind: 'stated'; seconds: number }
	| { kind: 'absent' }
	| { kind: 'malformed' };

/**
 * What milliseconds can count. More is damaged data; `9999-12-31`, which some write for "never", is
 * less.
 */
const LONGEST = Number.MAX_SAFE_INTEGER / 1_000;

const ABSENT: StatedLifetime = { kind: 'absent' };
const MALFORMED: StatedLifetime = { kind: 'malformed' };

/**
 * Reads an `expires_in` member: a positive number of seconds, as a number or as numeric text.
 * `null` and `undefined` count as absent (RFC 6749, 5.1 makes the member optional).
 */
export function lifetimeFromExpiresIn(value: unknown): StatedLifetime {
	if (value === undefined || value === null) return ABSENT;
	if (typeof value === 'string' && !/^\s*\d+(\.\d+)?\s*$/.test(value)) return MALFORMED;
	if (typeof value !== 'string' && typeof value !== 'number') return MALFORMED;
	return stated(Number(value));
}

/**
 * Reads the lifetime of a JWT from its `exp` and `iat` claims (RFC 7519, 4.1), without verifying
 * it. A provider may hand out a token that it made earlier. So if `serverNow` (the answer's `Date`,
 * seconds since 1970) is known, the lifetime is at most the time that is left by that clock.
 */
export function lifetimeFromJwt(token: string, serverNow?: number): StatedLifetime {
	const claims = claimsOf(token);
	if (claims === undefined) return ABSENT;
	const { exp, iat } = claims;
	if (exp === undefined) return ABSENT;
	if (typeof exp !== 'number') return MALFORMED;
	const limits: number[] = [];
	if (typeof iat === 'number') limits.push(exp - iat);
	if (serverNow !== undefined) limits.push(exp - serverNow);
	return limits.length === 0 ? ABSENT : stated(Math.min(...limits));
}

/**
 * Reads an absolute end of life (ISO 8601) against the provider's own clock, so that a machine
 * whose clock is wrong still gets the lifetime right.
 *
 * @param now seconds since 1970 by the answer's `Date` header, else by the local clock
 */
export function lifetimeFromExpiresAt(value: unknown, now: number): StatedLifetime {
	if (value === undefined || value === null || value === '') return ABSENT;
	const end = typeof value === 'string' ? Date.parse(withZone(value)) : Number.NaN;
	return Number.isNaN(end) ? MALFORMED : stated(end / 1000 - now);
}

/** Seconds since 1970 of an HTTP `Date` header; undefined if it is missing or cannot be read. */
export function secondsOfHttpDate(value: unknown): number | undefined {
	const milliseconds = typeof value === 'string' ? httpDate(value) : undefined;
	return milliseconds === undefined ? undefined : milliseconds / 1000;
}

function stated(seconds: number): StatedLifetime {
	return seconds > 0 && seconds <= LONGEST ? { kind: 'stated', seconds } : MALFORMED;
}

/**
 * A time without a zone is UTC in every contract that we read. `Date.parse` would take it as local.
 */
function withZone(isoText: string): string {
	const hasTimeWithoutZone = /\d[T ]\d\d:\d\d[\d:.]*$/i.test(isoText);
	return hasTimeWithoutZone ? `${isoText}Z` : isoText;
}
