import { Refusal } from '../exchange.mts';
import type { ProviderErrors } from '../provider.mts';

/** Bodies are not documented; `error.debug` is what the provider's own module reads. */
export const pledgErrors: ProviderErrors = {
	unauthorized: (reason) => failure(401, reason === 'expired' ? 'token expired' : 'unauthorized'),
	invalid: (message) => failure(400, message),
	notFound: (message) => failure(404, message),
	broken: (status, message) => failure(status, message),
};

export function refuse(status: number, message: string): Refusal {
	return new Refusal(failure(status, message));
}

function failure(status: number, debug: string) {
	return { status, body: { error: { debug } } };
}
