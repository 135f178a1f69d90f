import { randomUUID } from 'node:crypto';
import { SignJWT, type JWTPayload } from 'jose';
import type { Now } from './clock.mts';
import type { RefusalReason } from './exchange.mts';

export interface IssuedToken {
	readonly value: string;
	readonly account: string;
	/** Milliseconds since the epoch, by the provider's clock. */
	readonly issuedAt: number;
	expiresAt: number;
	revoked: boolean;
}

/**
 * The tokens, keys and sessions that a provider has handed out.
 *
 * It remembers the dead ones too, so that a refusal can say whether a token was never issued, ran
 * out or was taken back: a client that sends a stale token differs from one that sends nonsense.
 */
export class TokenStore {
	private readonly tokens = new Map<string, IssuedToken>();
	private readonly now: Now;
	private readonly issued: Set<string>;

	/** @param issued gets every value that is handed out, and keeps it when the store is cleared */
	constructor(now: Now, issued: Set<string>) {
		this.now = now;
		this.issued = issued;
	}

	/** Remembers a token that is good for `lifetimeSeconds` from now. */
	issue(value: string, account: string, lifetimeSeconds: number): IssuedToken {
		const issuedAt = this.now();
		const expiresAt = issuedAt + lifetimeSeconds * 1000;
		const token: IssuedToken = { value, account, issuedAt, expiresAt, revoked: false };
		this.tokens.set(value, token);
		this.issued.add(value);
		return token;
	}

	/** The token when it is good, else why it is not. */
	check(value: string): IssuedToken | RefusalReason {
		if (value === '') return 'none';
		const token = this.tokens.get(value);
		if (!token) return 'unknown';
		if (token.revoked) return 'revoked';
		return token.expiresAt > this.now() ? token : 'expired';
	}

	/** All good tokens of an account, oldest first. */
	live(account: string): IssuedToken[] {
		const now = this.now();
		return [...this.tokens.values()].filter(
			(token) => token.account === account && !token.revoked && token.expiresAt > now,
		);
	}

	revoke(value: string): void {
		const token = this.tokens.get(value);
		if (token) token.revoked = true;
	}

	revokeAll(): void {
		for (const token of this.tokens.values()) token.revoked = true;
	}

	clear(): void {
		this.tokens.clear();
	}
}

/** How a lifetime is both stated to the client and kept by the server. */
export interface Lifetime {
	/** Whole seconds, at least one: what the answer says. */
	readonly statedSeconds: number;
	/** Seconds for which the token is honoured: never less than stated. */
	readonly honouredSeconds: number;
}

/** Splits a lifetime, which may be a fraction of a second, into its stated and its honoured length. */
export function lifetimeOf(seconds: number): Lifetime {
	const statedSeconds = Math.max(1, Math.floor(seconds));
	return { statedSeconds, honouredSeconds: Math.max(seconds, statedSeconds) };
}

/** What a JWT is made of; the signing key is the sandbox's own, since no client verifies it. */
export interface JwtRequest {
	readonly algorithm: 'HS256' | 'HS512';
	readonly claims: JWTPayload;
	readonly now: number;
	readonly statedSeconds: number;
}

const signingKey = new TextEncoder().encode(
	'sandbox signing key, long enough for HS512: 64 bytes or more are needed',
);

/** A signed JWT with `iat` and `exp` in whole seconds; `jti` makes each one unique. */
export async function signJwt({ algorithm, claims, now, statedSeconds }: JwtRequest) {
	const issuedAt = Math.floor(now / 1000);
	return await new SignJWT({ ...claims, jti: randomUUID() })
		.setProtectedHeader({ alg: algorithm, typ: 'JWT' })
		.setIssuedAt(issuedAt)
		.setExpirationTime(issuedAt + statedSeconds)
		.sign(signingKey);
}
