/** How our own requests tell the hook that they are more than requests. */

/** A private header; always stripped before anything is sent. */
export const INTENT_HEADER = 'x-commerce-connectors-intent';

/** `test`: prove the secret by a login. `forget`: drop the token everywhere and send nothing. */
export type Intent = 'test' | 'forget';

/** Message of the error that ends a request with the intent `forget` when all went well. */
export const FORGOTTEN_MESSAGE = 'The token was forgotten. The next request logs in again.';

/**
 * Thrown by `authenticate` to be called again: n8n takes it for a 401 of the provider, and answers
 * with a second call of `preAuthentication`, which can ask the provider. Nothing has been sent.
 */
export function secondCall(): Error {
	return Object.assign(new Error('The credential is being proved.'), { response: { status: 401 } });
}
