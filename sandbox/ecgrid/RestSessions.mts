import { randomUUID } from 'node:crypto';
import type { Context } from '../context.mts';
import type { RefusalReason } from '../exchange.mts';
import { lifetimeOf, signJwt, TokenStore, type IssuedToken } from '../tokens.mts';
import type { User } from './Users.mts';

/** An access token and the refresh token that goes with it. */
export interface RestSession {
	readonly account: string;
	readonly token: string;
	readonly refreshToken: string;
}

/** The union of what the documented login answers hold. */
interface LoginData {
	readonly token?: string;
	readonly refreshToken?: string;
	readonly expiresAt?: string;
	readonly userId?: number;
	readonly sessionKey?: string;
}

/** What a fresh grant consists of, before a form chooses what to tell of it. */
interface Grant {
	readonly token: string;
	/** Absent when a refresh keeps the former one. */
	readonly refreshToken: string | undefined;
	readonly expiresAt: string;
	readonly userId: number;
}

/** Tokens of the REST side: a refresh kills the former token, a logout both. */
export class RestSessions {
	private readonly context: Context;
	private readonly tokens: TokenStore;
	private readonly refreshTokens: TokenStore;
	private sessions: RestSession[] = [];

	constructor(context: Context) {
		this.context = context;
		this.tokens = new TokenStore(context.clocks.ecgrid.now, context.issuedTokens.ecgrid);
		this.refreshTokens = new TokenStore(context.clocks.ecgrid.now, context.issuedTokens.ecgrid);
	}

	check(token: string): IssuedToken | RefusalReason {
		return this.tokens.check(token);
	}

	/** The end of a token, in UTC and whole seconds; `undefined` for an API key, which has none. */
	endOf(token: string): string | undefined {
		const issued = this.tokens.check(token);
		return typeof issued === 'string' ? undefined : isoSeconds(issued.expiresAt);
	}

	async open(user: User): Promise<LoginData> {
		const refreshToken = this.issueRefreshToken(user);
		return this.tell(await this.grant(user, refreshToken, refreshToken));
	}

	byRefreshToken(refreshToken: string): RestSession | undefined {
		if (typeof this.refreshTokens.check(refreshToken) === 'string') return undefined;
		return this.sessions.find((session) => session.refreshToken === refreshToken);
	}

	byToken(token: string): RestSession | undefined {
		if (typeof this.tokens.check(token) === 'string') return undefined;
		return this.sessions.find((session) => session.token === token);
	}

	/** Replaces a session's token, and its refresh token where these rotate. */
	async renew(session: RestSession, user: User): Promise<LoginData> {
		if (!this.context.settings.ecgrid.refreshRotation) return await this.extend(session, user);
		this.drop(session);
		const refreshToken = this.issueRefreshToken(user);
		return this.tell(await this.grant(user, refreshToken, refreshToken));
	}

	/** Ends the session of a token; nothing for an API key, which stays good. */
	close(token: string): void {
		const session = this.sessions.find((it) => it.token === token);
		if (session) this.drop(session);
	}

	/** Ends every session of a user. */
	closeAllOf(account: string): void {
		for (const session of this.sessions.filter((it) => it.account === account)) this.drop(session);
	}

	revokeAll(): void {
		this.tokens.revokeAll();
		this.refreshTokens.revokeAll();
		this.sessions = [];
	}

	clear(): void {
		this.tokens.clear();
		this.refreshTokens.clear();
		this.sessions = [];
	}

	/** Ends the token; the refresh token leads nowhere without its session. */
	private drop(session: RestSession): void {
		this.tokens.revoke(session.token);
		this.sessions = this.sessions.filter((it) => it !== session);
	}

	/** Another refresh may be under way by the same refresh token, so the session goes last. */
	private async extend(session: RestSession, user: User): Promise<LoginData> {
		this.tokens.revoke(session.token);
		const grant = await this.grant(user, session.refreshToken, undefined);
		this.drop(session);
		return this.tell(grant);
	}

	private issueRefreshToken(user: User): string {
		const seconds = this.context.settings.ecgrid.refreshTokenLifetimeSeconds;
		return this.refreshTokens.issue(randomUUID(), user.email, seconds).value;
	}

	private async grant(
		user: User,
		refreshToken: string,
		toldRefreshToken: string | undefined,
	): Promise<Grant> {
		const { tokenLifetimeSeconds, answerForm } = this.context.settings.ecgrid;
		const { statedSeconds, honouredSeconds } = lifetimeOf(tokenLifetimeSeconds);
		const now = this.context.clocks.ecgrid.now();
		const claims = { sub: String(user.userId) };
		// The quick starts call theirs a session key and show no JWT, so it carries no times either.
		const value =
			answerForm === 'QUICK'
				? randomUUID()
				: await signJwt({ algorithm: 'HS256', claims, now, statedSeconds });
		const { value: token, expiresAt } = this.tokens.issue(value, user.email, honouredSeconds);
		this.sessions.push({ account: user.email, token, refreshToken });
		return {
			token,
			refreshToken: toldRefreshToken,
			expiresAt: isoSeconds(expiresAt),
			userId: user.userId,
		};
	}

	/** The members that the chosen source shows. HELP names none; its two are guesses. */
	private tell({ token, refreshToken, expiresAt, userId }: Grant): LoginData {
		const refresh = refreshToken === undefined ? {} : { refreshToken };
		switch (this.context.settings.ecgrid.answerForm) {
			case 'AUTH':
				return { token, ...refresh, expiresAt };
			case 'REF':
				return { token, expiresAt, userId };
			case 'HELP':
				return { token, ...refresh };
			case 'QUICK':
				return { sessionKey: token };
		}
	}
}

/** Whole seconds as in the documented samples; never later than the instant itself. */
function isoSeconds(milliseconds: number): string {
	return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}
