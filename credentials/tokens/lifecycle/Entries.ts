import type { Clock } from './clock';
import type { Fingerprint } from './fingerprint';
import { ForcedGrants } from './ForcedGrants';
import { CoolDown } from './CoolDown';
import { Introspections } from './Introspections';
import { RecentDigests } from './RecentDigests';
import { Suspicion } from './Suspicion';
import type { Token } from './token';

/** What one process knows of one credential. */
export interface Entry {
	readonly coolDown: CoolDown;
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
	/** When a login last proved the secrets. */
	verifiedAt?: number;
	/** When the Test button last passed. */
	testedAt?: number;
	/** Bytes that a renewal brought again: not asked for again before this time. */
	sameTokenUntil: number;
	/** When n8n's store was last looked at. */
	lookedAt?: { readonly monotonic: number; readonly wall: number };
	/** What was last handed over to n8n's store. */
	offered?: { readonly generation: number; readonly at: number };
	tokenRequests: number;
}

/** The entries of one process: bounded, least recently used first out. */
export class Entries {
	/** Private by name, not by keyword alone: no logger that inspects a manager comes to the tokens. */
	readonly #entries = new Map<string, Entry>();
	private readonly clock: Clock;
	private readonly capacity: number;

	constructor(clock: Clock, capacity: number) {
		this.clock = clock;
		this.capacity = capacity;
	}

	/** The entry of a credential, new where it is not known. */
	get({ key }: Fingerprint): Entry {
		const entry = this.#entries.get(key) ?? newEntry();
		// A map iterates in order of insertion, so the least recently used stays in front.
		this.#entries.delete(key);
		this.#entries.set(key, entry);
		if (this.#entries.size > this.capacity) this.evict(entry);
		return entry;
	}

	get size(): number {
		return this.#entries.size;
	}

	/** Never one in flight or behind a gate: forgetting those would lead to more requests. */
	private evict(inUse: Entry): void {
		const now = this.clock.monotonic();
		for (const [key, entry] of this.#entries) {
			if (this.#entries.size <= this.capacity) return;
			if (entry !== inUse && isIdle(entry, now)) this.#entries.delete(key);
		}
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
		forced: new ForcedGrants(),
		introspections: new Introspections(),
		suspicion: new Suspicion(),
		revoked: new RecentDigests(),
		generation: 0,
		sameTokenUntil: 0,
		tokenRequests: 0,
	};
}
