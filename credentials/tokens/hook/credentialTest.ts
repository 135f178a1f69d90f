/** The Test button: a function of a node, which no workflow can call or imitate. */
import type {
	ICredentialDataDecryptedObject,
	ICredentialTestFunction,
	ICredentialTestFunctions,
	IHttpRequestHelper,
	IHttpRequestOptions,
} from 'n8n-workflow';

import { FLIGHT_LIMIT } from '../lifecycle/policy';
import type { CredentialTypeName } from '../sources';
import { hooks } from './hooks';

interface LegacyResponse {
	readonly body: { destroy(): void };
}

/**
 * The `credentialTest` of a node for one of its credential types. Never rejects, because n8n then
 * shows an error of its own. What it returns is shown unchanged.
 */
export function credentialTest(credentialType: CredentialTypeName): ICredentialTestFunction {
	return async function (this: ICredentialTestFunctions, { data = {} }) {
		const tested = Promise.resolve().then(
			async () => await hooks[credentialType].test(clientOf(this, data), data),
		);
		return await tested.then(
			(message) => ({ status: 'OK', message }),
			(error: unknown) => ({
				status: 'Error',
				message: error instanceof Error ? error.message : String(error),
			}),
		);
	};
}

/** n8n's newer client on top of the older one, which is the only one that a Test has. */
function clientOf(
	{ helpers }: ICredentialTestFunctions,
	credentials: ICredentialDataDecryptedObject,
): IHttpRequestHelper {
	const httpRequest = async (options: IHttpRequestOptions): Promise<unknown> =>
		await within(
			options.abortSignal as AbortSignal | undefined,
			helpers.request(legacyOptions(options, credentials)) as Promise<LegacyResponse>,
		);
	return { helpers: { httpRequest } };
}

/**
 * Returns a stream for any status, follows no redirects, and keeps to the domains that the owner
 * allows.
 */
function legacyOptions(
	{ url, method, headers, body, qs }: IHttpRequestOptions,
	{ allowedHttpRequestDomains, allowedDomains }: ICredentialDataDecryptedObject,
): object {
	return {
		uri: url,
		method,
		headers: { ...headers },
		...(body !== undefined && { body }),
		...(qs !== undefined && { qs }),
		useStream: true,
		resolveWithFullResponse: true,
		simple: false,
		followRedirect: false,
		followAllRedirects: false,
		maxRedirects: 0,
		timeout: FLIGHT_LIMIT,
		...(allowedHttpRequestDomains === 'domains' && { allowedDomains }),
	};
}

/** The older client takes no signal, and its time-out starts again with every byte. */
async function within(
	signal: AbortSignal | undefined,
	response: Promise<LegacyResponse>,
): Promise<LegacyResponse> {
	const aborted = new Promise<never>((_, reject) => {
		const stop = () => reject(new Error('timeout'));
		if (signal?.aborted) stop();
		signal?.addEventListener('abort', stop, { once: true });
	});
	response.then(
		({ body }) => signal?.aborted && body.destroy(),
		() => undefined,
	);
	return await Promise.race([response, aborted]);
}
