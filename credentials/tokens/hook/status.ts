/** What nodes may know of a token: its times and its gate, never the token itself. */
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { TokenHook } from './TokenHook';
import { ecartPaySource } from '../sources/ecartPay';
import { ecGridLoginSource } from '../sources/ecGridLogin';
import { ecGridSoapSource } from '../sources/ecGridSoap';
import { eCrossSource } from '../sources/eCross';
import { pledgSource } from '../sources/pledg';
import type { TokenStatus } from '../lifecycle/tokenTimes';

export type { TokenStatus } from '../lifecycle/tokenTimes';

const hooks: Readonly<Record<string, Pick<TokenHook<unknown>, 'status'>>> = {
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
