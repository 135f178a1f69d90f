/**
 * One flight to the token endpoint: one request, and a second one if no token can be used
 * meanwhile.
 */
import type { Clock } from './clock';
import type { Outcome } from '../endpoint/outcome';
import { FLIGHT_LIMIT, phaseOf, REPEAT_DELAY } from './policy';
import type { Failure } from '../endpoint/problems';
import type { Reason, Token, TokenEndpoint } from './token';

/** What a flight was for, and what its outcome is. */
export interface Attempt {
	readonly reason: Reason;
	/** The token to be replaced. */
	readonly old: Token | undefined;
	/** True if it refreshed the old token; false if it logged in, which verifies the secrets. */
	readonly isRefresh: boolean;
	readonly sentAt: { readonly monotonic: number; readonly wall: number };
	readonly outcome: Outcome;
}

interface Flight {
	readonly endpoint: TokenEndpoint;
	readonly clock: Clock;
	readonly reason: Reason;
	readonly old: Token | undefined;
	/** Called before each request. */
	readonly onRequest: () => void;
}

const UNEXPECTED: Failure = { kind: 'unavailable', reason: 'failed unexpectedly' };
const STILLBORN: Failure = { kind: 'malformed', reason: 'a token that has already expired' };

/**
 * Asks for a token, within ten seconds in all. Asks a second time only if no token can be used
 * meanwhile. Never throws.
 */
export async function obtainGrant(flight: Flight): Promise<Attempt> {
	const { clock, old } = flight;
	const startedAt = clock.monotonic();
	const serves = old !== undefined && phaseOf(old, clock) !== 'expired';
	const first = await attempt(flight, FLIGHT_LIMIT);
	const left = FLIGHT_LIMIT - (clock.monotonic() - startedAt) - REPEAT_DELAY;
	if (first.outcome.kind !== 'unavailable' || serves || left <= 0) return first;
	await clock.sleep(REPEAT_DELAY);
	return await attempt(flight, left);
}

async function attempt(flight: Flight, limit: number): Promise<Attempt> {
	const { endpoint, clock, reason, old } = flight;
	const sentAt = { monotonic: clock.monotonic(), wall: clock.wall() };
	const isDue = reason === 'due' && old !== undefined && phaseOf(old, clock) !== 'expired';
	const renewable = isDue && endpoint.refresh !== undefined ? old : undefined;
	flight.onRequest();
	const answer = await ask(endpoint, renewable, limit).then(
		(given) => given ?? UNEXPECTED,
		() => UNEXPECTED,
	);
	const outcome = hasEnded(answer, sentAt, clock) ? STILLBORN : answer;
	return { reason, old, isRefresh: renewable !== undefined, sentAt, outcome };
}

async function ask(
	endpoint: TokenEndpoint,
	renewable: Token | undefined,
	limit: number,
): Promise<Outcome | undefined> {
	if (renewable === undefined) return await endpoint.login(limit);
	return await endpoint.refresh?.(renewable, limit);
}

/** Whether the token had expired, by either clock, before the answer arrived. */
function hasEnded(outcome: Outcome, sentAt: Attempt['sentAt'], clock: Clock): boolean {
	if (outcome.kind !== 'granted') return false;
	const { lifetime } = outcome.grant;
	const { monotonic: sentAtMonotonic, wall: sentAtWall } = sentAt;
	return phaseOf({ lifetime, sentAtMonotonic, sentAtWall, jitter: 0 }, clock) === 'expired';
}
