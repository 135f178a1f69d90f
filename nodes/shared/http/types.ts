import type {
	IDataObject,
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestMethods,
	ILoadOptionsFunctions,
	IPollFunctions,
	ITriggerFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import type { Excess } from '../../../credentials/lib/boundedBody';

/** Every context in which n8n lets a node send requests with a credential. */
export type RequestFunctions =
	| IExecuteFunctions
	| ILoadOptionsFunctions
	| IPollFunctions
	| ITriggerFunctions
	| IHookFunctions
	| IWebhookFunctions;

/** Where reading an answer stops. */
export interface Limits {
	/** Of one answer, or of the file in it. */
	megabytes: number;
	/** For one answer as a whole. */
	seconds: number;
}

/** A request in the provider's terms; the client knows where the services are. */
export interface ApiRequest {
	method: IHttpRequestMethods;
	service: string;
	/** Below the service's base address, percent-encoded. */
	path: string;
	query?: IDataObject;
	headers?: Record<string, string>;
	/** Sent as JSON. */
	body?: unknown;
	/** Sending it twice does no harm although it is not a GET. */
	repeatable?: boolean;
	/** The body as JSON that is already written, such as one with a large file in it. */
	json?: Buffer;
	/** The answer is a file: its body comes as a Buffer. */
	file?: boolean;
	/**
	 * The answer is JSON with a file as Base64 in this member. The decoded file comes beside the
	 * body.
	 */
	embeddedFile?: string;
	/** What the user has set in place of the usual limits. */
	limits?: Partial<Limits>;
	/** Values in it that no message may repeat. */
	secrets?: string[];
	/** Needs no credential. The credential only gives the address, and nothing of it is sent. */
	public?: boolean;
}

export interface ApiAnswer {
	status: number;
	headers: Record<string, unknown>;
	body: unknown;
	/** The file of `embeddedFile`; undefined if the member is missing or is not Base64. */
	file?: Buffer;
	/** What came in place of a readable answer, whatever its status. */
	unreadable?: string;
	/** Which limit was exceeded, if that is why. */
	excess?: Excess;
}
