import type { Clock } from './clock';
import type { Fingerprint } from './fingerprint';
import { ForcedGrants } from './ForcedGrants';
import { CoolDown } from './CoolDown';
import { Doubt } from './Doubt';
import { Introspections } from './Introspections';
import { RecentDigests } from './RecentDigests';
import { Suspicion } from './Suspicion';
import type { Token } from './token';

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
	/** The one before it: requests that were sent with it may still be answered. */
	previous?: Token;
	/** Of the session; see `StoredSession`. */
	generation: number;
	/** The one request for a token that is under way. */
	flight?: Promise<Token>;
	lastGrantAt?: number;
	/** When a login last verified the secrets. */
	verifiedAt?: number;
	/** When the Test button last passed. */
	testedAt?: number;
	/** Bytes that a renewal brought again: not asked for again before this time. */
	sameTokenUntil: number;
	/** When n8n's store was last looked at. */
	lookedAt?: { readonly monotonic: number; readonly wall: number };
	/** What was last handed over to n8n's store. */
	offered?: { readonly generation: number; readonly failures: number; readonly at: number };
	tokenRequests: number;
}

/**
 * The entries of one process, least recently used first out. A map iterates in order of insertion, so
 * those stand in front. One in flight is never dropped, and one in a cool-down only where there are
 * no others, the oldest first: forgetting them leads to more requests.
 */
export class Entries {
	/** Private by name, not by keyword alone: no logger that inspects a manager comes to the tokens. */
	readonly #usual = new Map<string, Entry>();
	/** Those that were in flight or in a cool-down when it was their turn to go. */
	readonly #held = new Map<string, Entry>();
	private readonly clock: Clock;
	private readonly capacity: number;

	constructor(clock: Clock, capacity: number) {
		this.clock = clock;
		this.capacity = capacity;
	}

	/** The entry of a credential, new where it is not known. */
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
	 * Returns false where all are in flight. Each entry is set aside once at most until it is used
	 * again, so that this costs little.
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
