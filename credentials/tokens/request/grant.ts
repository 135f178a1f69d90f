/** Asking a JSON token endpoint, and reading what it grants. */
import { secondsOfHttpDate, type StatedLifetime } from '../endpoint/expiry';
import {
	type Answer,
	type Grant,
	type GrantReader,
	isUsableToken,
	judgeJson,
	type Outcome,
} from '../endpoint/outcome';
import { isNoAnswer, type Send, type TokenHttpRequest } from './send';

/** Sends one token request and judges its answer. */
export async function requestGrant(
	send: Send,
	request: TokenHttpRequest,
	readGrant: GrantReader,
): Promise<Outcome> {
	const answer = await send(request);
	return isNoAnswer(answer) ? answer : judgeJson(answer, readGrant, Date.now());
}

/**
 * A grant from its parts; undefined where the token cannot be sent or its lifetime makes no sense.
 *
 * @param defaultSeconds what the provider documents for an answer that states nothing
 */
export function grantOf(
	accessToken: unknown,
	lifetime: StatedLifetime,
	defaultSeconds: number,
	refreshToken?: unknown,
): Grant | undefined {
	if (!isUsableToken(accessToken) || lifetime.kind === 'malformed') return undefined;
	const seconds = lifetime.kind === 'stated' ? lifetime.seconds : defaultSeconds;
	return {
		accessToken,
		lifetime: seconds * 1_000,
		...(isUsableToken(refreshToken) && { refreshToken }),
	};
}

/** The provider's clock when it answered, in seconds since 1970; undefined where it does not say. */
export function serverNow(answer: Answer): number | undefined {
	return secondsOfHttpDate(answer.headers.date);
}

/** Value of an HTTP Basic `Authorization` header (RFC 7617), UTF-8. */
export function basic(user: string, password: string): string {
	return `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`;
}
