/** The two ways in which a request is sent: with a credential, through its hook, or without any. */
import type {
	IAllExecuteFunctions,
	ICredentialDataDecryptedObject,
	IHttpRequestOptions,
} from 'n8n-workflow';

import { readWithin, type StreamedAnswer } from '../../../credentials/lib/boundedBody';
import {
	dataOfOneRequest,
	markDoubted,
	NOT_REFUSED_MESSAGE,
} from '../../../credentials/tokens/request/requestData';
import { sendPublic } from './publicRequest';
import type { BodyReader } from './readers';
import { messageOf } from './thrown';
import type { ApiAnswer, RequestFunctions } from './types';

/** What an answer says about the token or key of its request. */
export interface Refusal<Answer extends ApiAnswer> {
	/** It was not accepted, so nothing was done. */
	isCertain(answer: Answer): boolean;
	/** Perhaps it was not. Then the provider is asked, and its word decides. */
	isPossible?(answer: Answer): boolean;
	/** The credential's data as they are now; another worker may have replaced the token already. */
	readAgain?(): Promise<ICredentialDataDecryptedObject | undefined>;
}

/**
 * Sends a request with a credential and reads its answer within bounds of size and time. After a
 * refusal the request is sent once more with the same data, which tells the credential's hook about
 * the refusal; see `dataOfOneRequest`. The hook renews the token, or throws its own error if the
 * key is refused, and then nothing is sent. Nothing else is sent twice.
 */
export async function sendWithCredential<Answer extends ApiAnswer>(
	functions: RequestFunctions,
	credentialType: string,
	options: IHttpRequestOptions,
	data: ICredentialDataDecryptedObject,
	reader: BodyReader<Answer>,
	refusal: Refusal<Answer>,
): Promise<Answer> {
	const ofThisRequest = dataOfOneRequest(data);
	const attempt = async () =>
		await send(functions, credentialType, { ...options }, ofThisRequest, reader);
	const first = await attempt();
	if (refusal.isCertain(first)) {
		const now = await refusal.readAgain?.();
		if (now !== undefined) ofThisRequest.sessionToken = now.sessionToken ?? '';
		return await attempt();
	}
	if (refusal.isPossible?.(first) !== true) return first;
	markDoubted(ofThisRequest);
	return await attempt().catch((error: unknown) =>
		messageOf(error).includes(NOT_REFUSED_MESSAGE) ? first : Promise.reject(error),
	);
}

async function send<Answer extends ApiAnswer>(
	functions: RequestFunctions,
	credentialType: string,
	options: IHttpRequestOptions,
	data: ICredentialDataDecryptedObject,
	{ megabytes, seconds, readBody, filter = (body) => body }: BodyReader<Answer>,
): Promise<Answer> {
	// n8n's own time-out only counts while nothing arrives.
	const deadline = AbortSignal.timeout(seconds * 1_000);
	const credentialsDecrypted = { id: '', name: '', type: credentialType, data };
	const response: unknown = await functions.helpers.httpRequestWithAuthentication.call(
		functions as IAllExecuteFunctions,
		credentialType,
		{ ...options, encoding: 'stream', returnFullResponse: true, ignoreHttpStatusErrors: true },
		{ credentialsDecrypted },
	);
	const { statusCode: status, headers, body } = response as StreamedAnswer;
	const content = await readWithin(filter(body), { bytes: megabytes * 1024 * 1024, deadline });
	return readBody({ status, headers: { ...headers }, content });
}

/** Sends a request without any credential, and reads its answer within bounds. */
export async function sendWithoutCredential<Answer extends ApiAnswer>(
	functions: RequestFunctions,
	options: IHttpRequestOptions,
	{ megabytes, seconds, readBody }: BodyReader<Answer>,
): Promise<Answer> {
	const bounds = { bytes: megabytes * 1024 * 1024, seconds };
	return readBody(await sendPublic(functions, options, bounds));
}
