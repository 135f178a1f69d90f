/**
 * The seam to n8n. `preAuthentication` makes sure that there is a token; `authenticate` attaches
 * it.
 *
 * n8n calls `preAuthentication` before each request, because the expirable property always stays
 * empty, and again after a failure, without a reason; `ofRequests` says how the two are told apart.
 * Errors are kept until `authenticate`, because n8n calls `preAuthentication` once more if it
 * rejects.
 */
import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
} from 'n8n-workflow';

import { differsByItem } from './expressions';
import { mayBeUnencrypted } from '../request/addresses';
import { assertAttachable, requestAddress } from '../request/baseAddress';
import {
	FORGOTTEN_MESSAGE,
	isDoubted,
	isOfOwnNode,
	isToForget,
	NOT_REFUSED_MESSAGE,
} from '../request/markers';
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
import { ofRequests } from '../request/requestData';
import {
	hasStream,
	isLegacy,
	type RequestOptions,
	withoutRedirects,
} from '../request/requestOptions';
import { type Send, sender } from '../request/send';
import { assertNoPagesOfBytes, withoutStream } from '../request/streams';
import { parseSession, serializeSession, type StoredSession } from '../lifecycle/session';
import { assertProbed } from './probing';
import { introspect, type CredentialSource } from '../sources/source';
import type { Token, TokenEndpoint, TokenClient } from '../lifecycle/token';
import { TokenManager } from '../lifecycle/TokenManager';
import type { TokenStatus } from '../lifecycle/tokenTimes';

/** Shared by all credential types, since n8n makes new instances of them freely. */
const sharedManager = new TokenManager();

type Credentials = ICredentialDataDecryptedObject;

/** What has happened so far to one request. */
interface Progress<Settings> {
	readonly reading: Reading<Settings>;
	/** n8n's client; missing if the caller attaches without having prepared. */
	readonly helper?: IHttpRequestHelper;
	readonly client: TokenClient;
	/** What is attached instead of a token, if the user chose a key that needs no login. */
	readonly staticKey?: string;
	/** What to attach. */
	token?: Token;
	/** Why nothing can be attached. */
	error?: Error;
	/** The stored session as this request knows it. */
	session?: unknown;
	/** Whether its body can be read only once. */
	hasStream?: boolean;
	/** What a second call of `preAuthentication` is for; without it, it has nothing to do. */
	next?: 'replace' | 'recover';
}

export class TokenHook<Settings> {
	private readonly source: CredentialSource<Settings>;
	private readonly manager: TokenManager;
	private readonly readings: Readings<Settings>;
	private readonly progress = ofRequests<Progress<Settings>>();

	constructor(source: CredentialSource<Settings>, manager: TokenManager = sharedManager) {
		this.source = source;
		this.manager = manager;
		this.readings = new Readings(source);
	}

	/** The `preAuthentication` of a credential type. */
	get preAuthentication(): NonNullable<ICredentialType['preAuthentication']> {
		const prepare = async (helper: IHttpRequestHelper, credentials: Credentials) =>
			await this.prepare(helper, credentials);
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
		const { source, manager } = this;
		const { client, staticKey, reading } = this.newProgress(credentials, helper);
		if (staticKey === undefined) {
			manager.adopt(client, isShared(credentials) ? reading.session : undefined);
		}
		const accessToken = staticKey ?? (await manager.verify(client)).accessToken;
		const refusal = staticKey === undefined ? undefined : this.refusal(reading.settings).message;
		await assertProbed({ ...reading, source, send: sender(helper), accessToken, refusal });
		return source.unproven ?? 'Connection successful!';
	}

	/** What is known about this credential's token; undefined if it needs none. */
	status(credentials: Credentials): TokenStatus | undefined {
		const { client, staticKey, reading } = this.newProgress(credentials);
		if (staticKey !== undefined) return undefined;
		this.manager.adopt(client, reading.session);
		return this.manager.status(client);
	}

	/** What no message may repeat now: the secrets, the token in use and the one before it. */
	secrets(credentials: Credentials): string[] {
		const { client, reading } = this.newProgress(credentials);
		this.manager.adopt(client, reading.session);
		return [...this.source.secrets(reading.settings), ...this.manager.tokensInMessages(client)];
	}

	/** @returns what n8n stores; empty if nothing has changed */
	private async prepare(
		helper: IHttpRequestHelper,
		credentials: Credentials,
	): Promise<IDataObject> {
		const known = this.progress.get(credentials);
		if (known !== undefined) return await this.afterFailure(known, credentials);
		const progress = this.newProgress(credentials, helper);
		this.progress.set(credentials, progress);
		if (isToForget(credentials)) return this.forget(progress, credentials);
		if (progress.staticKey !== undefined) return {};
		const toStore = await this.beforeRequest(progress, credentials);
		progress.session = toStore.sessionToken ?? credentials.sessionToken;
		return toStore;
	}

	/** What another process has stored since; our nodes read it again before they call a second time. */
	private adoptNews({ client, session }: Progress<Settings>, credentials: Credentials): void {
		if (!isShared(credentials) || credentials.sessionToken === session) return;
		this.manager.adopt(client, parseSession(credentials.sessionToken));
	}

	/** Does not log in first, even if the token has expired: a stored refresh token lives longer. */
	private forget(progress: Progress<Settings>, credentials: Credentials): IDataObject {
		const { client, reading } = progress;
		// Adopted first, so that forgetting is newer than anything that a process has stored.
		this.manager.adopt(client, reading.session);
		const session = this.manager.forget(client);
		progress.error = new TokenForgottenError(FORGOTTEN_MESSAGE);
		return isShared(credentials) ? keysToStore(session) : {};
	}

	private async beforeRequest(
		progress: Progress<Settings>,
		credentials: Credentials,
	): Promise<IDataObject> {
		const { client, reading } = progress;
		const stored = isShared(credentials) ? reading.session : undefined;
		this.manager.adopt(client, stored);
		await keep(progress, this.manager.ensure(client));
		return this.toStore(progress, credentials);
	}

	/** A failure is stored as well: every process is to leave the endpoint alone. */
	private toStore({ client, reading }: Progress<Settings>, credentials: Credentials): IDataObject {
		if (!isShared(credentials)) return {};
		const session = this.manager.sessionToStore(client, reading.session);
		return session === undefined ? {} : keysToStore(session);
	}

	private async afterFailure(
		progress: Progress<Settings>,
		credentials: Credentials,
	): Promise<IDataObject> {
		this.adoptNews(progress, credentials);
		const isDoubt = isDoubted(credentials);
		if (isDoubt && progress.next === undefined) progress.error = undefined;
		const next = progress.next && (isDoubt ? 'recover' : progress.next);
		progress.next = undefined;
		const hasChanged = next !== undefined && (await this.react(next, progress));
		if (isDoubt && !hasChanged) progress.error ??= new TokenNotRefusedError(NOT_REFUSED_MESSAGE);
		// Thrown here, since n8n 2.x does not ask `authenticate` about a stream again, and 1.x sends it empty.
		if (hasChanged && progress.hasStream) throw notRepeatable(this.source.provider);
		if (!isShared(credentials)) return {};
		if (hasChanged) return keysToStore(this.manager.sessionOf(progress.client));
		// The older helper would send again; but then `authenticate` throws the error.
		return progress.error === undefined ? {} : this.toStore(progress, credentials);
	}

	/** @returns whether there is a session to store, which also lets the older helper send again */
	private async react(
		next: NonNullable<Progress<Settings>['next']>,
		progress: Progress<Settings>,
	): Promise<boolean> {
		const { manager } = this;
		const { client, token } = progress;
		switch (next) {
			case 'replace':
				if (token === undefined) return false;
				return await keep(progress, manager.replaceRefused(client, token));
			case 'recover':
				if (token === undefined) return false;
				return await this.recover(progress, token);
		}
	}

	private async recover(progress: Progress<Settings>, failed: Token): Promise<boolean> {
		const token = await this.manager.recover(progress.client, failed).then(
			(found) => found,
			(error: Error) => {
				// What became of the user's own request is a better answer than a wait that is known already.
				if (!this.manager.isHeldBack(error)) progress.error = error;
				return undefined;
			},
		);
		if (token !== undefined) progress.token = token;
		return token !== undefined;
	}

	private attach(credentials: Credentials, options: RequestOptions): IHttpRequestOptions {
		const progress = this.progress.get(credentials) ?? this.fromStore(credentials);
		if (progress.error !== undefined) throw progress.error;
		const { source } = this;
		const { staticKey, token } = progress;
		const { settings } = progress.reading;
		const url = requestAddress(options);
		const own = source.addresses(settings);
		assertAttachable(url, source.provider, own, mayBeUnencrypted(credentials));
		assertNoOverrides(options, source.provider, credentials);
		assertNoPagesOfBytes(options, source.provider);
		const refusal = isOfOwnNode(credentials) ? undefined : source.ownNodesOnly?.({ options, url });
		if (refusal !== undefined) throw new RequestNotAllowedError(refusal);
		const accessToken = staticKey ?? token?.accessToken ?? '';
		const attached = source.attach(settings, accessToken, { options, url });
		progress.hasStream = hasStream(options);
		progress.next = isLegacy(options) ? 'recover' : 'replace';
		if (staticKey !== undefined || attached.insteadOfToken !== undefined) {
			// No renewal helps here, so the newer helper's second attempt ends before it is sent.
			progress.next = undefined;
			progress.error = this.refusal(settings, attached.insteadOfToken);
		}
		return withoutStream(withoutRedirects(attached.options));
	}

	/** For a caller that attaches without having prepared: only a stored token can be used. */
	private fromStore(credentials: Credentials): Progress<Settings> {
		const progress = this.newProgress(credentials);
		if (progress.staticKey !== undefined) {
			this.progress.set(credentials, progress);
			return progress;
		}
		this.manager.adopt(progress.client, progress.reading.session);
		progress.token = this.manager.current(progress.client);
		if (progress.token === undefined) {
			progress.error = new Error(
				`There is no ${this.source.provider} token yet. Press Retry in the credential to log in.`,
			);
		}
		return progress;
	}

	private refusal(settings: Settings, insteadOfToken?: string): Error {
		const { provider, keyRefusal, problem } = this.source;
		const what = insteadOfToken ?? problem(settings).secretFields;
		return new CredentialsRejectedError(
			insteadOfToken === undefined && keyRefusal !== undefined
				? keyRefusal
				: `${provider} refused the ${what}. Check it in the credential.`,
		);
	}

	/** @throws CredentialFieldError if a field is empty or cannot be right */
	private newProgress(credentials: Credentials, helper?: IHttpRequestHelper): Progress<Settings> {
		const { source } = this;
		const reading = this.readings.of(credentials);
		const { settings, fingerprint } = reading;
		// Other workers have requests under way with a shared token. A login does not kill it; a
		// refresh would.
		const mustLogIn = source.refreshRevokesToken === true && isShared(credentials);
		return {
			reading,
			helper,
			staticKey: source.staticKey?.(settings),
			client: {
				fingerprint,
				endpoint: endpointOf(source, settings, helper, !mustLogIn),
				context: {
					...source.problem(settings),
					provider: source.provider,
					// Built only when a message needs it: this runs before every request, and messages are
					// rare.
					redact: (text) =>
						redactor([
							...source.secrets(settings),
							...this.manager.tokensInMessages({ fingerprint }),
						])(text),
				},
				refreshRevokesToken: source.refreshRevokesToken && !mustLogIn,
				hasIdleTimeout: source.hasIdleTimeout,
			},
		};
	}
}

function endpointOf<Settings>(
	source: CredentialSource<Settings>,
	settings: Settings,
	helper: IHttpRequestHelper | undefined,
	mayRenew: boolean,
): TokenEndpoint {
	const send = (limit?: number) => (helper ? sender(helper, limit) : offline);
	return {
		login: async (limit) => (await source.login?.(settings, send(limit))) ?? NO_LOGIN,
		...(mayRenew &&
			source.refresh && {
				refresh: async (token, limit) => await source.refresh?.(settings, send(limit), token),
			}),
		...(source.probe && {
			introspect: async ({ accessToken }) =>
				await introspect(source, settings, send(), accessToken),
		}),
		...(source.revoke && {
			revoke: async ({ accessToken }) => await source.revoke?.(settings, send(), accessToken),
		}),
	};
}

const NO_LOGIN = { kind: 'unavailable', reason: 'was not asked: there is no login' } as const;

const offline: Send = async () => ({
	kind: 'unavailable',
	reason: 'was not asked: no client was given',
});

/** Both keys, or n8n stores nothing. The expirable one always stays empty. */
function keysToStore(session: StoredSession): IDataObject {
	return { renewal: '', sessionToken: serializeSession(session) };
}

/**
 * Whether n8n's database keeps the token: the user allows it ("Keep Token in n8n's Database"), and
 * no field is an expression. n8n 1.x, and 2.x before 2.34, would store the values of the
 * expressions in their place, and the account of one item would then be used for all items.
 */
function isShared(credentials: Credentials): boolean {
	return credentials.storage !== false && !differsByItem(credentials);
}

/** Remembers the token, or why there is none. */
async function keep<Settings>(progress: Progress<Settings>, wanted: Promise<Token>) {
	return await wanted.then(
		(token) => {
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
