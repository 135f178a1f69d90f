/**
 * What a token endpoint's answer means. Pure: judging is separate from sending and from reacting.
 */
import { isObject, parseJsonObject } from '../../lib/json';
import { retryAfterSeconds } from '../../lib/retryAfter';

/** An answer as it was received, its body read up to the limit. */
export interface Answer {
	readonly status: number;
	readonly headers: Readonly<Record<string, unknown>>;
	readonly body: string;
}

/** A token as a provider grants it. */
export interface Grant {
	readonly accessToken: string;
	/** Milliseconds. */
	readonly lifetime: number;
	readonly refreshToken?: string;
}

export type Outcome =
	| { readonly kind: 'granted'; readonly grant: Grant }
	/** The provider looked at the credentials and refused them. */
	| { readonly kind: 'rejected'; readonly status: number; readonly message?: string }
	/** `retryAfter` in milliseconds, if the provider gave a usable one. */
	| { readonly kind: 'throttled'; readonly retryAfter?: number }
	| { readonly kind: 'wrongAddress'; readonly status: number; readonly location?: string }
	/**
	 * Says nothing about the credentials: try later. `reason` is what the address did ("answered with
	 * HTTP status 503"), here and below.
	 */
	| { readonly kind: 'unavailable'; readonly reason: string; readonly isNetwork?: true }
	/** An answer that claims success but has no token in it; treated as unavailable. */
	| { readonly kind: 'malformed'; readonly reason: string; readonly isNetwork?: true };

/** Reads a grant from a provider's JSON; undefined if it has no usable token. */
export type GrantReader = (body: Record<string, unknown>, answer: Answer) => Grant | undefined;

/** Sent by a proxy on the way, never by a provider (RFC 9110, 15.5.8). */
const PROXY_LOGIN = 407;
/** 4xx statuses that mean "not now" rather than "no" (RFC 9110, 8470, 6585). */
const NOT_NOW = new Set([PROXY_LOGIN, 408, 425, 429]);
/**
 * 419, 440 and 498 are not standard. Wherever they are used, they mean the end of a session or
 * token.
 */
const REFUSED: ReadonlySet<number> = new Set([401, 419, 440, 498]);
const DOUBTFUL: ReadonlySet<number> = new Set([400, 403]);
const LONGEST_TOKEN = 16 * 1024;
/** What an HTTP header can hold (RFC 9110, 5.5) and pass on unchanged. */
const HEADER_SAFE = /^[\x21-\x7e]+$/;

/** Judges the answer of a JSON token endpoint. */
export function judgeJson(answer: Answer, readGrant: GrantReader, now: number): Outcome {
	const json = parseJsonObject(answer.body);
	const status = statusOf(answer, json);
	const transport = judgeTransport({ ...answer, status }, now);
	if (transport !== undefined) return transport;
	if (status >= 200 && status < 300) return judgeSuccess(answer, json, readGrant);
	if (isRejection(status, json)) return { kind: 'rejected', status, message: messageIn(json) };
	return { kind: 'unavailable', reason: `answered with HTTP status ${status}` };
}

/**
 * Judges what does not depend on the protocol: throttling, a wrong address, a page meant for
 * people. Undefined if the body decides.
 *
 * @param now milliseconds since 1970
 */
export function judgeTransport(answer: Answer, now: number): Outcome | undefined {
	const { status, headers } = answer;
	if (status === PROXY_LOGIN) {
		const reason = 'was not reached, because a proxy asks for a user name and password (HTTP 407)';
		return { kind: 'unavailable', reason, isNetwork: true };
	}
	if (status === 429) return { kind: 'throttled', retryAfter: retryAfter(headers, now) };
	if ((status >= 300 && status < 400) || status === 404) {
		return { kind: 'wrongAddress', status, location: text(headers.location) };
	}
	// A proxy or web server in between sent it. It is no verdict, and no reason to repeat at once.
	return isHtml(answer)
		? { kind: 'malformed', reason: `answered with an HTML page (HTTP status ${status})` }
		: undefined;
}

/**
 * Whether the provider accepts a token, judged by its answer to a harmless read with it. Some
 * providers answer a dead token with 403 or 400, which can also mean that the token is good but may
 * not read this: 'doubtful'.
 */
export function judgeVerdict(answer: Answer): 'accepted' | 'refused' | 'doubtful' | 'unknown' {
	const status = statusOf(answer, parseJsonObject(answer.body));
	if (REFUSED.has(status)) return 'refused';
	if (DOUBTFUL.has(status)) return 'doubtful';
	// The sign-in page of a network also comes with status 200.
	if (status < 300 && isHtml(answer)) return 'unknown';
	// A 404 comes from behind the token check; a redirect or an overload does not.
	const isFromBehind = status < 500 && !(status >= 300 && status < 400) && !NOT_NOW.has(status);
	return isFromBehind ? 'accepted' : 'unknown';
}

/** Whether the answer to a request may mean that its token is dead. Only the provider knows. */
export function mayRefuseToken(status: number): boolean {
	return REFUSED.has(status) || DOUBTFUL.has(status);
}

/** Whether a text can be sent as a token at all. */
export function isUsableToken(value: unknown): value is string {
	return typeof value === 'string' && value.length <= LONGEST_TOKEN && HEADER_SAFE.test(value);
}

/** Milliseconds of a `Retry-After` header, if it can be read. */
function retryAfter(headers: Readonly<Record<string, unknown>>, now: number): number | undefined {
	const seconds = retryAfterSeconds(headers, now);
	return seconds === undefined ? undefined : seconds * 1_000;
}

/** The provider's own short message, from any of the places where the four providers put it. */
export function messageIn(json: Record<string, unknown> | undefined): string | undefined {
	if (json === undefined) return undefined;
	const error = json.error;
	const candidates = [
		json.message,
		json.error_description,
		isObject(error) ? (error.message ?? error.debug) : error,
		json.detail,
		json.title,
		json.errorCode,
	];
	return candidates.find((value): value is string => typeof value === 'string' && value !== '');
}

function judgeSuccess(
	answer: Answer,
	json: Record<string, unknown> | undefined,
	readGrant: GrantReader,
): Outcome {
	if (json === undefined) return { kind: 'malformed', reason: 'sent a response that is not JSON' };
	if (json.success === false) {
		return { kind: 'rejected', status: answer.status, message: messageIn(json) };
	}
	const grant = readGrant(json, answer);
	return grant === undefined
		? { kind: 'malformed', reason: 'sent a response without a usable token' }
		: { kind: 'granted', grant };
}

/** Some providers answer a refusal with HTTP 500 and put the real status into the body. */
function statusOf(answer: Answer, json: Record<string, unknown> | undefined): number {
	const own = json?.statusCode;
	return answer.status === 500 && typeof own === 'number' && Number.isInteger(own) && own >= 400
		? own
		: answer.status;
}

function isRejection(status: number, json: Record<string, unknown> | undefined): boolean {
	if (status === 401 || status === 403) return true;
	return json !== undefined && status >= 400 && status < 500 && !NOT_NOW.has(status);
}

function isHtml(answer: Answer): boolean {
	const type = text(answer.headers['content-type']) ?? '';
	return /\bhtml\b/i.test(type) || /^\s*<(!doctype html|html)\b/i.test(answer.body);
}

function text(value: unknown): string | undefined {
	return typeof value === 'string' ? value : undefined;
}
