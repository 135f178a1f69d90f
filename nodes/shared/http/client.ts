import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';

import { mayRefuseToken } from '../../../credentials/tokens/endpoint/outcome';
import { tokenStatus } from '../../../credentials/tokens/hook/status';
import { FORGOTTEN_MESSAGE, toForget } from '../../../credentials/tokens/request/requestData';
import { credentialReader } from './credentialReader';
import { apiError, sendingError, type ErrorPlace } from './errors';
import type { Provider } from './provider';
import { cancelSignalOf } from './cancelling';
import { isSafeToRepeat, withRetries } from './retry';
import { readerFor } from './readers';
import { type Refusal, sendWithCredential, sendWithoutCredential } from './sending';
import type { ApiAnswer, ApiRequest, RequestFunctions } from './types';

export interface ApiClient {
	/**
	 * Sends a request with the credential and returns the answer's body without the provider's
	 * envelope. Throws a NodeApiError for anything that is not a success, including a failure inside
	 * a 2xx.
	 */
	send(request: ApiRequest, itemIndex?: number): Promise<unknown>;
	/** Like `send`, but returns the whole answer. Statuses in `accept` are not errors. */
	answer(
		request: ApiRequest,
		itemIndex?: number,
		options?: { accept?: number[] },
	): Promise<ApiAnswer>;
	/**
	 * Makes the credential forget its token, here and in n8n's database, without logging in. Returns
	 * false for a credential that has no token; the request is then sent, so it must be one that
	 * every credential may make.
	 */
	forgetToken(request: ApiRequest, itemIndex?: number): Promise<boolean>;
	/** A copy of the credential's data for an item. */
	credentials(itemIndex?: number): Promise<ICredentialDataDecryptedObject>;
}

/** A silent server is given up after this time. n8n itself would wait for five minutes. */
const SILENCE_SECONDS = 60;

/** Sends requests to a provider with one of its credentials. One client serves a whole execution. */
export function createClient(
	functions: RequestFunctions,
	provider: Provider,
	credentialType: string,
): ApiClient {
	const credential = credentialReader(functions, credentialType);
	/** A key that the user has entered cannot be renewed. */
	const hasToken = (data: ICredentialDataDecryptedObject) =>
		tokenStatus(credentialType, data) !== undefined;
	const refusalOf = (
		request: ApiRequest,
		data: ICredentialDataDecryptedObject,
		itemIndex?: number,
	): Refusal<ApiAnswer> => ({
		isCertain: (answer) => answer.status === 401 || provider.refusesToken?.(answer) === true,
		isPossible: (answer) =>
			mayRefuseToken(provider.problemOf(answer, request)?.status ?? answer.status) &&
			hasToken(data),
		readAgain: async () => {
			if (!hasToken(data)) return undefined;
			credential.discard(itemIndex);
			return await credential.read(itemIndex);
		},
	});

	async function attempt(request: ApiRequest, itemIndex?: number): Promise<ApiAnswer> {
		const data = await credential.read(itemIndex);
		const signal = cancelSignalOf(functions);
		const options = optionsOf(request, provider.addresses(credentialType, data), signal);
		if (request.public) return await sendWithoutCredential(functions, options, readerFor(request));
		const refusal = refusalOf(request, data, itemIndex);
		const answer = await sendWithCredential(
			functions,
			credentialType,
			options,
			data,
			readerFor(request),
			refusal,
		);
		if (refusal.isCertain(answer)) credential.discard(itemIndex);
		return answer;
	}

	const answer: ApiClient['answer'] = async (request, itemIndex, { accept = [] } = {}) => {
		const place: ErrorPlace = { functions, provider, credentialType, request, itemIndex };
		const got = await withRetries(
			functions,
			credentialType,
			request,
			async () => await attempt(request, itemIndex),
		).then(
			(received) => received,
			async (error: unknown) => sendingError(error, place, await credential.known(itemIndex)),
		);
		if (got instanceof Error) throw got;
		if (accept.includes(got.status)) return got;
		const problem = apiError(got, place, await credential.known(itemIndex));
		if (problem) throw problem;
		return got;
	};

	return {
		answer,
		send: async (request, itemIndex) => {
			const { body } = await answer(request, itemIndex);
			return provider.unwrap && !request.file ? provider.unwrap(body) : body;
		},
		forgetToken: async (request, itemIndex) => {
			const data = toForget(await credential.read(itemIndex));
			const options = optionsOf(request, provider.addresses(credentialType, data));
			const outcome = await sendWithCredential(
				functions,
				credentialType,
				options,
				data,
				readerFor(request),
				refusalOf(request, data, itemIndex),
			).catch((error: unknown) => error);
			credential.discard(itemIndex);
			if (!(outcome instanceof Error)) return false;
			if (outcome.message.includes(FORGOTTEN_MESSAGE)) return true;
			const place: ErrorPlace = { functions, provider, credentialType, request, itemIndex };
			throw sendingError(outcome, place, await credential.known(itemIndex));
		},
		credentials: credential.read,
	};
}

function optionsOf(
	request: ApiRequest,
	addresses: Record<string, string>,
	signal?: AbortSignal,
): IHttpRequestOptions {
	const { method, service, path, query, headers, body, json, file, limits } = request;
	return {
		method,
		url: `${addresses[service]}${path}`,
		headers: { Accept: file ? '*/*' : 'application/json', ...headers },
		...(query ? { qs: query, arrayFormat: 'repeat' as const } : {}),
		...(body === undefined && json === undefined
			? {}
			: jsonBody(json ?? JSON.stringify(body), headers)),
		timeout: (limits?.seconds ?? SILENCE_SECONDS) * 1_000,
		// A cancelled execution does not wait for reads.
		...(signal && isSafeToRepeat(request) ? { abortSignal: signal } : {}),
	};
}

/** As text, because n8n drops empty objects and lists, which some operations need. */
function jsonBody(
	json: string | Buffer,
	headers: Record<string, string> = {},
): Partial<IHttpRequestOptions> {
	const type = { Accept: 'application/json', 'Content-Type': 'application/json' };
	return { body: json, headers: { ...type, ...headers } };
}
