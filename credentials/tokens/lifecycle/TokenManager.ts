/**
 * The token lifecycle, and the only place that holds state: one entry per fingerprint, at most one
 * request to a token endpoint under way for each, and a cool-down after a failure.
 */
import { type Attempt, obtainGrant } from './flight';
import { type Clock, systemClock } from './clock';
import { Entries, type Entry } from './Entries';
import type { RunningCoolDown } from './CoolDown';
import { ageOf, grantSpacing, phaseOf, VERIFICATION_LIFETIME, TEST_SPACING } from './policy';
import { contention, problemOf, tooSoon } from '../endpoint/problems';
import { nextGeneration, type StoredSession } from './session';
import { adopt, noteLook, sessionOf, sessionToStore } from './sharing';
import { grantedToken, type Reason, type Token, type TokenClient, type Verdict } from './token';
import { timesOf, type TokenStatus } from './tokenTimes';

const MOST_ENTRIES = 5_000;

export class TokenManager {
	private readonly clock: Clock;
	private readonly entries: Entries;
	/** Errors from a cool-down: the provider was not asked. */
	private readonly heldBack = new WeakSet<Error>();

	constructor(clock: Clock = systemClock, capacity = MOST_ENTRIES) {
		this.clock = clock;
		this.entries = new Entries(clock, capacity);
	}

	/**
	 * Returns a token that may be sent now. Costs nothing while the token is fresh.
	 *
	 * @throws one of the errors of `problems.ts` if there is no token and none can be obtained
	 */
	async ensure(client: TokenClient): Promise<Token> {
		const entry = this.entries.get(client.fingerprint);
		const token = await this.choose(entry, client);
		return client.hasIdleTimeout ? this.touch(entry, token) : token;
	}

	/**
	 * Returns a token other than the one with which an API request was refused (401). If the current
	 * token is newer than that one, it is returned, so any number of refusals of one token lead to
	 * one grant.
	 *
	 * @throws if the provider keeps refusing fresh tokens, and whatever `ensure` throws
	 */
	async replaceRefused(client: TokenClient, refused: Token): Promise<Token> {
		const entry = this.entries.get(client.fingerprint);
		if (entry.token?.digest === refused.digest) await settled(entry.flight);
		if (entry.token !== undefined && entry.token.digest !== refused.digest) {
			return await this.ensure(client);
		}
		return await this.force(entry, client);
	}

	/**
	 * Decides about a request that failed for an unknown reason. Returns the token to send it again
	 * with, or undefined if the failure is the answer and the request must not be repeated.
	 *
	 * The provider is asked about the token, because only the provider can tell a dead token from a
	 * request that it rejects. A token that was replaced because of its age proves nothing.
	 */
	async recover(client: TokenClient, failed: Token): Promise<Token | undefined> {
		const entry = this.entries.get(client.fingerprint);
		await entry.doubt.trialOf(failed)?.catch(() => undefined);
		if (entry.revoked.has(failed.digest)) return await this.replaceRefused(client, failed);
		if (entry.token !== undefined && entry.token.digest !== failed.digest) return undefined;
		if (client.endpoint.introspect === undefined) {
			if (entry.token !== undefined) entry.suspicion.raise(entry.token, this.clock);
			return undefined;
		}
		if (!(await this.isDead(entry, client, failed))) return undefined;
		entry.revoked.add(failed.digest);
		return await this.replaceRefused(client, failed);
	}

	private async isDead(entry: Entry, client: TokenClient, token: Token): Promise<boolean> {
		const verdict = await this.introspect(entry, client, token);
		if (verdict !== 'doubtful') return verdict === 'refused';
		const underWay = entry.doubt.trialOf(token);
		if (underWay !== undefined) return await underWay;
		const isFreshAccepted = async () => {
			const fresh = await this.replaceRefused(client, token);
			const isAccepted = (await this.introspect(entry, client, fresh)) === 'accepted';
			// Before any waiting caller goes on.
			if (isAccepted) entry.revoked.add(token.digest);
			return isAccepted;
		};
		return await entry.doubt.settle(token, isFreshAccepted, this.clock);
	}

	/**
	 * Verifies the secrets by a full login, unless a login has verified them within the last minute.
	 * During a cool-down it logs in at most once in ten seconds.
	 *
	 * @throws if the login fails
	 */
	async verify(client: TokenClient): Promise<Token> {
		const entry = this.entries.get(client.fingerprint);
		while (entry.flight !== undefined) await settled(entry.flight);
		const verified = this.isVerified(client) ? this.current(client) : undefined;
		if (verified !== undefined) return verified;
		const now = this.clock.monotonic();
		const closed = entry.coolDown.runningAt(now);
		const wait = entry.testedAt === undefined ? 0 : entry.testedAt + TEST_SPACING - now;
		if (closed && wait > 0) {
			throw this.heldBackBy(tooSoon(client.context, closed.failure, wait / 1_000));
		}
		entry.testedAt = now;
		return await this.join(entry, client, 'test');
	}

	/** Whether an error of `ensure` comes from a cool-down, so that the provider was not asked. */
	isHeldBack(error: Error): boolean {
		return this.heldBack.has(error);
	}

	/** The token in use, if it may still be sent. */
	current(client: TokenClient): Token | undefined {
		const { token } = this.entries.get(client.fingerprint);
		return token && phaseOf(token, this.clock) !== 'expired' ? token : undefined;
	}

	/** Whether a login has verified these secrets within the last minute. */
	isVerified(client: TokenClient): boolean {
		const { verifiedAt } = this.entries.get(client.fingerprint);
		return verifiedAt !== undefined && this.clock.monotonic() - verifiedAt < VERIFICATION_LIFETIME;
	}

	/** Drops the token here and, through the session that is returned, in every other process. */
	forget(client: TokenClient): StoredSession {
		const entry = this.entries.get(client.fingerprint);
		entry.token = undefined;
		entry.previous = undefined;
		entry.lastGrantAt = undefined;
		entry.verifiedAt = undefined;
		entry.generation = nextGeneration(entry.generation);
		return this.sessionOf(client);
	}

	/**
	 * Takes over a session that another process has stored, if it is newer than what is known here.
	 */
	adopt(client: TokenClient, session: StoredSession | undefined): void {
		const entry = this.entries.get(client.fingerprint);
		if (session?.fingerprint === client.fingerprint.stored) {
			adopt(entry, client, session, this.clock);
		}
		noteLook(entry, this.clock);
	}

	/** The session to store, or undefined if the one that was read already holds all of it. */
	sessionToStore(client: TokenClient, read: StoredSession | undefined): StoredSession | undefined {
		const entry = this.entries.get(client.fingerprint);
		const known = read?.fingerprint === client.fingerprint.stored ? read : undefined;
		return sessionToStore(entry, client, known, this.clock);
	}

	/** The current session in the form in which it is stored. */
	sessionOf(client: TokenClient): StoredSession {
		return sessionOf(this.entries.get(client.fingerprint), client, this.clock);
	}

	/** What is known about a credential's token. Holds no secret. */
	status(client: TokenClient): TokenStatus {
		const entry = this.entries.get(client.fingerprint);
		const gate = this.coolDownOf(entry, client);
		return {
			...timesOf(entry.token, this.clock),
			...(gate && { gate }),
			tokenRequests: entry.tokenRequests,
		};
	}

	/**
	 * Tokens that the provider's answers may repeat, so that messages can be redacted. Never sent.
	 */
	tokensInMessages({ fingerprint }: Pick<TokenClient, 'fingerprint'>): string[] {
		const { token, previous } = this.entries.get(fingerprint);
		return [token, previous].flatMap((one) =>
			[one?.accessToken, one?.refreshToken].filter((text) => text !== undefined),
		);
	}

	/** How many credentials are known now. */
	get size(): number {
		return this.entries.size;
	}

	/**
	 * The rule. A fresh token is used. While it is renewable, one caller renews it and all others go
	 * on using it, unless renewal kills it. When it is expiring, all wait, and use it if the renewal
	 * fails.
	 */
	private async choose(entry: Entry, client: TokenClient): Promise<Token> {
		const { token } = entry;
		if (token === undefined) return await this.obtain(entry, client);
		if (entry.revoked.has(token.digest)) return await this.force(entry, client);
		switch (phaseOf(token, this.clock)) {
			case 'fresh':
				return this.isSuspect(entry, token)
					? await this.renewOrKeep(entry, client, token, 'suspicion')
					: token;
			case 'renewable':
				return entry.flight !== undefined && !client.refreshRevokesToken
					? token
					: await this.renewOrKeep(entry, client, token, 'due');
			case 'expiring':
				return await this.renewOrKeep(entry, client, token, 'due');
			case 'expired':
				// The clock may be set back while the login is under way.
				return await this.unlessUsable(token, this.obtain(entry, client));
		}
	}

	private async obtain(entry: Entry, client: TokenClient): Promise<Token> {
		const closed = entry.coolDown.runningAt(this.clock.monotonic());
		if (closed && entry.flight === undefined) throw this.hold(client, closed);
		return await this.join(entry, client, 'due');
	}

	private hold({ context }: TokenClient, closed: RunningCoolDown): Error {
		return this.heldBackBy(problemOf(context, closed.failure, closed.secondsLeft));
	}

	private heldBackBy(error: Error): Error {
		this.heldBack.add(error);
		return error;
	}

	private coolDownOf(entry: Entry, { context }: TokenClient): TokenStatus['gate'] {
		const now = this.clock.monotonic();
		const closed = entry.coolDown.runningAt(now);
		const secondsLeft = closed?.secondsLeft ?? entry.forced.contendedFor(now) / 1_000;
		if (secondsLeft === 0) return undefined;
		const error = closed
			? problemOf(context, closed.failure, secondsLeft)
			: contention(context, secondsLeft);
		return { reason: error.message, secondsLeft: Math.ceil(secondsLeft) };
	}

	private async renewOrKeep(
		entry: Entry,
		client: TokenClient,
		token: Token,
		reason: Reason,
	): Promise<Token> {
		const now = this.clock.monotonic();
		const rests = entry.coolDown.runningAt(now) !== undefined || now < entry.sameTokenUntil;
		if (entry.flight === undefined && rests) return token;
		return await this.unlessUsable(token, this.join(entry, client, reason));
	}

	/** The token that a flight brings, or the old one if the flight fails and that one may be sent. */
	private async unlessUsable(token: Token, flight: Promise<Token>): Promise<Token> {
		return await flight.then(
			(renewed) => renewed,
			(error: unknown) => {
				if (phaseOf(token, this.clock) === 'expired') throw error;
				return token;
			},
		);
	}

	/** A grant that a refusal forces, within the limits that keep two clients from fighting. */
	private async force(entry: Entry, client: TokenClient): Promise<Token> {
		if (entry.flight === undefined) this.assertForcible(entry, client);
		return await this.join(entry, client, 'forced');
	}

	private assertForcible(entry: Entry, client: TokenClient): void {
		const now = this.clock.monotonic();
		const closed = entry.coolDown.runningAt(now);
		if (closed) throw this.hold(client, closed);
		const wait = entry.forced.claim(now);
		if (wait > 0) throw this.heldBackBy(contention(client.context, wait / 1_000));
	}

	private async join(entry: Entry, client: TokenClient, reason: Reason): Promise<Token> {
		entry.flight ??= this.startFlight(entry, client, reason);
		return await entry.flight;
	}

	private startFlight(entry: Entry, client: TokenClient, reason: Reason): Promise<Token> {
		const { endpoint } = client;
		const { clock } = this;
		const onRequest = () => (entry.tokenRequests += 1);
		const flight = obtainGrant({ endpoint, clock, reason, old: entry.token, onRequest })
			.then((attempt) => this.settle(entry, client, attempt))
			.finally(() => {
				entry.flight = undefined;
			});
		// Whoever waits gets the error. A flight that nobody waits for must not end the process.
		flight.catch(() => undefined);
		return flight;
	}

	/** What an attempt leads to: the token in use from now on, or a cool-down and its error. */
	private settle(entry: Entry, client: TokenClient, attempt: Attempt): Token {
		const { outcome, sentAt, reason } = attempt;
		const now = this.clock.monotonic();
		if (outcome.kind !== 'granted') {
			entry.coolDown.start(outcome, now);
			throw problemOf(client.context, outcome, entry.coolDown.runningAt(now)?.secondsLeft ?? 0);
		}
		const { lifetime } = outcome.grant;
		const { token: before } = entry;
		const hadFailed = entry.coolDown.failures > 0;
		entry.coolDown.reset();
		entry.lastGrantAt = sentAt.monotonic;
		entry.forced.record(reason === 'forced', sentAt.monotonic, lifetime);
		if (!attempt.isRefresh) entry.verifiedAt = now;
		const stored = { ...outcome.grant, sentAt: sentAt.wall };
		const token = grantedToken(stored, sentAt.monotonic, client, this.clock);
		const used = this.replace(entry, client, attempt, token);
		// This ends the cool-down in other processes too, even if the provider grants the same bytes
		// again.
		if (hadFailed && used === before) entry.generation = nextGeneration(entry.generation);
		return used;
	}

	private replace(entry: Entry, client: TokenClient, attempt: Attempt, token: Token): Token {
		const { token: current } = entry;
		entry.suspicion.settle(token, attempt.reason === 'suspicion');
		if (current?.digest === token.digest && phaseOf(current, this.clock) !== 'expired') {
			return this.keep(entry, current, token.refreshToken);
		}
		entry.previous = current;
		entry.token = token;
		entry.generation = nextGeneration(entry.generation);
		// The old token, not the current one: another process may have stored a token in the meantime.
		const { old, isRefresh, reason } = attempt;
		if (old !== undefined && old.digest !== token.digest) {
			if (isRefresh && client.refreshRevokesToken) entry.revoked.add(old.digest);
			// A refused token is dead already. A Test stores nothing, so others still use the old token.
			if (reason !== 'forced' && reason !== 'test')
				client.endpoint.revoke?.(old).catch(() => undefined);
		}
		return token;
	}

	/**
	 * The provider has granted the token that is already in use. It ends when it was going to end.
	 */
	private keep(entry: Entry, token: Token, refreshToken = token.refreshToken): Token {
		const left = token.lifetime - ageOf(token, this.clock);
		entry.sameTokenUntil = this.clock.monotonic() + left / 2;
		if (refreshToken === token.refreshToken) return token;
		entry.generation = nextGeneration(entry.generation);
		entry.previous = token;
		entry.token = { ...token, refreshToken };
		return entry.token;
	}

	private async introspect(entry: Entry, client: TokenClient, token: Token): Promise<Verdict> {
		const introspect = async () => await client.endpoint.introspect?.(token);
		return await entry.introspections.verdictOn(token.digest, introspect, this.clock);
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

/** Waits for a flight, however it ends. */
async function settled(flight: Promise<Token> | undefined): Promise<void> {
	await flight?.then(
		() => undefined,
		() => undefined,
	);
}
