import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';

import { FORGOTTEN_MESSAGE, toForget } from '../../../credentials/tokens/request/markers';
import { tokenStatus } from '../../../credentials/tokens/hook/status';
import { apiError, sendingError, type ErrorPlace } from './errors';
import type { Provider } from './provider';
import { withRetries } from './retry';
import { dataReader, fileReader, sendWithCredential, sendWithoutCredential } from './sending';
import type { ApiAnswer, ApiRequest, RequestFunctions } from './types';

export interface ApiClient {
	/**
	 * Sends a request with the credential and returns the answer's body, without the provider's
	 * envelope. Throws a NodeApiError for everything that is not a success, also inside a 2xx.
	 */
	send(request: ApiRequest, itemIndex?: number): Promise<unknown>;
	/** Like `send`, but returns the whole answer; statuses in `accept` are no errors. */
	answer(
		request: ApiRequest,
		itemIndex?: number,
		options?: { accept?: number[] },
	): Promise<ApiAnswer>;
	/**
	 * Makes the credential forget its token, here and in n8n's database, without logging in. Returns
	 * false for a credential without one; the request, one that every credential may make, is then
	 * sent.
	 */
	forgetToken(request: ApiRequest, itemIndex?: number): Promise<boolean>;
	/** The credential's data: a copy. */
	credentials(): Promise<ICredentialDataDecryptedObject>;
}

/** A silent server ends here; n8n itself would wait for five minutes. */
const TIMEOUT_MILLISECONDS = 60_000;

/** Long runs must see what other workers have renewed in the meantime. */
const CREDENTIAL_READ_LASTS_MILLISECONDS = 5_000;

/** A token that is due may have been renewed by another worker at this very moment. */
const DUE_READ_LASTS_MILLISECONDS = 250;

/** Sends requests to a provider with one of its credentials. One client serves a whole execution. */
export function createClient(
	functions: RequestFunctions,
	provider: Provider,
	credentialType: string,
): ApiClient {
	const credential = credentialReader(functions, credentialType);
	const isRefusal = (answer: ApiAnswer) =>
		answer.status === 401 || provider.refusesToken?.(answer) === true;

	async function attempt(request: ApiRequest): Promise<ApiAnswer> {
		const data = await credential.read();
		const options = optionsOf(request, provider.addresses(credentialType, data));
		if (request.public) return await sendWithoutCredential(functions, options, dataReader);
		const answer = await sendWithCredential(
			functions,
			credentialType,
			options,
			data,
			request.file ? fileReader : dataReader,
			isRefusal,
		);
		if (isRefusal(answer)) credential.discard();
		return answer;
	}

	const answer: ApiClient['answer'] = async (request, itemIndex, { accept = [] } = {}) => {
		const place: ErrorPlace = { functions, provider, request, itemIndex };
		const got = await withRetries(functions, request, async () => await attempt(request)).then(
			(received) => received,
			async (error: unknown) => sendingError(error, place, await credential.known()),
		);
		if (got instanceof Error) throw got;
		if (accept.includes(got.status)) return got;
		const problem = apiError(got, place, await credential.known());
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
			const data = toForget(await credential.read());
			const options = optionsOf(request, provider.addresses(credentialType, data));
			const outcome = await sendWithCredential(
				functions,
				credentialType,
				options,
				data,
				dataReader,
				isRefusal,
			).catch((error: unknown) => error);
			credential.discard();
			if (!(outcome instanceof Error)) return false;
			if (outcome.message.includes(FORGOTTEN_MESSAGE)) return true;
			const place: ErrorPlace = { functions, provider, request, itemIndex };
			throw sendingError(outcome, place, await credential.known());
		},
		credentials: credential.read,
	};
}

/** Whether this process would renew the credential's token with its next request. */
function isDue(credentialType: string, credentials: ICredentialDataDecryptedObject): boolean {
	const state = tokenStatus(credentialType, credentials)?.state;
	return state !== undefined && state !== 'fresh';
}

/** Reads the credential rarely, and hands out a fresh copy each time; see the docs of `sendWithCredential`. */
function credentialReader(functions: RequestFunctions, credentialType: string) {
	let reading: Promise<ICredentialDataDecryptedObject> | undefined;
	let readAt = 0;
	/** What was read last, once it is here. */
	let latest: ICredentialDataDecryptedObject | undefined;
	const isStale = () => {
		const age = Date.now() - readAt;
		if (reading === undefined || age > CREDENTIAL_READ_LASTS_MILLISECONDS) return true;
		return (
			latest !== undefined && age > DUE_READ_LASTS_MILLISECONDS && isDue(credentialType, latest)
		);
	};
	const read = async () => {
		if (isStale()) {
			readAt = Date.now();
			latest = undefined;
			reading = functions.getCredentials(credentialType);
		}
		latest = await reading;
		return { ...latest };
	};
	return {
		read,
		discard: () => {
			reading = undefined;
		},
		/** What was read last; nothing where reading failed. For removing secrets from messages. */
		known: async () =>
			// Also what was discarded: a refusal may repeat it.
			await (reading ?? Promise.resolve(latest ?? {})).then(
				(data) => data,
				() => ({}),
			),
	};
}

function optionsOf(request: ApiRequest, addresses: Record<string, string>): IHttpRequestOptions {
	const { method, service, path, query, headers, body, file } = request;
	return {
		method,
		url: `${addresses[service]}${path}`,
		headers: { Accept: file ? '*/*' : 'application/json', ...headers },
		...(query ? { qs: query, arrayFormat: 'repeat' as const } : {}),
		...(body === undefined ? {} : jsonBody(body, headers)),
		timeout: TIMEOUT_MILLISECONDS,
	};
}

/** As text, since n8n drops empty objects and lists, which some operations need. */
function jsonBody(
	body: unknown,
	headers: Record<string, string> = {},
): Partial<IHttpRequestOptions> {
	const type = { Accept: 'application/json', 'Content-Type': 'application/json' };
	return { body: JSON.stringify(body), headers: { ...type, ...headers } };
}
