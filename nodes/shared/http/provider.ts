import type { ICredentialDataDecryptedObject, IDataObject, INodeProperties } from 'n8n-workflow';

import type { ApiAnswer, ApiRequest, Limits } from './types';

/** What an answer says has gone wrong, in the provider's own words. */
export interface Problem {
	message: string;
	/** What the user can do, if the provider or its documentation says so. */
	advice?: string;
	/** The status that the provider means, if its body states another one than HTTP does. */
	status?: number;
}

/** One of the ways to prove who is calling. Each is a credential type. */
export interface CredentialChoice {
	/** Value of the Authentication field, stored in workflows: never rename. */
	value: string;
	name: string;
	description?: string;
	credentialType: string;
}

/** Fields that a provider adds to the Options of every operation. */
export interface ProviderOptions {
	fields: readonly INodeProperties[];
	/** The headers that the filled-in fields put on every request. */
	headers(options: IDataObject): Record<string, string>;
}

/** Everything the engine needs to know of a provider. */
export interface Provider {
	/** The provider's own spelling, for messages. */
	name: string;
	/** The first one is the default. Several give the field Authentication. */
	credentials: readonly [CredentialChoice, ...CredentialChoice[]];
	/** The base addresses that a credential of the type stands for, by service name. */
	addresses(
		credentialType: string,
		credentials: ICredentialDataDecryptedObject,
	): Record<string, string>;
	/**
	 * Reads what went wrong from an answer, whatever its status; nothing if all is well or if
	 * the body says nothing beyond the status.
	 */
	problemOf(answer: ApiAnswer, request: ApiRequest): Problem | undefined;
	/** Whether an answer refuses the token or key although its status is a success. */
	refusesToken?(answer: ApiAnswer): boolean;
	/** Takes the payload out of the provider's envelope. */
	unwrap?(body: unknown): unknown;
	options?: ProviderOptions;
	/** What is different about its answers. */
	limits?: Limits;
}
