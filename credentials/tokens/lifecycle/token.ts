/** A token in use, who wants one, and what its provider can be asked. */
import type { Clock } from './clock';
import { digestOf, type Fingerprint } from './fingerprint';
import type { Outcome } from '../endpoint/outcome';
import { ageOf, jitterOf, lookAllowance, type Timed } from './policy';
import type { ProblemContext } from '../endpoint/problems';
import type { StoredToken } from './session';

/** A token in use by this process. */
export interface Token extends Timed {
	readonly accessToken: string;
	readonly refreshToken?: string;
	/** A name for it that reveals nothing of it. */
	readonly digest: string;
}

/**
 * Whether the provider accepts a token, in its own words; 'doubtful' if its answer can mean either.
 */
export type Verdict = 'accepted' | 'refused' | 'doubtful' | 'unknown';

/** What one provider can be asked with one credential. Every call is a flight of its own. */
export interface TokenEndpoint {
	/** A full login with the secrets, within this many milliseconds; undefined if there is none. */
	login(limit: number): Promise<Outcome | undefined>;
	/** Renewal without the secrets, or a login if the provider demands one. */
	refresh?(token: Token, limit: number): Promise<Outcome | undefined>;
	/** Asks the provider about a token, by a harmless read. */
	introspect?(token: Pick<Token, 'accessToken'>): Promise<Verdict | undefined>;
	/** Ends a session that has been replaced. Best effort. */
	revoke?(token: Pick<Token, 'accessToken'>): Promise<void>;
}

/** Who wants a token, and how to get one. */
export interface TokenClient {
	readonly fingerprint: Fingerprint;
	readonly endpoint: TokenEndpoint;
	readonly context: ProblemContext;
	/** The provider kills the old token when it renews it, so nobody may go on using the old one. */
	readonly refreshRevokesToken?: boolean;
	/** The lifetime is an idle time-out, counted from the last use. */
	readonly hasIdleTimeout?: boolean;
}

/** Why a token is asked for. */
export type Reason = 'due' | 'forced' | 'suspicion' | 'test';

/**
 * A token that this process has been granted.
 *
 * @param sentAtMonotonic when its request was sent, by this process's own clock
 */
export function grantedToken(
	stored: StoredToken,
	sentAtMonotonic: number,
	client: TokenClient,
	clock: Clock,
): Token {
	return tokenOf(stored, sentAtMonotonic, client, jitterOf(false, clock));
}

function tokenOf(
	stored: StoredToken,
	sentAtMonotonic: number,
	{ hasIdleTimeout }: TokenClient,
	jitter: number,
): Token {
	const { accessToken, refreshToken, lifetime, sentAt } = stored;
	return {
		accessToken,
		...(refreshToken && { refreshToken }),
		lifetime,
		sentAtWall: sentAt,
		sentAtMonotonic,
		jitter,
		...(hasIdleTimeout && { hasIdleTimeout }),
		digest: digestOf(accessToken),
	};
}

/**
 * A token that another process has stored. The time at which it was requested is converted to this
 * process's own clocks.
 *
 * @param unseenFor milliseconds since the store was last read without this token in it, the longest
 * that the token can have been there; `Infinity` if that is not known
 */
export function adoptedToken(
	stored: StoredToken,
	client: TokenClient,
	clock: Clock,
	unseenFor: number,
): Token {
	const age = ageInStore(stored, clock, unseenFor);
	const sentAt = clock.wall() - age;
	return tokenOf({ ...stored, sentAt }, clock.monotonic() - age, client, jitterOf(true, clock));
}

/**
 * The age of a stored token by the wall clock, which is wrong if the clocks of two machines differ.
 * So it is at least the age that the token had when it was stored, and it has been in the store no
 * longer than since this process last read the store without seeing it.
 */
function ageInStore(stored: StoredToken, clock: Clock, unseenFor: number): number {
	const byWall = Math.max(0, clock.wall() - stored.sentAt);
	if (stored.age === undefined) return byWall;
	const most = stored.age + unseenFor + lookAllowance(stored.lifetime);
	return Math.min(Math.max(byWall, stored.age), most);
}

/**
 * What is stored of a token. The jitter is left out: with a stored one all workers would renew at
 * once.
 */
export function storedToken(token: Token, clock: Clock): StoredToken {
	const { accessToken, refreshToken, lifetime, sentAtWall: sentAt, hasIdleTimeout } = token;
	return {
		accessToken,
		...(refreshToken && { refreshToken }),
		lifetime,
		sentAt,
		...(!hasIdleTimeout && { age: ageOf(token, clock) }),
	};
}
