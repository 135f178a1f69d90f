import { addressesOf } from '../../../credentials/tokens/request/addresses';
import { isSafeToRepeat } from '../../shared/http/retry';
import type { ApiAnswer, ApiRequest } from '../../shared/http/types';
import type { Problem, Provider } from '../../shared/http/provider';
import { SOAP_LIMITS, soapOptions } from './options';
import type { Reading } from '../soap/envelope';
import { problemOfFault } from '../soap/faults';

export const CREDENTIAL_TYPE = 'ecGridSoapApi';

/** Its requests go through `exchange.ts`: the bodies of their answers are `Reading`s. */
export const ecGridSoap: Provider = {
	name: 'ECGrid',
	credentials: [{ value: 'soap', name: 'SOAP', credentialType: CREDENTIAL_TYPE }],
	addresses: addressesOf,
	problemOf,
	options: soapOptions,
	limits: SOAP_LIMITS,
};

/** A fault counts whatever the HTTP status: which one it comes with is not documented. */
function problemOf({ status, body }: ApiAnswer, request: ApiRequest): Problem | undefined {
	const reading = body as Reading;
	if ('fault' in reading) return problemOfFault(reading.fault, isSafeToRepeat(request));
	if (!('unreadable' in reading)) return undefined;
	const { unreadable, advice = isAboutAddress(status) ? CHECK_URL : undefined } = reading;
	return { message: `ECGrid answered with ${unreadable}`, ...(advice && { advice }) };
}

const CHECK_URL =
	'Check the URL in the credential, and whether a proxy or gateway responds instead of ECGrid.';

/** For other statuses the engine has better advice. */
function isAboutAddress(status: number): boolean {
	return (status >= 200 && status <= 299) || status === 404 || status === 405;
}
