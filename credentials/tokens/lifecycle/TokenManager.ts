/**
 * The token lifecycle: the only place that holds state. One entry per fingerprint, at most one
 * request to a token endpoint under way for each, and gates where one has failed.
 */
import { type Attempt, fly } from './attempt';
import { type Clock, systemClock } from './clock';
import { Entries, type Entry } from './Entries';
import type { ClosedGate } from './gate';
import { ageOf, grantSpacing, phaseOf, PROOF_LIFETIME, TEST_SPACING } from './policy';
import { contention, problemOf } from '../endpoint/problems';
import type { StoredSession } from './session';
import { adopt, noteLook, sessionOf, sessionToStore } from './sharing';
import { type Reason, type Token, tokenOf, type TokenRequest, type Verdict } from './token';
import { timesOf, type TokenStatus } from './tokenTimes';

const MOST_ENTRIES = 5_000;

export class TokenManager {
	private readonly clock: Clock;
	private readonly entries: Entries;
	/** Errors that a closed gate gave without asking the provider. */
	private readonly heldBack = new WeakSet<Error>();

	constructor(clock: Clock = systemClock, capacity = MOST_ENTRIES) {
		this.clock = clock;
		this.entries = new Entries(clock, capacity);
	}

	/**
	 * Returns a token that may be sent now. Costs nothing while the token is fresh.
	 *
	 * @throws one of the errors of `problems.ts` where there is none and none can be had
	 */
	async ensure(request: TokenRequest): Promise<Token> {
		const entry = this.entries.get(request.fingerprint);
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
		const entry = this.entries.get(request.fingerprint);
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
		const entry = this.entries.get(request.fingerprint);
		if (entry.revoked.has(failed.digest)) return await this.replaceRefused(request, failed);
		if (entry.token !== undefined && entry.token.digest !== failed.digest) return undefined;
		if (request.endpoint.ask === undefined) {
			if (entry.token !== undefined) entry.suspicion.raise(entry.token, this.clock);
			return undefined;
		}
		if ((await this.ask(entry, request, failed)) !== 'refused') return undefined;
		entry.revoked.add(failed.digest);
		return await this.replaceRefused(request, failed);
	}

	/**
	 * Proves the secrets by a full login, unless one proved them within the last minute. Passes a
	 * closed gate once in ten seconds.
	 *
	 * @throws where the login fails
	 */
	async prove(request: TokenRequest): Promise<Token> {
		const entry = this.entries.get(request.fingerprint);
		while (entry.flight !== undefined) await settled(entry.flight);
		const proven = this.isProven(request) ? this.current(request) : undefined;
		if (proven !== undefined) return proven;
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
		const { token } = this.entries.get(request.fingerprint);
		return token && phaseOf(token, this.clock) !== 'expired' ? token : undefined;
	}

	/** Whether a login has proved these secrets within the last minute. */
	isProven(request: TokenRequest): boolean {
		const { provenAt } = this.entries.get(request.fingerprint);
		return provenAt !== undefined && this.clock.monotonic() - provenAt < PROOF_LIFETIME;
	}

	/** Drops the token, here and, by the session that is returned, in every other process. */
	forget(request: TokenRequest): StoredSession {
		const entry = this.entries.get(request.fingerprint);
		entry.token = undefined;
		entry.lastGrantAt = undefined;
		entry.provenAt = undefined;
		entry.generation += 1;
		return this.sessionOf(request);
	}

	/** Takes over a session that another process has stored, where it is newer than what is known. */
	adopt(request: TokenRequest, session: StoredSession | undefined): void {
		const entry = this.entries.get(request.fingerprint);
		if (session?.fingerprint === request.fingerprint.stored) {
			adopt(entry, request, session, this.clock);
		}
		noteLook(entry, this.clock);
	}

	/** The session to store, or undefined where the one that was read holds all of it already. */
	sessionToStore(
		request: TokenRequest,
		read: StoredSession | undefined,
	): StoredSession | undefined {
		const entry = this.entries.get(request.fingerprint);
		const known = read?.fingerprint === request.fingerprint.stored ? read : undefined;
		return sessionToStore(entry, request, known, this.clock);
	}

	/** The current session in the form in which it is stored. */
	sessionOf(request: TokenRequest): StoredSession {
		return sessionOf(this.entries.get(request.fingerprint), request, this.clock);
	}

	/** What is known of a credential's token. Holds no secret. */
	status(request: TokenRequest): TokenStatus {
		const entry = this.entries.get(request.fingerprint);
		const gate = this.gateOf(entry, request);
		return {
			...timesOf(entry.token, this.clock),
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
		switch (phaseOf(token, this.clock)) {
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

	private hold({ context }: TokenRequest, closed: ClosedGate): Error {
		return this.heldBackBy(problemOf(context, closed.failure, closed.secondsLeft));
	}

	private heldBackBy(error: Error): Error {
		this.heldBack.add(error);
		return error;
	}

	private gateOf(entry: Entry, { context }: TokenRequest): TokenStatus['gate'] {
		const now = this.clock.monotonic();
		const closed = entry.gate.closedBy(now);
		const secondsLeft = closed?.secondsLeft ?? entry.forced.contendedFor(now) / 1_000;
		if (secondsLeft === 0) return undefined;
		const error = closed
			? problemOf(context, closed.failure, secondsLeft)
			: contention(context, secondsLeft);
		return { reason: error.message, secondsLeft: Math.ceil(secondsLeft) };
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
				if (phaseOf(token, this.clock) === 'expired') throw error;
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
		const wait = entry.forced.claim(now);
		if (wait > 0) throw this.heldBackBy(contention(request.context, wait / 1_000));
	}

	private async join(entry: Entry, request: TokenRequest, reason: Reason): Promise<Token> {
		entry.flight ??= this.takeOff(entry, request, reason);
		return await entry.flight;
	}

	private takeOff(entry: Entry, request: TokenRequest, reason: Reason): Promise<Token> {
		const { endpoint } = request;
		const { clock } = this;
		const onRequest = () => (entry.tokenRequests += 1);
		const flight = fly({ endpoint, clock, reason, old: entry.token, onRequest })
			.then((attempt) => this.settle(entry, request, attempt))
			.finally(() => {
				entry.flight = undefined;
			});
		// Whoever waits gets the error; a flight that nobody waits for must not end the process.
		flight.catch(() => undefined);
		return flight;
	}

	/** What an attempt leads to: the token in use from now on, or a closed gate and its error. */
	private settle(entry: Entry, request: TokenRequest, attempt: Attempt): Token {
		const { outcome, sentAt, reason } = attempt;
		const now = this.clock.monotonic();
		if (outcome.kind !== 'granted') {
			entry.gate.close(outcome, now);
			throw problemOf(request.context, outcome, entry.gate.closedBy(now)?.secondsLeft ?? 0);
		}
		const { lifetime } = outcome.grant;
		entry.gate.reset();
		entry.lastGrantAt = sentAt.monotonic;
		entry.forced.record(reason === 'forced', sentAt.monotonic, lifetime);
		if (!attempt.isRenewal) entry.provenAt = now;
		const stored = { ...outcome.grant, sentAt: sentAt.wall };
		const token = tokenOf(stored, sentAt.monotonic, request, this.clock);
		return this.replace(entry, request, attempt, token);
	}

	private replace(entry: Entry, request: TokenRequest, attempt: Attempt, token: Token): Token {
		const { token: current } = entry;
		entry.suspicion.settle(token, attempt.reason === 'suspicion');
		if (current?.digest === token.digest && phaseOf(current, this.clock) !== 'expired') {
			return this.keep(entry, current, token.refreshToken);
		}
		entry.token = token;
		entry.generation += 1;
		// Not the current one: another process may have stored a token while this one was under way.
		const { old, isRenewal, reason } = attempt;
		if (old !== undefined && old.digest !== token.digest) {
			if (isRenewal && request.renewalKillsToken) entry.revoked.add(old.digest);
			// One that was refused is dead: there is nothing left to end.
			if (reason !== 'forced') request.endpoint.retire?.(old).catch(() => undefined);
		}
		return token;
	}

	/** The provider has granted the very bytes that are in use: their end stays what it was. */
	private keep(entry: Entry, token: Token, refreshToken = token.refreshToken): Token {
		const left = token.lifetime - ageOf(token, this.clock);
		entry.sameTokenUntil = this.clock.monotonic() + left / 2;
		if (refreshToken === token.refreshToken) return token;
		entry.generation += 1;
		entry.token = { ...token, refreshToken };
		return entry.token;
	}

	private async ask(entry: Entry, request: TokenRequest, token: Token): Promise<Verdict> {
		const question = async () => await request.endpoint.ask?.(token);
		return await entry.questions.put(token.digest, question, this.clock);
	}

	private isSuspect(entry: Entry, token: Token): boolean {
		if (!entry.suspicion.isOn(token)) return false;
		const grantedAt = Math.max(entry.lastGrantAt ?? token.sentAtMonotonic, token.sentAtMonotonic);
		return this.clock.monotonic() - grantedAt >= grantSpacing(token.lifetime);
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
}

/** Waits for a flight without caring how it ends. */
async function settled(flight: Promise<Token> | undefined): Promise<void> {
	await flight?.then(
		() => undefined,
		() => undefined,
	);
}
