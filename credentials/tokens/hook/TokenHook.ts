/**
 * The seam to n8n. `preAuthentication` makes sure that there is a token; `authenticate` attaches
 * it.
 *
 * n8n calls `preAuthentication` before each request, because the expirable property always stays
 * empty, and again after a failure, without saying why; `requestData.ts` says how the two are told
 * apart. Errors are kept until `authenticate`, because n8n calls `preAuthentication` once more if
 * it rejects.
 */
import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
} from 'n8n-workflow';

import { mayBeUnencrypted } from '../request/addresses';
import { assertAttachable, requestAddress } from '../request/baseAddress';
import {
	CredentialsRejectedError,
	notRepeatable,
	RequestNotAllowedError,
	TokenForgottenError,
	TokenNotRefusedError,
} from '../endpoint/problems';
import { type Reading, Readings } from './Readings';
import { redactor } from '../../lib/redaction';
import { assertNoOverrides } from '../request/requestOverrides';
import {
	FORGOTTEN_MESSAGE,
	isDoubted,
	isOfOwnNode,
	isToForget,
	NOT_REFUSED_MESSAGE,
} from '../request/requestData';
import {
	assertNoPagesOfBytes,
	hasStream,
	isLegacy,
	type RequestOptions,
	withoutRedirects,
	withoutStream,
} from '../request/requestOptions';
import { sender } from '../request/send';
import { serializeSession, type StoredSession } from '../lifecycle/session';
import { assertAccepted, keyRefusal } from '../sources/probing';
import type { CredentialSource } from '../sources/source';
import { tokenEndpoint } from '../sources/tokenEndpoint';
import type { Token, TokenClient } from '../lifecycle/token';
import { TokenManager } from '../lifecycle/TokenManager';
import type { TokenStatus } from '../lifecycle/tokenTimes';

/** Shared by all credential types, since n8n makes new instances of them freely. */
const sharedManager = new TokenManager();

type Credentials = ICredentialDataDecryptedObject;

/** What has happened so far to one request. */
interface Progress<Settings> {
	readonly reading: Reading<Settings>;
	readonly client: TokenClient;
	/** What to attach. */
	token?: Token;
	/** Why nothing can be attached. */
	error?: Error;
	/** The stored session as this request knows it. */
	sessionToken?: unknown;
	/** Whether its body can be read only once. */
	hasStream?: boolean;
	/** What a second call of `preAuthentication` is for. Without it, such a call does nothing. */
	next?: 'replace' | 'recover';
}

export class TokenHook<Settings> {
	private readonly source: CredentialSource<Settings>;
	private readonly manager: TokenManager;
	private readonly readings: Readings<Settings>;
	/** By the credentials object of each request, for as long as n8n holds it. */
	private readonly progress = new WeakMap<Credentials, Progress<Settings>>();

	constructor(source: CredentialSource<Settings>, manager: TokenManager = sharedManager) {
		this.source = source;
		this.manager = manager;
		this.readings = new Readings(source);
	}

	/** The `preAuthentication` of a credential type. */
	get preAuthentication(): NonNullable<ICredentialType['preAuthentication']> {
		const prepare = this.prepare.bind(this);
		return async function (this: IHttpRequestHelper, credentials) {
			return await prepare(this, credentials);
		};
	}

	/** The `authenticate` of a credential type. */
	get authenticate(): IAuthenticate {
		return async (credentials, options) => this.attach(credentials, options);
	}

	/**
	 * What the Test button shows if all is well. Verifies the secrets by a full login, unless a login
	 * has done so within the last minute, and asks the provider about the token that it granted.
	 *
	 * @throws one of the errors of `problems.ts` otherwise
	 */
	async test(helper: IHttpRequestHelper, credentials: Credentials): Promise<string> {
		const { source } = this;
		const { client, reading } = this.begin(credentials, helper);
		const { settings, staticKey: key } = reading;
		const sent =
			key === undefined ? { token: (await this.manager.verify(client)).accessToken } : { key };
		await assertAccepted(source, settings, sender(helper), sent);
		return source.unproven ?? 'Connection successful!';
	}

	/** What is known about this credential's token; undefined if it needs none. */
	status(credentials: Credentials): TokenStatus | undefined {
		const { client, reading } = this.begin(credentials);
		return reading.staticKey === undefined ? this.manager.status(client) : undefined;
	}

	/** What no message may repeat now: the secrets, the token in use and the one before it. */
	secrets(credentials: Credentials): string[] {
		return this.secretsOf(this.begin(credentials).reading);
	}

	private secretsOf({ settings, fingerprint }: Reading<Settings>): string[] {
		return [...this.source.secrets(settings), ...this.manager.tokensInMessages({ fingerprint })];
	}

	/** @returns what n8n stores; empty if nothing has changed */
	private async prepare(
		helper: IHttpRequestHelper,
		credentials: Credentials,
	): Promise<IDataObject> {
		const known = this.progress.get(credentials);
		if (known !== undefined) return await this.afterFailure(known, credentials);
		const progress = this.begin(credentials, helper);
		this.progress.set(credentials, progress);
		if (isToForget(credentials)) return this.forget(progress);
		if (progress.reading.staticKey !== undefined) return {};
		await keep(progress, this.manager.ensure(progress.client));
		const toStore = this.newsToStore(progress);
		progress.sessionToken = toStore.sessionToken ?? credentials.sessionToken;
		return toStore;
	}

	/**
	 * Does not log in first, even if the token has expired, because a stored refresh token lives
	 * longer.
	 */
	private forget(progress: Progress<Settings>): IDataObject {
		progress.error = new TokenForgottenError(FORGOTTEN_MESSAGE);
		return toStore(progress, this.manager.forget(progress.client));
	}

	/** Stores a failure as well, because every process must leave the endpoint alone. */
	private newsToStore(progress: Progress<Settings>): IDataObject {
		const { client, reading } = progress;
		if (!reading.isShared) return {};
		return toStore(progress, this.manager.sessionToStore(client, reading.session));
	}

	private async afterFailure(
		progress: Progress<Settings>,
		credentials: Credentials,
	): Promise<IDataObject> {
		const { client } = progress;
		// Our nodes read the credential again, because another process may have replaced the token.
		if (credentials.sessionToken !== progress.sessionToken) {
			this.manager.adopt(client, this.readings.of(credentials).session);
		}
		const hasChanged = await this.react(progress, isDoubted(credentials));
		// Thrown here: after a stream, n8n 2.x does not call `authenticate` again, and 1.x would send
		// the stream empty.
		if (hasChanged && progress.hasStream) throw notRepeatable(this.source.provider);
		if (hasChanged) return toStore(progress, this.manager.sessionOf(client));
		// The older helper would send again, but then `authenticate` throws the error.
		return progress.error === undefined ? {} : this.newsToStore(progress);
	}

	/** @returns whether there is a session to store, which also lets the older helper send again */
	private async react(progress: Progress<Settings>, isDoubt: boolean): Promise<boolean> {
		const { client, token, next } = progress;
		progress.next = undefined;
		if (next !== undefined && token !== undefined) {
			const wanted =
				next === 'recover' || isDoubt
					? this.recover(client, token)
					: this.manager.replaceRefused(client, token);
			if (await keep(progress, wanted)) return true;
		}
		// If nothing was tried, the error is a refusal of the key, which a doubt does not confirm.
		const error = next === undefined ? undefined : progress.error;
		if (isDoubt) progress.error = error ?? new TokenNotRefusedError(NOT_REFUSED_MESSAGE);
		return false;
	}

	private async recover(client: TokenClient, failed: Token): Promise<Token | undefined> {
		return await this.manager.recover(client, failed).catch(async (error: Error) => {
			// The outcome of the user's own request says more than a wait that is already known.
			return this.manager.isHeldBack(error) ? undefined : await Promise.reject(error);
		});
	}

	private attach(credentials: Credentials, options: RequestOptions): IHttpRequestOptions {
		const progress = this.progress.get(credentials) ?? this.fromStore(credentials);
		if (progress.error !== undefined) throw progress.error;
		const { source } = this;
		const { settings, staticKey } = progress.reading;
		const url = requestAddress(options);
		const own = source.addresses(settings);
		assertAttachable(url, source.provider, own, mayBeUnencrypted(credentials));
		assertNoOverrides(options, source.provider, credentials);
		assertNoPagesOfBytes(options, source.provider);
		const reserved = isOfOwnNode(credentials) ? undefined : source.ownNodesOnly?.({ options, url });
		if (reserved !== undefined) throw new RequestNotAllowedError(reserved);
		const accessToken = staticKey ?? progress.token?.accessToken ?? '';
		const attached = source.attach(settings, accessToken, { options, url });
		progress.hasStream = hasStream(options);
		progress.next = isLegacy(options) ? 'recover' : 'replace';
		if (staticKey !== undefined || attached.insteadOfToken !== undefined) {
			// No renewal helps here, so this error ends the newer helper's second attempt before it is
			// sent.
			progress.next = undefined;
			progress.error = new CredentialsRejectedError(
				keyRefusal(source, settings, attached.insteadOfToken),
			);
		}
		return withoutStream(withoutRedirects(attached.options));
	}

	/** For a caller that attaches without preparing first: only a stored token can be used. */
	private fromStore(credentials: Credentials): Progress<Settings> {
		const progress = this.begin(credentials);
		if (progress.reading.staticKey !== undefined) {
			this.progress.set(credentials, progress);
			return progress;
		}
		progress.token = this.manager.current(progress.client);
		if (progress.token === undefined) {
			progress.error = new Error(
				`There is no ${this.source.provider} token yet. Press Retry in the credential to log in.`,
			);
		}
		return progress;
	}

	/**
	 * Reads the credential, and takes over what another process has stored.
	 *
	 * @param helper n8n's client; missing if nothing is to be sent
	 * @throws CredentialFieldError if a field is empty or cannot be right
	 */
	private begin(credentials: Credentials, helper?: IHttpRequestHelper): Progress<Settings> {
		const { source } = this;
		const reading = this.readings.of(credentials);
		const { settings, fingerprint, isShared, session } = reading;
		// Other workers have requests under way with a shared token. A login does not kill it; a
		// refresh would.
		const mayRefresh = !(source.refreshRevokesToken && isShared);
		const client: TokenClient = {
			fingerprint,
			endpoint: tokenEndpoint(source, settings, mayRefresh, helper),
			context: {
				...source.problem(settings),
				provider: source.provider,
				// Built only when a message needs it: this runs before every request, and messages are rare.
				redact: (text) => redactor(this.secretsOf(reading))(text),
			},
			refreshRevokesToken: source.refreshRevokesToken && mayRefresh,
			hasIdleTimeout: source.hasIdleTimeout,
		};
		this.manager.adopt(client, session);
		return { reading, client };
	}
}

/** Both keys, or n8n stores nothing. The expirable one always stays empty. */
function toStore<Settings>(
	{ reading }: Progress<Settings>,
	session: StoredSession | undefined,
): IDataObject {
	if (!reading.isShared || session === undefined) return {};
	return { renewal: '', sessionToken: serializeSession(session) };
}

/** Remembers the token, or why there is none. Returns whether there is one. */
async function keep<Settings>(
	progress: Progress<Settings>,
	wanted: Promise<Token | undefined>,
): Promise<boolean> {
	return await wanted.then(
		(token) => {
			if (token === undefined) return false;
			progress.token = token;
			progress.error = undefined;
			return true;
		},
		(error: unknown) => {
			progress.error = error instanceof Error ? error : new Error(String(error));
			return false;
		},
	);
}
