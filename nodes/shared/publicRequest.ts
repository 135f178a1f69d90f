/** Requests that carry no credential at all, so that none can leak to whoever answers. */
import type { IHttpRequestOptions } from 'n8n-workflow';

import type { RequestFunctions } from './client';
import { cancelSignalOf } from './retry';

const TIMEOUT_MILLISECONDS = 60_000;

export interface PublicAnswer {
	status: number;
	headers: Record<string, unknown>;
	content: Buffer;
}

interface StreamResponse {
	statusCode: number;
	headers: Record<string, unknown>;
	body: AsyncIterable<Buffer> & { destroy(): void };
}

/**
 * Sends a request without a credential and without following redirects, and reads at most
 * `largest` bytes of the answer. Rejects where there is no complete answer.
 */
export async function sendPublic(
	functions: RequestFunctions,
	options: IHttpRequestOptions,
	largest: number,
): Promise<PublicAnswer> {
	const response: unknown = await functions.helpers.httpRequest({
		...options,
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		timeout: TIMEOUT_MILLISECONDS,
		abortSignal: cancelSignalOf(functions),
	});
	const { statusCode, headers, body } = response as StreamResponse;
	return { status: statusCode, headers, content: await collect(body, largest) };
}

async function collect(body: StreamResponse['body'], largest: number): Promise<Buffer> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of body) {
		size += chunk.length;
		// Leaving the loop closes the stream, and with it the connection.
		if (size > largest) throw new AnswerTooLargeError(largest);
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}

/** The answer is larger than its reader allows. */
export class AnswerTooLargeError extends Error {
	override readonly name = 'AnswerTooLargeError';

	constructor(largest: number) {
		super(`The answer is larger than ${Math.round(largest / 1024 / 1024)} MB`);
	}
}
