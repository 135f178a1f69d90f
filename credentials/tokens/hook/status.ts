/** What nodes may know of a token: its times and its cool-down; and how to keep it out of messages. */
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { TokenHook } from './TokenHook';
import { ecartPaySource } from '../sources/ecartPay';
import { ecGridLoginSource } from '../sources/ecGridLogin';
import { ecGridSoapSource } from '../sources/ecGridSoap';
import { eCrossSource } from '../sources/eCross';
import { pledgSource } from '../sources/pledg';
import type { TokenStatus } from '../lifecycle/tokenTimes';

export type { TokenStatus } from '../lifecycle/tokenTimes';

const hooks: Readonly<Record<string, Pick<TokenHook<unknown>, 'status' | 'secrets'>>> = {
	eCrossApi: new TokenHook(eCrossSource),
	ecartPayApi: new TokenHook(ecartPaySource),
	ecGridLoginApi: new TokenHook(ecGridLoginSource),
	ecGridSoapApi: new TokenHook(ecGridSoapSource),
	pledgApi: new TokenHook(pledgSource),
};

/**
 * The state of a credential's token in this process; undefined for credentials that need none.
 *
 * @throws CredentialFieldError where a field of the credential is empty or cannot be right
 */
export function tokenStatus(
	credentialType: string,
	credentials: ICredentialDataDecryptedObject,
): TokenStatus | undefined {
	return hooks[credentialType]?.status(credentials);
}

/**
 * What no message may repeat of this credential now, the token just granted included. For removing it
 * from messages alone: what is sent is the hook's own business.
 */
export function secretsOf(
	credentialType: string,
	credentials: ICredentialDataDecryptedObject,
): string[] {
	try {
		return hooks[credentialType]?.secrets(credentials) ?? [];
	} catch {
		// A field cannot be right: then nothing was ever granted for it.
		return [];
	}
}
