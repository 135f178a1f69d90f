import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { Answer, Outcome } from '../endpoint/outcome';
import type { ProblemContext } from '../endpoint/problems';
import type { Token, Verdict } from '../lifecycle/token';
import type { RequestOptions } from '../request/requestOptions';
import type { Send, TokenHttpRequest } from '../request/send';

/**
 * What one credential type sends, and how it obtains it. Sources are values, not classes, because
 * they hold no state. A source without `login` sends what the user has entered.
 */
export interface CredentialSource<Settings> {
	readonly credentialType: string;
	/** As users know it. */
	readonly provider: string;
	/**
	 * Reads and checks the fields, before anything is sent.
	 *
	 * @throws CredentialFieldError
	 */
	settings(credentials: ICredentialDataDecryptedObject): Settings;
	/** Every field that decides the token, secrets included. Missing if there is no token. */
	fingerprint?(settings: Settings): readonly string[];
	/** What must never be shown. */
	secrets(settings: Settings): readonly string[];
	/** The addresses that the credential may travel to. */
	addresses(settings: Settings): readonly string[];
	problem(settings: Settings): Omit<ProblemContext, 'provider' | 'redact'>;
	/** The value that needs no login, if the user chose one. */
	staticKey?(settings: Settings): string | undefined;
	login?(settings: Settings, send: Send): Promise<Outcome>;
	refresh?(settings: Settings, send: Send, token: Token): Promise<Outcome>;
	/** Missing if the provider has no harmless read. Then only a login can be tested. */
	readonly probe?: Probe<Settings>;
	/** Ends a session that has been replaced. */
	revoke?(settings: Settings, send: Send, accessToken: string): Promise<void>;
	/**
	 * Puts the token where the provider looks for it.
	 *
	 * @throws if the request has no place for it
	 */
	attach(settings: Settings, accessToken: string, request: AttachRequest): Attached;
	/** Why only our own nodes may send this request; undefined if any node may. */
	ownNodesOnly?(request: AttachRequest): string | undefined;
	/**
	 * A refresh ends the old token. So a login, which leaves it alive, replaces a token that is
	 * shared.
	 */
	readonly refreshRevokesToken?: boolean;
	readonly hasIdleTimeout?: boolean;
	/**
	 * What a user reads if the provider refuses what was entered, if there is more to say than that.
	 */
	readonly keyRefusal?: string;
	/** What the Test says if no harmless read proves the secrets. */
	readonly unproven?: string;
}

/** A harmless read by which the provider shows whether it accepts a token or key. */
export interface Probe<Settings> {
	request(settings: Settings, accessToken: string): TokenHttpRequest;
	/** Display name of the field with its address, if that is not the address of the login. */
	readonly addressField?: string;
	/** What the answer says about the token or key. Without it, the status decides. */
	verdict?(answer: Answer): Verdict;
	/** What a user reads if a token is refused that has only just been granted. */
	readonly refusal?: string;
	/**
	 * What a user reads if the answer is neither a refusal nor a success; undefined if its status
	 * says enough.
	 */
	complaint?(answer: Answer): string | undefined;
	/** Any answer from behind the address is a success, because nothing more can be shown. */
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
	/** What was attached instead of the token. Its refusal says nothing about the token. */
	readonly insteadOfToken?: string;
}
