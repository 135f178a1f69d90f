import { retryAfterSeconds } from '../../../credentials/lib/retryAfter';
import { cancelSignalOf } from './cancelling';
import { isThrottled, lineOf, LONGEST_PAUSE_SECONDS, type Traveller } from './paces';
import type { ApiAnswer, ApiRequest, RequestFunctions } from './types';
import { waitUnlessCancelled } from './waits';

const MOST_TRIES = 3;

/** 1, 2 and 4 s, as in the providers' own samples, if the answer does not say how long to wait. */
const BACK_OFF_SECONDS = [1, 2, 4];

/**
 * Sends a request when the provider has room for it. Repeats it as long as its answer asks for that
 * and repeating does no harm.
 */
export async function withRetries<Answer extends ApiAnswer>(
	functions: RequestFunctions,
	credentialType: string,
	request: ApiRequest,
	send: () => Promise<Answer>,
): Promise<Answer> {
	const line = lineOf(functions, credentialType);
	const traveller = travellerOf(functions, request);
	for (let tries = 1; ; tries++) {
		const answer = await line.send(functions, traveller, send);
		if (!(await waitBeforeRetry(functions, request, answer, tries))) return answer;
	}
}

/**
 * In an execution, reads stand in line. Changes do not, because the user says how many run at once.
 * Requests of a poll, or for somebody in the editor, leave at once.
 */
function travellerOf(functions: RequestFunctions, request: ApiRequest): Traveller {
	const kind = `${request.method} ${functions.getNode().id}`;
	if (!('getExecutionCancelSignal' in functions)) return { waitsFor: 'nothing', kind };
	return { waitsFor: isSafeToRepeat(request) ? 'room' : 'pauseEnd', kind };
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
	if (!isThrottled(answer)) return false;
	if (!isSafeToRepeat(request) || tries >= MOST_TRIES) return false;
	const seconds = retryAfterSeconds(answer.headers, Date.now()) ?? BACK_OFF_SECONDS[tries - 1] ?? 0;
	if (seconds > LONGEST_PAUSE_SECONDS) return false;
	await waitUnlessCancelled(functions, seconds * 1_000);
	return !cancelSignalOf(functions)?.aborted;
}

export function isSafeToRepeat({ method, repeatable }: ApiRequest): boolean {
	return repeatable ?? method === 'GET';
}
