/** What nodes may know of a token: its times and its cool-down, never the token itself. */
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { TokenStatus } from '../lifecycle/tokenTimes';
import { hookFor } from './hooks';

export type { TokenStatus } from '../lifecycle/tokenTimes';

/**
 * The state of a credential's token in this process; undefined for credentials that need none.
 *
 * @throws CredentialFieldError where a field of the credential is empty or cannot be right
 */
export function tokenStatus(
	credentialType: string,
	credentials: ICredentialDataDecryptedObject,
): TokenStatus | undefined {
	return hookFor(credentialType)?.status(credentials);
}
