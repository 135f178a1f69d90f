/** Asks a JSON token endpoint, and reads what it grants. */
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
 * A grant from its parts; undefined if the token cannot be sent or its lifetime makes no sense.
 *
 * @param defaultSeconds the lifetime that the provider documents, for an answer that states none
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

/**
 * The provider's clock when it answered, in seconds since 1970; undefined if the answer has no
 * date.
 */
export function serverNow(answer: Answer): number | undefined {
	return secondsOfHttpDate(answer.headers.date);
}

/** Value of an HTTP Basic `Authorization` header (RFC 7617), UTF-8. */
export function basic(user: string, password: string): string {
	return `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`;
}
