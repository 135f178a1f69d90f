/** Requests that carry no credential at all, so that none can leak to whoever answers. */
import type { IHttpRequestOptions } from 'n8n-workflow';

import { readWithin, type Excess, type StreamedAnswer } from '../../../credentials/lib/boundedBody';
import type { RequestFunctions } from './types';
import { cancelSignalOf } from './cancelling';

const TIMEOUT_MILLISECONDS = 60_000;

export interface PublicAnswer {
	status: number;
	headers: Record<string, unknown>;
	content: Buffer | Excess;
}

/**
 * Sends a request without a credential and without following redirects, and reads its answer within
 * bounds. Rejects where there is no complete answer.
 */
export async function sendPublic(
	functions: RequestFunctions,
	options: IHttpRequestOptions,
	{ bytes, seconds }: { bytes: number; seconds: number },
): Promise<PublicAnswer> {
	const deadline = AbortSignal.timeout(seconds * 1_000);
	const response: unknown = await functions.helpers.httpRequest({
		timeout: TIMEOUT_MILLISECONDS,
		...options,
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		abortSignal: cancelSignalOf(functions),
	});
	const { statusCode, headers, body } = response as StreamedAnswer;
	const content = await readWithin(body, { bytes, deadline });
	return { status: statusCode, headers: { ...headers }, content };
}
