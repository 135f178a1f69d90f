import { NodeApiError } from 'n8n-workflow';

const REQUEST_TIMEOUT = 408;

/**
 * Whether a request that changes something may have been carried out although it failed: there was
 * no answer at all, or one that says nothing about what was done. Errors before sending are others.
 */
export function isInDoubt(error: unknown): error is NodeApiError {
	if (!(error instanceof NodeApiError)) return false;
	const status = Number(error.httpCode ?? 0);
	return status === 0 || status === REQUEST_TIMEOUT || status >= 500;
}
