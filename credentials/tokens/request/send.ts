/** Sends token requests through n8n's own client, and reads their answers within bounds. */
import type { IHttpRequestHelper, IHttpRequestOptions } from 'n8n-workflow';

import type { Answer } from '../endpoint/outcome';
import { FLIGHT_LIMIT } from '../lifecycle/policy';
import { readWithin, type StreamedAnswer } from '../../lib/boundedBody';
import { networkProblem } from '../../lib/network';
import { parseUrl } from '../../lib/url';

/** What a token request looks like, whoever sends it. */
export interface TokenHttpRequest {
	readonly method: 'GET' | 'POST';
	readonly url: string;
	readonly headers?: Readonly<Record<string, string>>;
	/** Sent as JSON if it is an object, else unchanged. */
	readonly body?: string | Readonly<Record<string, unknown>>;
	readonly query?: Readonly<Record<string, string>>;
}

/** Why there is no answer to judge. */
export interface NoAnswer {
	readonly kind: 'unavailable' | 'malformed';
	/** What the address did: a few words that contain nothing of the request or the answer. */
	readonly reason: string;
	/** The connection failed, so the fault lies with the host or with the network before it. */
	readonly isNetwork?: true;
}

export type Send = (request: TokenHttpRequest) => Promise<Answer | NoAnswer>;

/** A token answer is a few kilobytes. More means a wrong address or an attack on our memory. */
const LARGEST_BODY = 256 * 1024;

const TOO_LARGE: NoAnswer = {
	kind: 'malformed',
	reason: `sent more than ${LARGEST_BODY / 1024} KiB`,
};
const TOO_SLOW: NoAnswer = {
	kind: 'malformed',
	reason: `sent no complete response within ${FLIGHT_LIMIT / 1000} s`,
};

/**
 * Returns a sender for one flight, whose requests together have this many milliseconds. Redirects
 * are not followed, because they would carry the secrets along.
 */
export function sender(helper: IHttpRequestHelper, limit = FLIGHT_LIMIT): Send {
	const signal = AbortSignal.timeout(Math.ceil(limit));
	return async (request) =>
		await helper.helpers.httpRequest(optionsOf(request, signal)).then(
			async (response: unknown) => await readAnswer(response, signal),
			(error: unknown) => failure(error, signal, request.url),
		);
}

/** Whether there is no answer to judge. */
export function isNoAnswer(answer: Answer | NoAnswer): answer is NoAnswer {
	return 'kind' in answer;
}

function optionsOf(request: TokenHttpRequest, abortSignal: AbortSignal): IHttpRequestOptions {
	return {
		method: request.method,
		url: request.url,
		headers: { Accept: 'application/json', ...request.headers },
		...(request.body === undefined ? {} : { body: request.body }),
		...(request.query === undefined ? {} : { qs: { ...request.query } }),
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		maxRedirects: 0,
		abortSignal,
	};
}

async function readAnswer(response: unknown, deadline: AbortSignal): Promise<Answer | NoAnswer> {
	const { body, headers, statusCode } = response as StreamedAnswer;
	return await readWithin(body, { bytes: LARGEST_BODY, deadline }).then(
		(content) => {
			if (content === 'tooLarge') return TOO_LARGE;
			if (content === 'tooSlow') return TOO_SLOW;
			return { status: statusCode, headers: { ...headers }, body: content.toString('utf8') };
		},
		(error: unknown) => failure(error, deadline, ''),
	);
}

function failure(error: unknown, signal: AbortSignal, url: string): NoAnswer {
	const text = describe(error);
	if (/Domain not allowed/.test(text)) {
		const host = parseUrl(url)?.host ?? 'the provider';
		return {
			kind: 'malformed',
			reason: `was not contacted, because this credential's Allowed HTTP Request Domains does not include ${host} (add it there)`,
		};
	}
	if (signal.aborted) return TOO_SLOW;
	const reason = networkProblem(text)?.predicate ?? 'could not be reached';
	return { kind: 'unavailable', reason, isNetwork: true };
}

/** Used only to choose among our own words; never shown. */
function describe(error: unknown): string {
	if (!(error instanceof Error)) return '';
	const { code, cause } = error as Error & { code?: unknown };
	return `${String(code ?? '')} ${error.message} ${cause instanceof Error ? describe(cause) : ''}`;
}
