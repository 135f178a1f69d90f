/** How our own requests tell the hook that they are more than requests. */
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

/** Message of the error that ends a request with `toForget` data after all went well. */
export const FORGOTTEN_MESSAGE = 'The token was forgotten. The next request logs in again.';

/** Registered, so that it stays the same symbol wherever n8n loads this file from. */
const FORGET = Symbol.for('n8n-nodes-commerce-connectors/forget');

/**
 * Returns a copy of a credential's data with which no request is sent; instead, the hook drops the
 * token everywhere. The mark is in the data, because the hook has to see it before it would log in.
 * It is a symbol, because n8n 1.x stores the fields of these data.
 */
export function toForget(
	credentials: ICredentialDataDecryptedObject,
): ICredentialDataDecryptedObject {
	return { ...credentials, [FORGET]: true };
}

/** Whether these are the data of `toForget`. */
export function isToForget(credentials: ICredentialDataDecryptedObject): boolean {
	return FORGET in credentials;
}
