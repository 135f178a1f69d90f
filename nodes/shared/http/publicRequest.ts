/** Requests that carry no credential at all, so that none can leak to whoever answers. */
import type { IHttpRequestOptions } from 'n8n-workflow';

import { readWithin, type Excess, type StreamedAnswer } from '../../../credentials/lib/boundedBody';
import type { RequestFunctions } from './types';
import { cancelSignalOf } from './retry';

const TIMEOUT_MILLISECONDS = 60_000;
/** For a whole answer: large files take their time. */
const TIME_LIMIT_MILLISECONDS = 5 * 60_000;

export interface PublicAnswer {
	status: number;
	headers: Record<string, unknown>;
	content: Buffer | Excess;
}

/**
 * Sends a request without a credential and without following redirects, and reads at most
 * `largest` bytes of the answer, for five minutes. Rejects where there is no complete answer.
 */
export async function sendPublic(
	functions: RequestFunctions,
	options: IHttpRequestOptions,
	largest: number,
): Promise<PublicAnswer> {
	const deadline = AbortSignal.timeout(TIME_LIMIT_MILLISECONDS);
	const response: unknown = await functions.helpers.httpRequest({
		...options,
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		timeout: TIMEOUT_MILLISECONDS,
		abortSignal: cancelSignalOf(functions),
	});
	const { statusCode, headers, body } = response as StreamedAnswer;
	const content = await readWithin(body, { bytes: largest, deadline });
	return { status: statusCode, headers: { ...headers }, content };
}
