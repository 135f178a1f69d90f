/**
 * How the hook knows to which request a call belongs.
 *
 * n8n passes one credentials object to `preAuthentication`, then to `authenticate`, and after a
 * failure to `preAuthentication` again. So an object that the hook has seen before means that what was
 * attached to it has failed. It follows that every request needs an object of its own, and that its
 * repetition needs the same one.
 */
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

/** A credential's data for one request and its repetitions: a copy, which the hook has not seen yet. */
export function dataOfOneRequest(
	data: ICredentialDataDecryptedObject,
): ICredentialDataDecryptedObject {
	return { ...data };
}

/** What the hook remembers of each request, by its credentials object, for as long as n8n holds that. */
export function ofRequests<Progress extends object>(): WeakMap<
	ICredentialDataDecryptedObject,
	Progress
> {
	return new WeakMap();
}
