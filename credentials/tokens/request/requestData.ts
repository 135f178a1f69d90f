/**
 * A credential's data for one request: how the hook knows to which request a call belongs, and how
 * our own requests tell it that it must do more than attach a token.
 *
 * n8n passes one credentials object to `preAuthentication`, then to `authenticate`, and after a
 * failure to `preAuthentication` again. So an object that the hook has seen before means that what was
 * attached to it has failed. It follows that every request needs an object of its own, and that its
 * repetition needs the same one.
 */
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

/** Message of the error that ends a request with `toForget` data if all went well. */
export const FORGOTTEN_MESSAGE = 'The token was forgotten. The next request logs in again.';

/** Message of the error that ends an unnecessary repetition: the token is good. */
export const NOT_REFUSED_MESSAGE = 'The token was not refused. The request was not sent again.';

/** Registered, so that each stays the same symbol wherever n8n loads this file from. */
const FORGET = Symbol.for('n8n-nodes-commerce-connectors/forget');
const DOUBT = Symbol.for('n8n-nodes-commerce-connectors/doubt');
const OWN_NODE = Symbol.for('n8n-nodes-commerce-connectors/own-node');

/**
 * A credential's data for one request of a node of this package, and for its repetitions: a copy,
 * which the hook has not seen yet. Its mark says that the node keeps keys out of items, or warns that
 * it does not. No workflow can set a symbol.
 */
export function dataOfOneRequest(
	data: ICredentialDataDecryptedObject,
): ICredentialDataDecryptedObject {
	return { ...data, [OWN_NODE]: true };
}

/** Whether these are data of `dataOfOneRequest`. */
export function isOfOwnNode(credentials: ICredentialDataDecryptedObject): boolean {
	return OWN_NODE in credentials;
}

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

/**
 * Marks the data that a request was sent with: its answer may mean that the token is dead. The hook
 * then asks the provider, and lets the request be sent once more only if that is so.
 */
export function markDoubted(credentials: ICredentialDataDecryptedObject): void {
	Object.defineProperty(credentials, DOUBT, { value: true });
}

/** Whether these are data of `markDoubted`. */
export function isDoubted(credentials: ICredentialDataDecryptedObject): boolean {
	return DOUBT in credentials;
}
