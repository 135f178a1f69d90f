/** Waiting for a provider that limits its requests, and how long an execution has done so. */
import { sleep } from 'n8n-workflow';

import { cancelSignalOf } from './cancelling';
import type { RequestFunctions } from './types';

/** Requests wait side by side. Time counts while at least one of them waits. */
interface Waits {
	waiting: number;
	/** When the first of the requests that wait now began to wait. */
	since: number;
	/** Of the waits that are over, in milliseconds. */
	total: number;
}

/** By execution: n8n gives each one its own functions. */
const waits = new WeakMap<RequestFunctions, Waits>();

/** Records how long a wait takes that a provider's limit causes. */
export async function noteWait<Result>(
	functions: RequestFunctions,
	wait: Promise<Result>,
): Promise<Result> {
	const of = waits.get(functions) ?? { waiting: 0, since: 0, total: 0 };
	waits.set(functions, of);
	if (of.waiting++ === 0) of.since = performance.now();
	return await wait.finally(() => {
		if (--of.waiting === 0) of.total += performance.now() - of.since;
	});
}

/** Waits for so many milliseconds, or until the execution is cancelled. */
export async function waitUnlessCancelled(
	functions: RequestFunctions,
	milliseconds: number,
): Promise<void> {
	await noteWait(functions, sleepUntil(cancelSignalOf(functions), milliseconds));
}

/** n8n's own sleep cannot be ended, but need not be waited for. */
async function sleepUntil(signal: AbortSignal | undefined, milliseconds: number): Promise<void> {
	if (signal?.aborted) return;
	let stop = () => {};
	const stopped = new Promise<void>((resolve) => {
		stop = resolve;
	});
	signal?.addEventListener('abort', stop);
	await Promise.race([sleep(milliseconds), stopped]);
	signal?.removeEventListener('abort', stop);
}

/** Seconds in which the execution has waited so far, rounded; 0 if it has not. */
export function secondsWaited(functions: RequestFunctions): number {
	return Math.round((waits.get(functions)?.total ?? 0) / 1_000);
}
