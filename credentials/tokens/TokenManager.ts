/**
 * The token lifecycle: the only place that holds state. One entry per fingerprint, at most one
 * request to a token endpoint under way for each, and gates where one has failed.
 */
import { type Clock, systemClock } from './clock';
import { digestOf, type Fingerprint } from './fingerprint';
import { Gate } from './gate';
import type { Outcome } from './outcome';
import {
	ageOf,
	ANSWER_LIFETIME,
	CONTENTION_GATE,
	FLIGHT_LIMIT,
	FORCED_GRANTS_WINDOW,
	grantSpacing,
	IDLE_SHARE,
	LAST_USE_SHARE,
	MOST_FORCED_GRANTS,
	type Phase,
	phaseOf,
	PROOF_LIFETIME,
	REPEAT_DELAY,
	STORE_PATIENCE,
	TEST_SPACING,
	type Timed,
	windowsOf,
} from './policy';
import { contention, type Failure, type ProblemContext, problemOf } from './problems';
import type { StoredSession, StoredToken } from './session';

/** A token in use by this process. */
export interface Token extends Timed {
	readonly accessToken: string;
	readonly refreshToken?: string;
	/** A name for it that gives nothing away. */
	readonly digest: string;
}

/** Whether the provider accepts a token, by its own word. */
export type Verdict = 'accepted' | 'refused' | 'unknown';

/** What can be asked of one provider with one credential; every call is one flight of its own. */
export interface TokenEndpoint {
	/** A full login, with the secrets, within so many milliseconds. */
	login(limit: number): Promise<Outcome>;
	/** Renewal without the secrets, falling back on a login where the provider wants one. */
	renew?(token: Token, limit: number): Promise<Outcome | undefined>;
	/** Asks the provider about a token, by a harmless read. */
	ask?(token: Pick<Token, 'accessToken'>): Promise<Verdict | undefined>;
	/** Ends a session that has been replaced, best effort. */
	retire?(token: Pick<Token, 'accessToken'>): Promise<void>;
}

/** Who wants a token, and how to get one. */
export interface TokenRequest {
	readonly fingerprint: Fingerprint;
	readonly endpoint: TokenEndpoint;
	readonly context: ProblemContext;
	/** The provider kills the old token when it renews it, so nobody may go on with the old one. */
	readonly renewalKillsToken?: boolean;
	/** The lifetime is an idle time-out, counted from the last use. */
	readonly sliding?: boolean;
}

/** What the Connection: Check operation shows. Times in seconds. */
export interface TokenStatus {
	readonly state: 'none' | Phase;
	readonly ageSeconds?: number;
	readonly lifetimeSeconds?: number;
	readonly renewsInSeconds?: number;
	readonly expiresInSeconds?: number;
	readonly gate?: { readonly reason: string; readonly secondsLeft: number };
	/** How often this process has asked for a token of this credential. */
	readonly tokenRequests: number;
}

interface Entry {
	readonly fingerprint: Fingerprint;
	readonly gate: Gate;
	token?: Token;
	generation: number;
	flight?: Promise<Token>;
	lastGrantAt?: number;
	/** When 401s forced grants, within the window that limits them. */
	forcedAt: number[];
	lastGrantWasForced: boolean;
	contendedUntil: number;
	/** Digests of tokens that the provider itself declared dead. */
	readonly revoked: Set<string>;
	readonly questions: Map<string, { readonly asked: Promise<Verdict>; readonly at: number }>;
	/** Digest of a token that failed at a provider that cannot be asked. */
	suspect?: string;
	/** Digest of a token that was granted on such a suspicion. */
	grantedOnSuspicion?: string;
	provenAt?: number;
	testedAt?: number;
	/** Bytes that a renewal brought again: not asked for again before this time. */
	sameTokenUntil: number;
	offered?: { readonly generation: number; readonly at: number };
	tokenRequests: number;
}

type Reason = 'due' | 'forced' | 'suspicion' | 'test';

const MOST_ENTRIES = 5_000;
const MOST_REMEMBERED_DIGESTS = 16;

export class TokenManager {
	private readonly entries = new Map<string, Entry>();
	/** Errors that a closed gate gave without asking the provider. */
	private readonly heldBack = new WeakSet<Error>();

	constructor(clock: Clock = systemClock, capacity = MOST_ENTRIES) {
		this.clock = clock;
		this.capacity = capacity;
	}

	private readonly clock: Clock;
	private readonly capacity: number;

	/**
	 * Returns a token that may be sent now. Costs nothing while the token is fresh.
	 *
	 * @throws one of the errors of `problems.ts` where there is none and none can be had
	 */
	async ensure(request: TokenRequest): Promise<Token> {
		const entry = this.entryOf(request);
		const token = await this.choose(entry, request);
		return request.sliding ? this.touch(entry, token) : token;
	}

	/**
	 * Returns another token than the one that an API request was refused with (401). The current one
	 * where that is newer already, so that any number of refusals of one token lead to one grant.
	 *
	 * @throws where the provider keeps refusing fresh tokens, and as `ensure`
	 */
	async replaceRefused(request: TokenRequest, refused: Token): Promise<Token> {
		const entry = this.entryOf(request);
		if (entry.token?.digest === refused.digest) await settled(entry.flight);
		if (entry.token !== undefined && entry.token.digest !== refused.digest) {
			return await this.ensure(request);
		}
		return await this.force(entry, request);
	}

	/**
	 * Decides about a request that failed for an unknown reason. Returns the token to send it again
	 * with, or undefined where the failure is the answer and the request must not be repeated.
	 *
	 * The provider is asked about the token, since only its own word tells a dead token from a
	 * request that it did not like. A token that was replaced by age proves nothing.
	 */
	async recover(request: TokenRequest, failed: Token): Promise<Token | undefined> {
		const entry = this.entryOf(request);
		if (entry.revoked.has(failed.digest)) return await this.replaceRefused(request, failed);
		if (entry.token !== undefined && entry.token.digest !== failed.digest) return undefined;
		if (request.endpoint.ask === undefined) {
			this.raiseSuspicion(entry, failed);
			return undefined;
		}
		if ((await this.ask(entry, request, failed)) !== 'refused') return undefined;
		remember(entry.revoked, failed.digest);
		return await this.replaceRefused(request, failed);
	}

	/**
	 * Proves the secrets by a full login, unless one proved them within the last minute. Passes a
	 * closed gate once in ten seconds.
	 *
	 * @throws where the login fails
	 */
	async prove(request: TokenRequest): Promise<Token> {
		const entry = this.entryOf(request);
		await settled(entry.flight);
		if (entry.token !== undefined && this.isProven(request)) return entry.token;
		const now = this.clock.monotonic();
		const closed = entry.gate.closedBy(now);
		if (closed && entry.testedAt !== undefined && now - entry.testedAt < TEST_SPACING) {
			throw this.hold(request, closed);
		}
		entry.testedAt = now;
		return await this.join(entry, request, 'test');
	}

	/** Whether an error of `ensure` comes from a closed gate, not from an attempt of its own. */
	isHeldBack(error: Error): boolean {
		return this.heldBack.has(error);
	}

	/** The token in use, where there is one that may still be sent. */
	current(request: TokenRequest): Token | undefined {
		const { token } = this.entryOf(request);
		return token && this.phase(token, request) !== 'expired' ? token : undefined;
	}

	/** Whether a login has proved these secrets within the last minute. */
	isProven(request: TokenRequest): boolean {
		const { provenAt } = this.entryOf(request);
		return provenAt !== undefined && this.clock.monotonic() - provenAt < PROOF_LIFETIME;
	}

	/** Drops the token, here and, by the session that is returned, in every other process. */
	forget(request: TokenRequest): StoredSession {
		const entry = this.entryOf(request);
		entry.token = undefined;
		entry.lastGrantAt = undefined;
		entry.provenAt = undefined;
		entry.generation += 1;
		return this.sessionOf(request);
	}

	/** Takes over a session that another process has stored, where it is newer than what is known. */
	adopt(request: TokenRequest, session: StoredSession | undefined): void {
		if (session?.fingerprint !== request.fingerprint.stored) return;
		const entry = this.entryOf(request);
		if (session.generation < entry.generation) return;
		const token = session.token && this.tokenOf(session.token, this.monotonicOf(session.token));
		if (session.generation === entry.generation && !this.isLater(token, entry.token)) return;
		if (session.generation > entry.generation) entry.gate.reset();
		entry.generation = session.generation;
		entry.token = token;
	}

	/** The session to store, or undefined where the one that was read holds all of it already. */
	sessionToStore(
		request: TokenRequest,
		read: StoredSession | undefined,
	): StoredSession | undefined {
		const entry = this.entryOf(request);
		if (entry.generation === 0) return undefined;
		const now = this.clock.monotonic();
		const known = read?.fingerprint === request.fingerprint.stored ? read : undefined;
		if (known?.generation === entry.generation && !this.isLastUseDue(request, entry, known)) {
			return undefined;
		}
		// Items that start together have all read the credential before the first of them stored it.
		const { offered } = entry;
		if (offered?.generation === entry.generation && now - offered.at < STORE_PATIENCE) {
			return undefined;
		}
		entry.offered = { generation: entry.generation, at: now };
		return this.sessionOf(request);
	}

	/** The current session in the form in which it is stored. */
	sessionOf(request: TokenRequest): StoredSession {
		const { generation, token } = this.entryOf(request);
		const { stored: fingerprint } = request.fingerprint;
		if (token === undefined) return { fingerprint, generation };
		const { accessToken, refreshToken, lifetime, sentAtWall: sentAt } = token;
		return {
			fingerprint,
			generation,
			token: { accessToken, ...(refreshToken && { refreshToken }), lifetime, sentAt },
		};
	}

	/** What is known of a credential's token. Holds no secret. */
	status(request: TokenRequest): TokenStatus {
		const entry = this.entryOf(request);
		const closed = entry.gate.closedBy(this.clock.monotonic());
		const gate = closed && {
			reason: problemOf(request.context, closed.failure, closed.secondsLeft).message,
			secondsLeft: Math.ceil(closed.secondsLeft),
		};
		return {
			...this.timesOf(entry.token, request),
			...(gate && { gate }),
			tokenRequests: entry.tokenRequests,
		};
	}

	/** How many credentials are known at the moment. */
	get size(): number {
		return this.entries.size;
	}

	/**
	 * The rule: a fresh token is used. While it is renewable one caller renews it and all others go
	 * on with it, unless renewal kills it. When it is expiring all wait, and use it if that fails.
	 */
	private async choose(entry: Entry, request: TokenRequest): Promise<Token> {
		const { token } = entry;
		if (token === undefined) return await this.obtain(entry, request);
		if (entry.revoked.has(token.digest)) return await this.force(entry, request);
		switch (this.phase(token, request)) {
			case 'fresh':
				return this.isSuspect(entry, token)
					? await this.renewOrKeep(entry, request, token, 'suspicion')
					: token;
			case 'renewable':
				return entry.flight !== undefined && !request.renewalKillsToken
					? token
					: await this.renewOrKeep(entry, request, token, 'due');
			case 'expiring':
				return await this.renewOrKeep(entry, request, token, 'due');
			case 'expired':
				return await this.obtain(entry, request);
		}
	}

	private async obtain(entry: Entry, request: TokenRequest): Promise<Token> {
		const closed = entry.gate.closedBy(this.clock.monotonic());
		if (closed && entry.flight === undefined) throw this.hold(request, closed);
		return await this.join(entry, request, 'due');
	}

	private hold(request: TokenRequest, closed: NonNullable<ReturnType<Gate['closedBy']>>): Error {
		const error = problemOf(request.context, closed.failure, closed.secondsLeft);
		this.heldBack.add(error);
		return error;
	}

	private async renewOrKeep(
		entry: Entry,
		request: TokenRequest,
		token: Token,
		reason: Reason,
	): Promise<Token> {
		const now = this.clock.monotonic();
		const rests = entry.gate.closedBy(now) !== undefined || now < entry.sameTokenUntil;
		if (entry.flight === undefined && rests) return token;
		return await this.join(entry, request, reason).then(
			(renewed) => renewed,
			(error: unknown) => {
				if (this.phase(token, request) === 'expired') throw error;
				return token;
			},
		);
	}

	/** A grant that a refusal forces, within the limits that keep two clients from fighting. */
	private async force(entry: Entry, request: TokenRequest): Promise<Token> {
		if (entry.flight === undefined) this.assertForcible(entry, request);
		return await this.join(entry, request, 'forced');
	}

	private assertForcible(entry: Entry, request: TokenRequest): void {
		const now = this.clock.monotonic();
		const closed = entry.gate.closedBy(now);
		if (closed) throw this.hold(request, closed);
		entry.forcedAt = entry.forcedAt.filter((at) => now - at < FORCED_GRANTS_WINDOW);
		if (now >= entry.contendedUntil && entry.forcedAt.length >= MOST_FORCED_GRANTS) {
			entry.contendedUntil = now + CONTENTION_GATE;
		}
		const spacing = entry.token ? grantSpacing(entry.token.lifetime) : 0;
		const spacedUntil = entry.lastGrantWasForced ? (entry.lastGrantAt ?? now) + spacing : now;
		const left = Math.max(entry.contendedUntil, spacedUntil) - now;
		if (left > 0) throw contention(request.context, left / 1_000);
	}

	private async join(entry: Entry, request: TokenRequest, reason: Reason): Promise<Token> {
		entry.flight ??= this.takeOff(entry, request, reason);
		return await entry.flight;
	}

	private takeOff(entry: Entry, request: TokenRequest, reason: Reason): Promise<Token> {
		const flight = this.fly(entry, request, reason).finally(() => {
			entry.flight = undefined;
		});
		// Whoever waits gets the error; a flight that nobody waits for must not end the process.
		flight.catch(() => undefined);
		return flight;
	}

	private async fly(entry: Entry, request: TokenRequest, reason: Reason): Promise<Token> {
		const startedAt = this.clock.monotonic();
		const serves = entry.token !== undefined && this.phase(entry.token, request) !== 'expired';
		let attempt = await this.attempt(entry, request, reason, FLIGHT_LIMIT);
		const left = FLIGHT_LIMIT - (this.clock.monotonic() - startedAt) - REPEAT_DELAY;
		if (attempt.outcome.kind === 'unavailable' && !serves && left > 0) {
			await this.clock.sleep(REPEAT_DELAY);
			attempt = await this.attempt(entry, request, reason, left);
		}
		return this.settle(entry, request, reason, attempt);
	}

	private async attempt(entry: Entry, request: TokenRequest, reason: Reason, limit: number) {
		const { endpoint } = request;
		const { token } = entry;
		const sentAt = { monotonic: this.clock.monotonic(), wall: this.clock.wall() };
		const renews =
			endpoint.renew !== undefined &&
			token !== undefined &&
			reason === 'due' &&
			this.phase(token, request) !== 'expired';
		entry.tokenRequests += 1;
		const asked = renews ? endpoint.renew?.(token, limit) : endpoint.login(limit);
		const outcome = await Promise.resolve(asked).then(
			(answer): Outcome => answer ?? UNEXPECTED,
			(): Outcome => UNEXPECTED,
		);
		return { outcome, sentAt, renews };
	}

	private settle(
		entry: Entry,
		request: TokenRequest,
		reason: Reason,
		{ outcome, sentAt, renews }: Awaited<ReturnType<TokenManager['attempt']>>,
	): Token {
		const now = this.clock.monotonic();
		if (outcome.kind !== 'granted') {
			entry.gate.close(outcome, now);
			throw problemOf(request.context, outcome, entry.gate.closedBy(now)?.secondsLeft ?? 0);
		}
		entry.gate.reset();
		entry.lastGrantAt = sentAt.monotonic;
		entry.lastGrantWasForced = reason === 'forced';
		if (reason === 'forced') entry.forcedAt.push(now);
		if (!renews) entry.provenAt = now;
		return this.replace(entry, request, reason, {
			renews,
			token: this.tokenOf({ ...outcome.grant, sentAt: sentAt.wall }, sentAt.monotonic),
		});
	}

	private replace(
		entry: Entry,
		request: TokenRequest,
		reason: Reason,
		{ token, renews }: { token: Token; renews: boolean },
	): Token {
		const old = entry.token;
		if (old?.digest === token.digest && this.phase(old, request) !== 'expired') {
			const left = old.lifetime - ageOf(old, this.clock);
			entry.sameTokenUntil = this.clock.monotonic() + left / 2;
			return old;
		}
		entry.token = token;
		entry.generation += 1;
		entry.suspect = undefined;
		entry.grantedOnSuspicion = reason === 'suspicion' ? token.digest : undefined;
		if (old !== undefined) {
			if (renews && request.renewalKillsToken) remember(entry.revoked, old.digest);
			request.endpoint.retire?.(old).catch(() => undefined);
		}
		return token;
	}

	private async ask(entry: Entry, request: TokenRequest, token: Token): Promise<Verdict> {
		const now = this.clock.monotonic();
		const known = entry.questions.get(token.digest);
		if (known !== undefined && now - known.at < ANSWER_LIFETIME) return await known.asked;
		const asked = Promise.resolve(request.endpoint.ask?.(token)).then(
			(verdict): Verdict => verdict ?? 'unknown',
			(): Verdict => 'unknown',
		);
		entry.questions.clear();
		entry.questions.set(token.digest, { asked, at: now });
		return await asked;
	}

	/** A suspicion that a renewal did not cure is not raised again for half a lifetime. */
	private raiseSuspicion(entry: Entry, failed: Token): void {
		const { token } = entry;
		if (token?.digest !== failed.digest) return;
		const isUncured =
			entry.grantedOnSuspicion === token.digest && ageOf(token, this.clock) < token.lifetime / 2;
		if (!isUncured) entry.suspect = token.digest;
	}

	private isSuspect(entry: Entry, token: Token): boolean {
		if (entry.suspect !== token.digest) return false;
		const since = this.clock.monotonic() - (entry.lastGrantAt ?? Number.NEGATIVE_INFINITY);
		return since >= grantSpacing(token.lifetime);
	}

	private phase(token: Token, request: TokenRequest): Phase {
		if (!request.sliding) return phaseOf(token, this.clock);
		return ageOf(token, this.clock) < token.lifetime * IDLE_SHARE ? 'fresh' : 'expired';
	}

	private touch(entry: Entry, token: Token): Token {
		const used = {
			...token,
			sentAtMonotonic: this.clock.monotonic(),
			sentAtWall: this.clock.wall(),
		};
		if (entry.token?.digest === token.digest) entry.token = used;
		return used;
	}

	private isLastUseDue(request: TokenRequest, entry: Entry, read: StoredSession): boolean {
		if (!request.sliding || entry.token === undefined || read.token === undefined) return false;
		const unseen = entry.token.sentAtWall - read.token.sentAt;
		return unseen >= entry.token.lifetime * LAST_USE_SHARE;
	}

	/** At the same generation: two processes granted at once, or one has used a session later. */
	private isLater(stored: Token | undefined, own: Token | undefined): boolean {
		if (stored === undefined || own === undefined) return false;
		return stored.digest !== own.digest || ageOf(stored, this.clock) < ageOf(own, this.clock);
	}

	/** When this process would have sent the request for a token that another one stored. */
	private monotonicOf(token: StoredToken): number {
		return this.clock.monotonic() - Math.max(0, this.clock.wall() - token.sentAt);
	}

	private tokenOf(stored: StoredToken, sentAtMonotonic: number): Token {
		const { accessToken, refreshToken, lifetime, sentAt } = stored;
		return {
			accessToken,
			...(refreshToken && { refreshToken }),
			lifetime,
			sentAtWall: sentAt,
			sentAtMonotonic,
			jitter: this.clock.random(),
			digest: digestOf(accessToken),
		};
	}

	private timesOf(token: Token | undefined, request: TokenRequest) {
		if (token === undefined) return { state: 'none' as const };
		const age = ageOf(token, this.clock);
		const windows = windowsOf(token.lifetime, token.jitter);
		const expiresAt = request.sliding ? token.lifetime * IDLE_SHARE : windows.expiredAt;
		const renewsAt = request.sliding ? expiresAt : windows.renewableAt;
		const seconds = (milliseconds: number) => Math.max(0, Math.round(milliseconds / 1_000));
		return {
			state: this.phase(token, request),
			ageSeconds: seconds(age),
			lifetimeSeconds: seconds(token.lifetime),
			renewsInSeconds: seconds(renewsAt - age),
			expiresInSeconds: seconds(expiresAt - age),
		};
	}

	private entryOf(request: TokenRequest): Entry {
		const { fingerprint } = request;
		const entry = this.entries.get(fingerprint.key) ?? newEntry(fingerprint);
		// A map iterates in order of insertion, so the least recently used stays in front.
		this.entries.delete(fingerprint.key);
		this.entries.set(fingerprint.key, entry);
		if (this.entries.size > this.capacity) this.evict(entry);
		return entry;
	}

	private evict(inUse: Entry): void {
		const now = this.clock.monotonic();
		for (const [key, entry] of this.entries) {
			if (this.entries.size <= this.capacity) return;
			const isIdle = entry.flight === undefined && entry.gate.closedBy(now) === undefined;
			if (isIdle && entry !== inUse) this.entries.delete(key);
		}
	}
}

const UNEXPECTED: Failure = { kind: 'unavailable', reason: 'an unexpected failure' };

function newEntry(fingerprint: Fingerprint): Entry {
	return {
		fingerprint,
		gate: new Gate(),
		generation: 0,
		forcedAt: [],
		lastGrantWasForced: false,
		contendedUntil: 0,
		revoked: new Set(),
		questions: new Map(),
		sameTokenUntil: 0,
		tokenRequests: 0,
	};
}

/** Adds to a set of digests that must not grow for ever. */
function remember(digests: Set<string>, digest: string): void {
	digests.add(digest);
	const [oldest] = digests;
	if (digests.size > MOST_REMEMBERED_DIGESTS && oldest !== undefined) digests.delete(oldest);
}

/** Waits for a flight without caring how it ends. */
async function settled(flight: Promise<Token> | undefined): Promise<void> {
	await flight?.then(
		() => undefined,
		() => undefined,
	);
}
