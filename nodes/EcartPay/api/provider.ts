import { addressesOf } from '../../../credentials/tokens/request/addresses';
import type { ApiAnswer } from '../../shared/http/types';
import { at, parseJson } from '../../../credentials/lib/json';
import type { Problem, Provider } from '../../shared/http/provider';
import { withoutCardNumbers } from './cardNumbers';
import { languageOption } from './language';

/** Everything that the node and its trigger need to know of Ecart Pay; NOTES "Errors". */
export const ecartPay: Provider = {
	name: 'Ecart Pay',
	credentials: [{ value: 'keyPair', name: 'Key Pair', credentialType: 'ecartPayApi' }],
	addresses: addressesOf,
	problemOf,
	options: languageOption,
};

/**
 * The one documented error is an HTTP 500 with `{ "message": …, "statusCode": 400 }`: a validation
 * error. So the body's status counts for more than that of HTTP.
 */
function problemOf({ status, body: received }: ApiAnswer): Problem | undefined {
	const body = readable(received);
	const stated = at(body, 'statusCode');
	const meant = typeof stated === 'number' && stated >= 400 && stated <= 599 ? stated : undefined;
	const failed = status > 299 || meant !== undefined || isFalse(at(body, 'success'));
	if (!failed) return undefined;
	const message = messageIn(body) ?? (status > 299 ? undefined : 'Ecart Pay refused the request');
	if (message === undefined) return undefined;
	return {
		message: withoutCardNumbers(message),
		...(meant !== undefined && status > 299 ? { status: meant } : {}),
	};
}

/** Where a file was asked for, an error comes as bytes too. */
function readable(body: unknown): unknown {
	if (!Buffer.isBuffer(body)) return body;
	const text = body.toString('utf8');
	return parseJson(text) ?? text;
}

/** `message` is documented, `error` is what public clients fall back to, and some errors are plain text. */
function messageIn(body: unknown): string | undefined {
	const said = at(body, 'message') ?? at(body, 'error') ?? body;
	const lines = (Array.isArray(said) ? said : [said]).filter((line) => typeof line === 'string');
	const text = lines.join('; ').trim();
	return text === '' || text.startsWith('<') ? undefined : text;
}

/** The removal of a customer types it as text. */
function isFalse(success: unknown): boolean {
	return success === false || success === 'false';
}
