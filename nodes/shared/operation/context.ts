import {
	NodeOperationError,
	type IBinaryData,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type IExecuteFunctions,
} from 'n8n-workflow';

import type { ApiClient } from '../http/client';
import type { ApiAnswer, ApiRequest, Limits } from '../http/types';
import { downloadPublic, storeFile, type Download } from '../http/files';
import { pagesOf, type Pagination } from '../http/pagination';
import type { Provider } from '../http/provider';
import { CANCELLED, cancelSignalOf } from '../http/cancelling';
import type { Reading } from '../http/shapes';

/** What an operation's own code works with. It belongs to one input item (or group of items). */
export interface OperationContext {
	readonly itemIndex: number;
	/** n8n itself, for everything that the other members do not offer. */
	readonly functions: IExecuteFunctions;
	readonly credentialType: string;
	/** The operation's own request, filled with the item's values. */
	request(): ApiRequest;
	/** Sends a request, by default the operation's own, and returns the payload of the answer. */
	send(request?: ApiRequest): Promise<unknown>;
	/** The whole answer. Statuses in `accept` are not errors. */
	answer(request: ApiRequest, options?: { accept?: number[] }): Promise<ApiAnswer>;
	/** The pages of a list, each as it arrives; no more than `limit` rows in all. */
	pages(request: ApiRequest, pagination: Pagination, limit?: number): AsyncIterable<IDataObject[]>;
	/** Makes the credential forget its token; see `ApiClient`. */
	forgetToken(request?: ApiRequest): Promise<boolean>;
	/** A copy of the credential's data, as they are for this item. */
	credentials(): Promise<ICredentialDataDecryptedObject>;
	/** Fetches a public file; no credential is sent. */
	download(url: string): Promise<Download>;
	/** Stores a file for the `binary` member of an output. */
	store(file: Download): Promise<IBinaryData>;
	/** The rows of an answer. Throws `unknown` if none can be recognised. */
	known(reading: Reading): IDataObject[];
	/** The error for an answer that cannot be used: `throw context.unknown('answered without …')`. */
	unknown(problem: string): NodeOperationError;
	/** The error for bad input: `throw context.refuse('…', 'what to do')`. */
	refuse(problem: string, advice: string): NodeOperationError;
}

interface Parts {
	functions: IExecuteFunctions;
	provider: Provider;
	credentialType: string;
	client: ApiClient;
	/** For messages: the operation's name, and what to do if an answer of it cannot be used. */
	operation: { name: string; adviceIfUnknown: string };
	itemIndex: number;
	/** Sent with every request, unless the request has its own of the same name. */
	headers: Record<string, string>;
	/** What the user has set in place of the usual limits. */
	limits: Partial<Limits>;
	request(): ApiRequest;
}

export function createContext(parts: Parts): OperationContext {
	const { functions, provider, operation, credentialType, client, itemIndex } = parts;
	const { headers, limits, request } = parts;
	const refuse = (problem: string, description: string) =>
		new NodeOperationError(functions.getNode(), problem, { description, itemIndex });
	const complete = (sent: ApiRequest) => ({
		limits,
		...sent,
		headers: { ...headers, ...sent.headers },
	});
	const send = async (sent = request()) => await client.send(complete(sent), itemIndex);
	const sendUnlessCancelled = async (sent: ApiRequest) => {
		if (cancelSignalOf(functions)?.aborted) throw refuse(CANCELLED, 'No more pages were read.');
		return await send(sent);
	};
	const unknown = (problem: string) =>
		refuse(`${operation.name}: ${provider.name} ${problem}`, operation.adviceIfUnknown);
	return {
		itemIndex,
		functions,
		credentialType,
		request,
		send,
		answer: async (sent, options) => await client.answer(complete(sent), itemIndex, options),
		pages: (sent, pagination, limit = Infinity) =>
			pagesOf(pagination, sent, limit, { send: sendUnlessCancelled, fail: unknown }),
		forgetToken: async (sent = request()) => await client.forgetToken(complete(sent), itemIndex),
		credentials: async () => await client.credentials(itemIndex),
		download: async (url) => {
			const bases = Object.values(
				provider.addresses(credentialType, await client.credentials(itemIndex)),
			);
			return await downloadPublic(functions, url, { itemIndex, bases, limits });
		},
		store: async (file) => await storeFile(functions, file),
		known: ({ rows, problem }) => {
			if (problem !== undefined) throw unknown(problem);
			return rows;
		},
		unknown,
		refuse,
	};
}
