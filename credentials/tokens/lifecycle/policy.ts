/**
 * When a token is used, renewed and given up. Pure. All numbers of the token lifecycle are here.
 *
 * Times are in milliseconds.
 */
import type { Clock } from './clock';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/**
 * Windows are fractions of the lifetime, because a fixed margin is a known bug: with a margin of 15
 * minutes, a 10-minute token is renewed before every call.
 */
const RENEWAL_WINDOW_SHARE = 1 / 5;
/** For an 8-hour token. Renewing it an hour early would only add calls. */
const LONGEST_RENEWAL_WINDOW = 10 * MINUTE;
/**
 * Share of the renewal window that is random, so that many workers do not renew at the same
 * instant.
 */
const RENEWAL_JITTER_SHARE = 0.4;
/**
 * Share of the random part for the process that was granted the token; the other processes have the
 * rest. So a process that is in use renews its own token, and the others find the new one instead
 * of requesting theirs while its login is under way.
 */
const HOLDER_SHARE = 1 / 4;
const SAFETY_SHARE = 1 / 20;
/** How long a request may be under way before the provider reads its token. */
const LONGEST_EXPIRED_MARGIN = 5 * SECOND;
const LONGEST_EXPIRING_MARGIN = 30 * SECOND;

/** Time limit of one flight to the token endpoint, its second request included. */
export const FLIGHT_LIMIT = 10 * SECOND;
/** Wait before the only repetition, which is made if there is no token to fall back on. */
export const REPEAT_DELAY = 1 * SECOND;

/** Repeated wrong logins lock accounts, so the wait after each rejection is longer. */
const REJECTED_COOL_DOWNS = [1 * MINUTE, 5 * MINUTE, 15 * MINUTE];
/** While the old token can still be used: four more calls in two minutes, then one a minute. */
const UNAVAILABLE_COOL_DOWNS = [5 * SECOND, 15 * SECOND, 45 * SECOND, 60 * SECOND];
const WRONG_ADDRESS_COOL_DOWN = 1 * MINUTE;
const FIRST_THROTTLED_COOL_DOWN = 1 * MINUTE;
const LONGEST_UNSTATED_THROTTLED_COOL_DOWN = 15 * MINUTE;
/** A provider that asks for more than an hour has more likely made a mistake. */
const LONGEST_THROTTLED_COOL_DOWN = 60 * MINUTE;

/** Two grants of one key are at least this far apart, or half a lifetime where that is shorter. */
const LONGEST_GRANT_SPACING = 30 * SECOND;
/**
 * A 401 forces at most 3 grants in 10 minutes. More means that someone else replaces our tokens.
 */
export const FORCED_GRANTS_WINDOW = 10 * MINUTE;
export const MOST_FORCED_GRANTS = 3;
export const CONTENTION_COOL_DOWN = 5 * MINUTE;

/** The editor repeats the Test whenever the form is opened. A login this recent is not repeated. */
export const VERIFICATION_LIFETIME = 60 * SECOND;
/** During a cool-down the Test button logs in at most once in this time. */
export const TEST_SPACING = 10 * SECOND;
/** How long the provider's statement that it accepts a token is trusted. */
export const INTROSPECTION_LIFETIME = 30 * SECOND;
/**
 * After an introspection without an answer, so that a provider that is down is not asked for each
 * item.
 */
export const FAILED_INTROSPECTION_LIFETIME = 5 * SECOND;
/**
 * A token that was handed to n8n to store, but does not appear in the store, is handed over again
 * after this time.
 */
export const STORE_PATIENCE = 5 * SECOND;
/**
 * An idle time-out is used up to this share. The rest allows for clocks and for requests under way.
 */
const IDLE_SHARE = 0.8;
/** The last use of a session is stored again after this share of its idle time-out. */
export const LAST_USE_SHARE = 1 / 4;

/** What may be done with a token of some age. */
export type Phase = 'fresh' | 'renewable' | 'expiring' | 'expired';

/** What the policy knows about a token. */
export interface Timed {
	/** Lifetime as stated by the provider. */
	readonly lifetime: number;
	/** Wall clock when the token request was sent, in the process that sent it. */
	readonly sentAtWall: number;
	/** Monotonic clock at the same instant, or when this process first saw the token. */
	readonly sentAtMonotonic: number;
	/** See `jitterOf`. Never stored, or all workers would renew at once. */
	readonly jitter: number;
	/** The lifetime is an idle time-out, and `sentAt` is the time of the last use. */
	readonly hasIdleTimeout?: boolean;
}

export interface Windows {
	readonly renewableAt: number;
	readonly expiringAt: number;
	readonly expiredAt: number;
}

/**
 * The random part of a token's renewal time, in [0, 1); drawn once per token and process.
 *
 * @param isAdopted whether another process was granted the token
 */
export function jitterOf(isAdopted: boolean, clock: Clock): number {
	const random = clock.random();
	return isAdopted ? HOLDER_SHARE + random * (1 - HOLDER_SHARE) : random * HOLDER_SHARE;
}

/**
 * Ages at which a token becomes renewable, expiring and expired, always in this order. Its jitter
 * makes the first one later, by up to 40 % of the renewal window. A session with an idle time-out
 * is never renewed, because using it does that.
 */
export function windowsOf({
	lifetime,
	jitter,
	hasIdleTimeout,
}: Pick<Timed, 'lifetime' | 'jitter' | 'hasIdleTimeout'>): Windows {
	if (hasIdleTimeout) {
		const end = lifetime * IDLE_SHARE;
		return { renewableAt: end, expiringAt: end, expiredAt: end };
	}
	const window = Math.min(lifetime * RENEWAL_WINDOW_SHARE, LONGEST_RENEWAL_WINDOW);
	const expired = expiredMargin(lifetime);
	const expiring = Math.min(
		Math.max(lifetime * SAFETY_SHARE, 2 * expired),
		LONGEST_EXPIRING_MARGIN,
	);
	return {
		renewableAt: lifetime - window + jitter * RENEWAL_JITTER_SHARE * window,
		expiringAt: lifetime - expiring,
		expiredAt: lifetime - expired,
	};
}

/**
 * Age of a token: the larger of what the two clocks say. Sleep stops the monotonic one, and
 * corrections move the wall clock.
 */
export function ageOf(token: Timed, clock: Clock): number {
	return Math.max(clock.monotonic() - token.sentAtMonotonic, clock.wall() - token.sentAtWall, 0);
}

/** The one decision: how a token may be used now. */
export function phaseOf(token: Timed, clock: Clock): Phase {
	const age = ageOf(token, clock);
	const windows = windowsOf(token);
	if (age >= windows.expiredAt) return 'expired';
	if (age >= windows.expiringAt) return 'expiring';
	if (age >= windows.renewableAt) return 'renewable';
	return 'fresh';
}

/**
 * How much older a look at the store may be than it seems. Our nodes go on using a credential for
 * up to 5 s after reading it. This is at most the safety margin, because it makes renewals earlier.
 */
export function lookAllowance(lifetime: number): number {
	return expiredMargin(lifetime);
}

function expiredMargin(lifetime: number): number {
	return Math.min(lifetime * SAFETY_SHARE, LONGEST_EXPIRED_MARGIN);
}

/** Shortest time between two grants of one key. */
export function grantSpacing(lifetime: number): number {
	return Math.min(LONGEST_GRANT_SPACING, lifetime / 2);
}

/** Length of the cool-down after the `n`th rejection in a row (from 1): 1, 5, then 15 minutes. */
export function rejectedCoolDown(n: number): number {
	return step(REJECTED_COOL_DOWNS, n);
}

/**
 * Length of the cool-down after an endpoint has given no usable answer for the `n`th time in a row
 * (from 1).
 */
export function unavailableCoolDown(n: number): number {
	return step(UNAVAILABLE_COOL_DOWNS, n);
}

/** How long a wrong address is left alone. */
export function wrongAddressCoolDown(): number {
	return WRONG_ADDRESS_COOL_DOWN;
}

/**
 * Length of the cool-down after the `n`th 429 in a row (from 1).
 *
 * @param retryAfter what the provider asked for, in milliseconds; honoured up to one hour. 0 is
 * ignored, since the request has just been refused.
 */
export function throttledCoolDown(n: number, retryAfter?: number): number {
	if (retryAfter) return Math.min(retryAfter, LONGEST_THROTTLED_COOL_DOWN);
	return Math.min(FIRST_THROTTLED_COOL_DOWN * 2 ** (n - 1), LONGEST_UNSTATED_THROTTLED_COOL_DOWN);
}

function step(steps: readonly number[], n: number): number {
	return steps[Math.min(n, steps.length) - 1] ?? steps[0] ?? 0;
}
