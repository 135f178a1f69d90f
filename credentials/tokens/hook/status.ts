/** What nodes may know of a token: its times and its cool-down; and how to keep it out of messages. */
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

/**
 * What no message may repeat of this credential now, the token just granted included. For removing it
 * from messages alone: what is sent is the hook's own business.
 */
export function secretsOf(
	credentialType: string,
	credentials: ICredentialDataDecryptedObject,
): string[] {
	try {
		return hookFor(credentialType)?.secrets(credentials) ?? [];
	} catch {
		// A field cannot be right: then nothing was ever granted for it.
		return [];
	}
}
