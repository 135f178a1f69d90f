import type { RequestFunctions } from './types';

/** What a cancelled execution ends with. */
export const CANCELLED = 'The execution was cancelled';

/** The signal of a cancelled execution; nothing where n8n has none. */
export function cancelSignalOf(functions: RequestFunctions): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in functions ? functions.getExecutionCancelSignal() : undefined;
}
