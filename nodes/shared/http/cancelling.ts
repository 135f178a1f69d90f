import { sleep } from 'n8n-workflow';

import type { RequestFunctions } from './types';

/** Message of the error that ends a cancelled execution. */
export const CANCELLED = 'The execution was canceled';

/** The signal of a cancelled execution; undefined if n8n has none. */
export function cancelSignalOf(functions: RequestFunctions): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in functions ? functions.getExecutionCancelSignal() : undefined;
}

/**
 * n8n 1.x cannot end a sleep, so a cancelled execution is noticed after this time at the latest.
 */
const SLICE_MILLISECONDS = 1_000;

/**
 * Waits for the given time, or for the first slice of it, so that the signal can be checked in
 * between. Returns the milliseconds that are left.
 */
export async function sleepSlice(milliseconds: number): Promise<number> {
	const slice = Math.min(milliseconds, SLICE_MILLISECONDS);
	await sleep(slice);
	return milliseconds - slice;
}
