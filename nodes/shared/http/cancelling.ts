import type { RequestFunctions } from './types';

/** The signal of a cancelled execution; nothing where n8n has none. */
export function cancelSignalOf(functions: RequestFunctions): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in functions ? functions.getExecutionCancelSignal() : undefined;
}
