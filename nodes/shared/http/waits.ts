/** Waiting for a provider that limits its requests, and how long an execution has done so. */
import { sleep } from 'n8n-workflow';

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

/**
 * n8n 1.x cannot end a sleep, so a cancelled execution is noticed after this time at the latest.
 */
const SLICE_MILLISECONDS = 1_000;

/**
 * Waits for the given time, or for the first slice of it, so that the signal can be checked in
 * between. Returns the milliseconds that are left.
 */
export async function waitSlice(
	functions: RequestFunctions,
	milliseconds: number,
): Promise<number> {
	const slice = Math.min(milliseconds, SLICE_MILLISECONDS);
	await noteWait(functions, sleep(slice));
	return milliseconds - slice;
}

/** Seconds in which the execution has waited so far, rounded; 0 if it has not. */
export function secondsWaited(functions: RequestFunctions): number {
	return Math.round((waits.get(functions)?.total ?? 0) / 1_000);
}
