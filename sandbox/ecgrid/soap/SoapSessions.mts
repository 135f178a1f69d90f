import { randomUUID } from 'node:crypto';
import type { Context } from '../../context.mts';
import type { Caller, RefusalReason } from '../../exchange.mts';
import { TokenStore, type IssuedToken } from '../../tokens.mts';
import type { User, Users } from '../Users.mts';

/** SOAP sessions, which end after a time without calls. An API key works in place of one. */
export class SoapSessions {
	private readonly context: Context;
	private readonly users: Users;
	private readonly sessions: TokenStore;

	constructor(context: Context, users: Users) {
		this.context = context;
		this.users = users;
		this.sessions = new TokenStore(context.clocks.ecgrid.now, context.issuedTokens.ecgrid);
	}

	/** A new session id; `undefined` when the user has as many open as allowed. */
	open(user: User): string | undefined {
		const { idleTimeoutSeconds, maximumSessions } = this.context.settings.ecgrid;
		if (this.openCount(user) >= maximumSessions) return undefined;
		return this.sessions.issue(randomUUID(), user.email, idleTimeoutSeconds).value;
	}

	/** Who a session id or API key belongs to; a session's idle time starts anew. */
	use(sessionId: string): Caller | RefusalReason {
		const user = this.users.ofApiKey(sessionId);
		if (user) return { account: user.email, credential: sessionId };
		const session = this.sessions.check(sessionId);
		if (typeof session === 'string') return session;
		const { idleTimeoutSeconds } = this.context.settings.ecgrid;
		session.expiresAt = this.context.clocks.ecgrid.now() + idleTimeoutSeconds * 1000;
		return { account: session.account, credential: sessionId };
	}

	/** The open session of an id; `undefined` for an API key, which has none. */
	find(sessionId: string): IssuedToken | undefined {
		const session = this.sessions.check(sessionId);
		return typeof session === 'string' ? undefined : session;
	}

	openOf(user: User): IssuedToken[] {
		return this.sessions.live(user.email);
	}

	openCount(user: User): number {
		return this.openOf(user).length;
	}

	close(sessionId: string): void {
		this.sessions.revoke(sessionId);
	}

	revokeAll(): void {
		this.sessions.revokeAll();
	}

	clear(): void {
		this.sessions.clear();
	}
}
