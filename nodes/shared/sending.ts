/** The two ways in which a request leaves: with a credential, through its hook, or without any. */
import {
	jsonParse,
	type IAllExecuteFunctions,
	type ICredentialDataDecryptedObject,
	type IHttpRequestOptions,
} from 'n8n-workflow';

import { tokenStatus } from '../../credentials/tokens/status';
import type { ApiAnswer, RequestFunctions } from './client';
import { sendPublic } from './publicRequest';
import { answerIn, type ThrownAnswer } from './thrown';

/**
 * Sends a request with a credential. If the provider refuses the token (401), n8n renews it and
 * sends again, once; nothing else is sent twice.
 *
 * Every request has its own copy of the credential's data: n8n hands the passed object to the
 * credential's hook as it is, and the hook recognises a request by it, so sharing one between
 * requests would mix up which of them failed.
 */
export async function sendWithCredential(
	functions: RequestFunctions,
	credentialType: string,
	options: IHttpRequestOptions,
	data: ICredentialDataDecryptedObject,
): Promise<ApiAnswer> {
	// All statuses are answers, but a 401 must reach n8n as an error to have the token renewed.
	const tolerant = { ...options, ignoreHttpStatusErrors: { ignore: true as const, except: [401] } };
	const first = await send(functions, credentialType, tolerant, { ...data });
	if (first.status !== 401 || first.thrown || !hasToken(credentialType, data)) return first;
	// n8n 1.x knows no exceptions and handed the 401 over, so it has not renewed anything yet.
	return await send(functions, credentialType, options, { ...data });
}

async function send(
	functions: RequestFunctions,
	credentialType: string,
	options: IHttpRequestOptions,
	data: ICredentialDataDecryptedObject,
): Promise<ApiAnswer & { thrown: boolean }> {
	const credentialsDecrypted = { id: '', name: '', type: credentialType, data };
	return await functions.helpers.httpRequestWithAuthentication
		.call(functions as IAllExecuteFunctions, credentialType, options, { credentialsDecrypted })
		.then(
			(response: unknown) => ({ ...toAnswer(response as ThrownAnswer), thrown: false }),
			async (error: unknown) => {
				const answer = answerIn(error);
				return answer ? { ...toAnswer(answer), thrown: true } : await Promise.reject(error);
			},
		);
}

function toAnswer({ statusCode, headers, body }: ThrownAnswer): ApiAnswer {
	return { status: statusCode, headers: { ...headers }, body };
}

function hasToken(credentialType: string, data: ICredentialDataDecryptedObject): boolean {
	return tokenStatus(credentialType, data) !== undefined;
}

/** Answers of an API are far smaller. */
const LARGEST_PUBLIC_ANSWER_BYTES = 10 * 1024 * 1024;

/** Sends a request without any credential, and reads its answer within bounds. */
export async function sendWithoutCredential(
	functions: RequestFunctions,
	options: IHttpRequestOptions,
): Promise<ApiAnswer> {
	const { status, headers, content } = await sendPublic(
		functions,
		options,
		LARGEST_PUBLIC_ANSWER_BYTES,
	);
	const text = content.toString('utf8');
	return { status, headers, body: jsonParse<unknown>(text, { fallbackValue: text }) };
}
