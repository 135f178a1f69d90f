import { sleep } from 'n8n-workflow';

import { retryAfterSeconds } from '../../../credentials/lib/retryAfter';
import type { ApiAnswer, ApiRequest, RequestFunctions } from './types';

const MOST_TRIES = 3;

/** 1, 2 and 4 s, as in the providers' own samples, if the answer does not say how long to wait. */
const BACK_OFF_SECONDS = [1, 2, 4];

/** A longer wait belongs in the workflow, where the user sees it. */
const LONGEST_WAIT_SECONDS = 60;

/** Sends a request, and repeats it as long as its answer asks for that and it does no harm. */
export async function withRetries<Answer extends ApiAnswer>(
	functions: RequestFunctions,
	request: ApiRequest,
	send: () => Promise<Answer>,
): Promise<Answer> {
	for (let tries = 1; ; tries++) {
		const answer = await send();
		if (!(await waitBeforeRetry(functions, request, answer, tries))) return answer;
	}
}

/**
 * Waits and returns true if the request should be sent again: it was throttled (429) or the
 * provider was overloaded (503), sending it twice does no harm, and there are tries left.
 */
export async function waitBeforeRetry(
	functions: RequestFunctions,
	request: ApiRequest,
	answer: ApiAnswer,
	tries: number,
): Promise<boolean> {
	if (answer.status !== 429 && answer.status !== 503) return false;
	if (!isSafeToRepeat(request) || tries >= MOST_TRIES) return false;
	const seconds = retryAfterSeconds(answer.headers, Date.now()) ?? BACK_OFF_SECONDS[tries - 1] ?? 0;
	if (seconds > LONGEST_WAIT_SECONDS) return false;
	return await waitUnlessCancelled(cancelSignalOf(functions), seconds);
}

export function isSafeToRepeat({ method, repeatable }: ApiRequest): boolean {
	return repeatable ?? method === 'GET';
}

export function cancelSignalOf(functions: RequestFunctions): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in functions ? functions.getExecutionCancelSignal() : undefined;
}

/**
 * Returns false if the execution was cancelled. Waits in slices, because n8n 1.x cannot end a
 * sleep.
 */
async function waitUnlessCancelled(
	signal: AbortSignal | undefined,
	seconds: number,
): Promise<boolean> {
	for (let left = seconds * 1000; left > 0; left -= 1000) {
		if (signal?.aborted) return false;
		await sleep(Math.min(left, 1000));
	}
	return !signal?.aborted;
}
