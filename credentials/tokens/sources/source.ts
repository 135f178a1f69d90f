import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { Outcome } from '../endpoint/outcome';
import type { ProblemContext } from '../endpoint/problems';
import type { RequestOptions } from '../request/requestOptions';
import type { Send } from '../request/send';
import type { Token, Verdict } from '../lifecycle/token';

/**
 * One kind of token: how to obtain, renew, question and attach it. Values, not classes: a source
 * holds no state.
 */
export interface TokenSource<Settings> {
	readonly credentialType: string;
	/** As users know it. */
	readonly provider: string;
	/** Reads and checks the fields. @throws CredentialFieldError before any network */
	settings(credentials: ICredentialDataDecryptedObject): Settings;
	/** Every field that decides the token, secrets included. */
	fingerprint(settings: Settings): readonly string[];
	/** What must never be shown. */
	secrets(settings: Settings): readonly string[];
	/** The addresses that the credential may travel to. */
	addresses(settings: Settings): readonly string[];
	problem(settings: Settings): Omit<ProblemContext, 'provider' | 'redact'>;
	/** The value that needs no login, where the user chose one. */
	staticKey?(settings: Settings): string | undefined;
	login(settings: Settings, send: Send): Promise<Outcome>;
	refresh?(settings: Settings, send: Send, token: Token): Promise<Outcome>;
	/** Asks the provider whether it accepts a token. */
	introspect?(settings: Settings, send: Send, accessToken: string): Promise<Verdict>;
	/** Ends a session that has been replaced. */
	revoke?(settings: Settings, send: Send, accessToken: string): Promise<void>;
	/** Puts the token where the provider looks for it. @throws where the request has no place for it */
	attach(settings: Settings, accessToken: string, request: AttachRequest): Attached;
	/** Then a token that other workers share is replaced by a login, which leaves it to them. */
	readonly refreshRevokesToken?: boolean;
	readonly hasIdleTimeout?: boolean;
}

interface AttachRequest {
	readonly options: RequestOptions;
	readonly url: URL;
	/** The request of the Test button. */
	readonly isTest: boolean;
}

interface Attached {
	readonly options: RequestOptions;
	/** What was attached instead of the token; its refusal says nothing about the token. */
	readonly insteadOfToken?: string;
}
