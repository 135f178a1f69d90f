import type { RequestFunctions } from './types';

/** Message of the error that ends a cancelled execution. */
export const CANCELLED = 'The execution was canceled';

/** The signal of a cancelled execution; undefined if n8n has none. */
export function cancelSignalOf(functions: RequestFunctions): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in functions ? functions.getExecutionCancelSignal() : undefined;
}

/** Whether the user has stopped the execution. */
export function isCancelled(functions: RequestFunctions): boolean {
	return cancelSignalOf(functions)?.aborted === true;
}
