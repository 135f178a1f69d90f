/** How our own requests tell the hook that they are more than requests. */

/** A private header; always stripped before anything is sent. */
export const INTENT_HEADER = 'x-commerce-connectors-intent';

/** `test`: prove the secret by a login. `forget`: drop the token everywhere and send nothing. */
export type Intent = 'test' | 'forget';

/** Message of the error that ends a request with the intent `forget` when all went well. */
export const FORGOTTEN_MESSAGE = 'The token was forgotten. The next request logs in again.';
