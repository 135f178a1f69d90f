import { NodeApiError } from 'n8n-workflow';

const REQUEST_TIMEOUT = 408;

/**
 * Whether a request that changes something may have been carried out although it failed: there was
 * no answer, or one that does not say what was done. Errors before sending do not count.
 */
export function isInDoubt(error: unknown): error is NodeApiError {
	if (!(error instanceof NodeApiError)) return false;
	const status = Number(error.httpCode ?? 0);
	return status === 0 || status === REQUEST_TIMEOUT || status >= 500;
}
