import { Refusal } from '../exchange.mts';
import type { ProviderErrors } from '../provider.mts';

/**
 * e-CROSS documents one error body, that of the token endpoint; the others are assumed to look like
 * it, and their status codes are guesses.
 */
export const eCrossErrors = {
	unauthorized: (reason) => ({
		status: 401,
		body: { message: reason === 'expired' ? 'The token has expired.' : 'Unauthorized' },
	}),
	invalid: (message) => ({ status: 400, body: { message } }),
	notFound: (message) => ({ status: 404, body: { message } }),
	broken: (status, message) => ({ status, body: { message } }),
} satisfies ProviderErrors;

export function badRequest(message: string): Refusal {
	return new Refusal(eCrossErrors.invalid(message));
}

export function notFound(message: string): Refusal {
	return new Refusal(eCrossErrors.notFound(message));
}

/** The request fits the contract, but not the state that the record is in. */
export function conflict(message: string): Refusal {
	return new Refusal({ status: 409, body: { message } });
}
