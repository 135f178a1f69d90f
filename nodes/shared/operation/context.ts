import type {
	IBinaryData,
	ICredentialDataDecryptedObject,
	IDataObject,
	IExecuteFunctions,
	NodeOperationError,
} from 'n8n-workflow';

import type { ApiAnswer, ApiRequest } from '../http/types';
import type { Download } from '../http/files';
import type { Pagination } from '../http/pagination';
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
