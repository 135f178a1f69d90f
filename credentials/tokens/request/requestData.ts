/**
 * How the hook knows to which request a call belongs.
 *
 * n8n passes one credentials object to `preAuthentication`, then to `authenticate`, and after a
 * failure to `preAuthentication` again. So an object that the hook has seen before means that what was
 * attached to it has failed. It follows that every request needs an object of its own, and that its
 * repetition needs the same one.
 */
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

/** Registered, so that it stays the same symbol wherever n8n loads this file from. */
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
