/** Credentials that need no token: what is attached is in their fields. */
import type { IAuthenticate, ICredentialDataDecryptedObject } from 'n8n-workflow';

import { addressesOf, mayBeUnencrypted } from './addresses';
import { assertAttachable, requestAddress } from './baseAddress';
import { type RequestOptions, takeIntent, withoutRedirects } from './request';

/**
 * Returns an `authenticate` that attaches something to requests to the credential's own addresses,
 * and to no others.
 */
export function attachStatically(
	credentialType: string,
	provider: string,
	attach: (
		credentials: ICredentialDataDecryptedObject,
		options: RequestOptions,
		isTest: boolean,
	) => RequestOptions,
): IAuthenticate {
	return async (credentials, given) => {
		const own = Object.values(addressesOf(credentialType, credentials));
		const { intent, options } = takeIntent(given);
		const url = requestAddress(options);
		assertAttachable(url, provider, own, mayBeUnencrypted(credentials));
		return withoutRedirects(attach(credentials, options, intent === 'test'));
	};
}
