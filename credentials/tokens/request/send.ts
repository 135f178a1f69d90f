/** Sends token requests through n8n's own client, and reads their answers within bounds. */
import type { IHttpRequestHelper, IHttpRequestOptions } from 'n8n-workflow';

import type { Answer } from '../endpoint/outcome';
import { FLIGHT_LIMIT } from '../lifecycle/policy';
import { parseUrl } from '../../lib/url';

/** What a token request looks like, whoever sends it. */
export interface TokenHttpRequest {
	readonly method: 'GET' | 'POST';
	readonly url: string;
	readonly headers?: Readonly<Record<string, string>>;
	/** JSON where it is an object, else sent as it is. */
	readonly body?: string | Readonly<Record<string, unknown>>;
	readonly query?: Readonly<Record<string, string>>;
}

/** Why there is no answer that could be judged. */
export interface NoAnswer {
	readonly kind: 'unavailable' | 'malformed';
	/** A few words, without anything of the request or the answer in them. */
	readonly reason: string;
}

export type Send = (request: TokenHttpRequest) => Promise<Answer | NoAnswer>;

/** A token answer is a few kilobytes; more is a wrong address or an attack on our memory. */
const LARGEST_BODY = 256 * 1024;

const NETWORK_REASONS: ReadonlyArray<readonly [RegExp, string]> = [
	[/ECONNREFUSED/, 'a refused connection'],
	[/ECONNRESET|EPIPE|socket hang up|aborted/i, 'a broken connection'],
	[/ENOTFOUND|EAI_AGAIN/, 'an unknown host name'],
	[/EHOSTUNREACH|ENETUNREACH/, 'an unreachable host'],
	[/ETIMEDOUT|ECONNABORTED|timeout|timed out/i, 'a time-out'],
	[/CERT|SSL|TLS|self.signed/i, 'a TLS certificate that is not trusted'],
];

/**
 * Returns a sender for one flight, whose requests together have so many milliseconds. Redirects are
 * not followed, since they would carry the secrets along.
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

interface StreamedResponse {
	body: AsyncIterable<Uint8Array> & { destroy?: (error?: Error) => void };
	headers: Record<string, unknown>;
	statusCode: number;
}

async function readAnswer(response: unknown, signal: AbortSignal): Promise<Answer | NoAnswer> {
	const { body, headers, statusCode } = response as StreamedResponse;
	// A body that drips is never idle, so only the flight's own limit ends it.
	signal.addEventListener('abort', () => body.destroy?.(new Error('timeout')), { once: true });
	return await readText(body).then(
		(read) => (typeof read === 'string' ? { status: statusCode, headers, body: read } : read),
		(error: unknown) => failure(error, signal, ''),
	);
}

async function readText(body: AsyncIterable<Uint8Array>): Promise<string | NoAnswer> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of body) {
		size += chunk.byteLength;
		if (size > LARGEST_BODY) {
			return { kind: 'malformed', reason: `more than ${LARGEST_BODY / 1024} KiB` };
		}
		chunks.push(chunk);
	}
	return Buffer.concat(chunks).toString('utf8');
}

function failure(error: unknown, signal: AbortSignal, url: string): NoAnswer {
	const text = describe(error);
	if (/Domain not allowed/.test(text)) {
		const host = parseUrl(url)?.host ?? 'the provider';
		return {
			kind: 'malformed',
			reason: `nothing, because Allowed HTTP Request Domains of this credential leaves out ${host} (add it there)`,
		};
	}
	if (signal.aborted) {
		return { kind: 'malformed', reason: `no complete answer within ${FLIGHT_LIMIT / 1000} s` };
	}
	const known = NETWORK_REASONS.find(([pattern]) => pattern.test(text));
	return { kind: 'unavailable', reason: known?.[1] ?? 'a failed connection' };
}

/** Only to choose among our own words; never shown. */
function describe(error: unknown): string {
	if (!(error instanceof Error)) return '';
	const { code, cause } = error as Error & { code?: unknown };
	return `${String(code ?? '')} ${error.message} ${cause instanceof Error ? describe(cause) : ''}`;
}
