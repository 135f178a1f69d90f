import { Refusal, type Answer, type IncomingCall } from '../exchange.mts';
import type { ProviderErrors } from '../provider.mts';

/**
 * The refund's errors are documented as plain text. Other bodies are not documented; `error.debug`
 * is what the provider's own module reads.
 */
export const pledgErrors: ProviderErrors = {
	unauthorized: (reason, call) =>
		refusalOf(call, 401, reason === 'expired' ? 'token expired' : 'unauthorized'),
	invalid: (message, call) => refusalOf(call, 400, message),
	notFound: (message) => failure(404, message),
	broken: (status, message) => failure(status, message),
};

export function refuse(status: number, message: string): Refusal {
	return new Refusal(failure(status, message));
}

function refusalOf({ path }: IncomingCall, status: number, message: string): Answer {
	if (!path.endsWith('/credit_by_transfer')) return failure(status, message);
	return { status, contentType: 'text/plain', body: message };
}

function failure(status: number, debug: string): Answer {
	return { status, body: { error: { debug } } };
}
