/**
 * What nodes may know about a token: its times, its cool-down, and what messages must not repeat.
 */
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { TokenStatus } from '../lifecycle/tokenTimes';
import { hooks } from './hooks';
import type { TokenHook } from './TokenHook';

export type { TokenStatus } from '../lifecycle/tokenTimes';

const byName: Readonly<Record<string, TokenHook<unknown>>> = hooks;

/**
 * The state of a credential's token in this process; undefined for credentials that need none.
 *
 * @throws CredentialFieldError if a field of the credential is empty or cannot be right
 */
export function tokenStatus(
	credentialType: string,
	credentials: ICredentialDataDecryptedObject,
): TokenStatus | undefined {
	return byName[credentialType]?.status(credentials);
}

/**
 * What no message may repeat about this credential now, the token just granted included. Only for
 * redacting messages: the hook alone decides what is sent.
 */
export function secretsOf(
	credentialType: string,
	credentials: ICredentialDataDecryptedObject,
): string[] {
	try {
		return byName[credentialType]?.secrets(credentials) ?? [];
	} catch {
		// A field cannot be right, so nothing was ever granted for it.
		return [];
	}
}
