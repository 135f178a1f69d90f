import type { Clock } from './clock';
import type { Fingerprint } from './fingerprint';
import { ForcedGrants } from './ForcedGrants';
import { CoolDown } from './CoolDown';
import { Doubt } from './Doubt';
import { Introspections } from './Introspections';
import { Suspicion } from './Suspicion';
import type { Token } from './token';

const MOST_DIGESTS = 16;

/** The most recent digests, in a set of bounded size. */
class RecentDigests {
	private readonly digests = new Set<string>();

	add(digest: string): void {
		this.digests.add(digest);
		const [oldest] = this.digests;
		if (this.digests.size > MOST_DIGESTS && oldest !== undefined) this.digests.delete(oldest);
	}

	has(digest: string): boolean {
		return this.digests.has(digest);
	}
}

/** What one process knows of one credential. */
export interface Entry {
	readonly coolDown: CoolDown;
	readonly doubt: Doubt;
	readonly forced: ForcedGrants;
	readonly introspections: Introspections;
	readonly suspicion: Suspicion;
	/** Tokens that the provider itself declared dead. */
	readonly revoked: RecentDigests;
	token?: Token;
	/** The token before it: requests that were sent with it may still be answered. */
	previous?: Token;
	/** The session's generation; see `StoredSession`. */
	generation: number;
	/** The request for a token that is under way. */
	flight?: Promise<Token>;
	lastGrantAt?: number;
	/** When a login last verified the secrets. */
	verifiedAt?: number;
	/** When the Test button last passed. */
	testedAt?: number;
	/** Until then no new token is requested, because the last renewal returned the same one. */
	sameTokenUntil: number;
	/** When n8n's store was last read. */
	lookedAt?: { readonly monotonic: number; readonly wall: number };
	/** What was last handed to n8n's store. */
	offered?: { readonly generation: number; readonly failures: number; readonly at: number };
	tokenRequests: number;
}

/**
 * The entries of one process. The least recently used one is dropped first: a map iterates in order
 * of insertion, so it stands at the front. An entry in flight is never dropped. One in a cool-down
 * is dropped only when there are no others, the oldest first, because forgetting it leads to more
 * requests.
 */
export class Entries {
	/** A `#` field, not only `private`: a logger that inspects a manager cannot reach the tokens. */
	readonly #usual = new Map<string, Entry>();
	/** Entries that were in flight or in a cool-down when it was their turn to be dropped. */
	readonly #held = new Map<string, Entry>();
	private readonly clock: Clock;
	private readonly capacity: number;

	constructor(clock: Clock, capacity: number) {
		this.clock = clock;
		this.capacity = capacity;
	}

	/** The entry of a credential; a new one if the credential is not known yet. */
	get({ key }: Fingerprint): Entry {
		const entry = this.#usual.get(key) ?? this.#held.get(key) ?? newEntry();
		this.#held.delete(key);
		this.#usual.delete(key);
		this.#usual.set(key, entry);
		while (this.size > this.capacity && this.evictOne(entry));
		return entry;
	}

	get size(): number {
		return this.#usual.size + this.#held.size;
	}

	/**
	 * Returns false if all entries are in flight. Between two uses an entry is moved to `#held` at
	 * most once, which keeps this cheap.
	 */
	private evictOne(inUse: Entry): boolean {
		const now = this.clock.monotonic();
		const [longestHeld] = this.#held;
		if (longestHeld !== undefined && isIdle(longestHeld[1], now)) {
			return this.#held.delete(longestHeld[0]);
		}
		for (const [key, entry] of this.#usual) {
			if (entry === inUse) break;
			this.#usual.delete(key);
			if (isIdle(entry, now)) return true;
			this.#held.set(key, entry);
		}
		for (const [key, { flight }] of this.#held) {
			if (flight !== undefined) continue;
			return this.#held.delete(key);
		}
		return false;
	}
}

function isIdle({ flight, coolDown, forced }: Entry, now: number): boolean {
	return (
		flight === undefined && coolDown.runningAt(now) === undefined && forced.contendedFor(now) === 0
	);
}

function newEntry(): Entry {
	return {
		coolDown: new CoolDown(),
		doubt: new Doubt(),
		forced: new ForcedGrants(),
		introspections: new Introspections(),
		suspicion: new Suspicion(),
		revoked: new RecentDigests(),
		generation: 0,
		sameTokenUntil: 0,
		tokenRequests: 0,
	};
}
