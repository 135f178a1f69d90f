import { Refusal } from '../exchange.mts';
import type { ProviderErrors } from '../provider.mts';

/**
 * The one documented error is an HTTP 500 whose body says 400; validation errors take its form.
 * The bodies of 401, 404 and 409 are guesses after it.
 */
export const ecartPayErrors: ProviderErrors = {
	unauthorized: () => ({ status: 401, body: { statusCode: 401, message: 'Unauthorized' } }),
	invalid: (message) => ({ status: 500, body: { statusCode: 400, message } }),
	notFound: (message) => ({ status: 404, body: { statusCode: 404, message } }),
	broken: (status, message) => ({ status, body: { statusCode: status, message } }),
};

/** The request fits the contract, but breaks a rule of the API. */
export function badRequest(message: string): Refusal {
	return new Refusal({ status: 500, body: { statusCode: 400, message } });
}

export function notFound(message: string): Refusal {
	return new Refusal({ status: 404, body: { statusCode: 404, message } });
}

/** Something that must be unique exists already. */
export function conflict(message: string): Refusal {
	return new Refusal({ status: 409, body: { statusCode: 409, message } });
}
