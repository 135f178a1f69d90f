/** How long an execution has waited for a provider that limits its requests. */
import type { RequestFunctions } from './types';

/** Requests wait beside each other: time counts while at least one of them does. */
interface Waits {
	waiting: number;
	/** When the first of those that wait now began. */
	since: number;
	/** Of those that are over, in milliseconds. */
	total: number;
}

/** By execution, each of which n8n gives functions of its own. */
const waits = new WeakMap<RequestFunctions, Waits>();

/** Notes how long a wait takes that a provider's limit causes. */
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

/** Seconds in which the execution has waited so far, rounded; 0 if it has not. */
export function secondsWaited(functions: RequestFunctions): number {
	return Math.round((waits.get(functions)?.total ?? 0) / 1_000);
}
