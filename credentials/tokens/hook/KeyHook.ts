/**
 * The seam to n8n for credentials that need no token: what is attached is in their fields.
 *
 * n8n calls `preAuthentication` here for one reason only: it lends its client, with which a Test
 * that would reach nobody, or be refused, gets a sentence. n8n itself would show `ECONNREFUSED`, or
 * on 1.x its own words, and send a refused request a second time.
 */
import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestHelper,
} from 'n8n-workflow';

import { addressesOf, addressField, mayBeUnencrypted } from '../request/addresses';
import { assertAttachable, requestAddress } from '../request/baseAddress';
import { secondCall } from '../request/markers';
import { judgeVerdict } from '../endpoint/outcome';
import { CredentialsRejectedError, unreachable } from '../endpoint/problems';
import { type RequestOptions, safeToSend, takeTestMark } from '../request/requestOptions';
import { isNoAnswer, sender, type TokenHttpRequest } from '../request/send';

type Credentials = ICredentialDataDecryptedObject;

/** One credential type that sends what the user has entered. */
export interface KeySource {
	readonly credentialType: string;
	/** As users know it. */
	readonly provider: string;
	/** What a user reads when the provider refuses the credential. */
	readonly refusal: string;
	/** Puts the fields where the provider looks for them. @throws CredentialFieldError */
	attach(credentials: Credentials, options: RequestOptions, isTest: boolean): RequestOptions;
}

/** What has happened so far to one credentials object, that is, to one request. */
interface Progress {
	readonly helper: IHttpRequestHelper;
	/** The Test's request, to be tried with the next call of `preAuthentication`. */
	trial?: RequestOptions;
	isTried?: boolean;
	/** Why nothing is sent (any more). */
	error?: Error;
}

export class KeyHook {
	private readonly source: KeySource;
	private readonly progress = new WeakMap<Credentials, Progress>();

	constructor(source: KeySource) {
		this.source = source;
	}

	/** The `preAuthentication` of a credential type. There is never anything to store. */
	get preAuthentication(): NonNullable<ICredentialType['preAuthentication']> {
		const prepare = async (helper: IHttpRequestHelper, credentials: Credentials) =>
			await this.prepare(helper, credentials);
		return async function (this: IHttpRequestHelper, credentials) {
			await prepare(this, credentials);
			return {};
		};
	}

	/** The `authenticate` of a credential type: to the credential's own addresses, and no others. */
	get authenticate(): IAuthenticate {
		return async (credentials, given) => {
			const { provider, credentialType, refusal } = this.source;
			const progress = this.progress.get(credentials);
			if (progress?.error !== undefined) throw progress.error;
			const { isTest, options } = takeTestMark(given);
			const own = Object.values(addressesOf(credentialType, credentials));
			assertAttachable(requestAddress(options), provider, own, mayBeUnencrypted(credentials));
			const attached = safeToSend(this.source.attach(credentials, options, isTest));
			if (progress === undefined) return attached;
			if (isTest && progress.isTried !== true) {
				progress.trial = attached;
				throw secondCall();
			}
			// After a 401 the newer helper sends again, whatever it is told.
			progress.error = new CredentialsRejectedError(refusal);
			return attached;
		};
	}

	private async prepare(helper: IHttpRequestHelper, credentials: Credentials): Promise<void> {
		const known = this.progress.get(credentials);
		if (known === undefined) this.progress.set(credentials, { helper });
		else if (known.trial !== undefined) await this.tryOut(known, known.trial);
	}

	private async tryOut(progress: Progress, trial: RequestOptions): Promise<void> {
		const { provider, credentialType, refusal } = this.source;
		progress.isTried = true;
		progress.trial = undefined;
		const request = asTokenRequest(trial);
		const answer = await sender(progress.helper)(request);
		if (isNoAnswer(answer)) {
			const field = addressField(credentialType, 'api');
			progress.error = unreachable(provider, request.url, field, answer.reason);
		} else if (judgeVerdict(answer) === 'refused') {
			progress.error = new CredentialsRejectedError(refusal);
		}
	}
}

function asTokenRequest(options: RequestOptions): TokenHttpRequest {
	return {
		method: options.method === 'POST' ? 'POST' : 'GET',
		url: requestAddress(options).href,
		headers: options.headers as Record<string, string>,
		...(options.body === undefined ? {} : { body: options.body as Record<string, unknown> }),
	};
}
