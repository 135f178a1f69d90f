import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { Answer, Outcome } from '../endpoint/outcome';
import type { ProblemContext } from '../endpoint/problems';
import type { Token, Verdict } from '../lifecycle/token';
import type { RequestOptions } from '../request/requestOptions';
import type { Send, TokenHttpRequest } from '../request/send';

/**
 * What one credential type sends, and how it comes by it. Values, not classes: a source holds no
 * state. One without `login` sends what the user has entered.
 */
export interface CredentialSource<Settings> {
	readonly credentialType: string;
	/** As users know it. */
	readonly provider: string;
	/** Reads and checks the fields. @throws CredentialFieldError before any network */
	settings(credentials: ICredentialDataDecryptedObject): Settings;
	/** Every field that decides the token, secrets included; nothing where there is none. */
	fingerprint?(settings: Settings): readonly string[];
	/** What must never be shown. */
	secrets(settings: Settings): readonly string[];
	/** The addresses that the credential may travel to. */
	addresses(settings: Settings): readonly string[];
	problem(settings: Settings): Omit<ProblemContext, 'provider' | 'redact'>;
	/** The value that needs no login, where the user chose one. */
	staticKey?(settings: Settings): string | undefined;
	login?(settings: Settings, send: Send): Promise<Outcome>;
	refresh?(settings: Settings, send: Send, token: Token): Promise<Outcome>;
	/** Missing where the provider has no harmless read; then a login is all that can be tested. */
	readonly probe?: Probe<Settings>;
	/** Ends a session that has been replaced. */
	revoke?(settings: Settings, send: Send, accessToken: string): Promise<void>;
	/** Puts the token where the provider looks for it. @throws where the request has no place for it */
	attach(settings: Settings, accessToken: string, request: AttachRequest): Attached;
	/** Why only our own nodes may send this request; undefined where any may. */
	ownNodesOnly?(request: AttachRequest): string | undefined;
	/** Then a token that other workers share is replaced by a login, which leaves it to them. */
	readonly refreshRevokesToken?: boolean;
	readonly hasIdleTimeout?: boolean;
	/** What a user reads where the provider refuses what was entered, if there is more to say than that. */
	readonly keyRefusal?: string;
	/** What the Test says where nothing harmless proves the secrets. */
	readonly unproven?: string;
}

/** A harmless read by which the provider shows whether it accepts a token or key. */
export interface Probe<Settings> {
	request(settings: Settings, accessToken: string): TokenHttpRequest;
	/** Display name of the field with its address, where that is not the address of the login. */
	readonly addressField?: string;
	/** What the answer says about the token or key; its status tells where this is left out. */
	verdict?(answer: Answer): Verdict;
	/** What a user reads where a token is refused that has just been granted. */
	readonly refusal?: string;
	/** What a user reads of an answer that is no refusal and no success; undefined where its status tells. */
	complaint?(answer: Answer): string | undefined;
	/** Any answer from behind the address shows all that can be shown. */
	readonly isReachedByAnyAnswer?: boolean;
}

/** One that logs in for tokens. */
export interface TokenSource<Settings> extends CredentialSource<Settings> {
	fingerprint(settings: Settings): readonly string[];
	login(settings: Settings, send: Send): Promise<Outcome>;
}

export interface AttachRequest {
	readonly options: RequestOptions;
	readonly url: URL;
}

interface Attached {
	readonly options: RequestOptions;
	/** What was attached instead of the token; its refusal says nothing about the token. */
	readonly insteadOfToken?: string;
}
