/** n8n's older client, the only one that the Test button has, as a client of token requests. */
import type {
	ICredentialDataDecryptedObject,
	ICredentialTestFunctions,
	IHttpRequestHelper,
	IHttpRequestOptions,
} from 'n8n-workflow';

import { FLIGHT_LIMIT } from '../lifecycle/policy';

interface LegacyResponse {
	readonly body: { destroy(): void };
}

/** The newer client's interface on top of the older one. */
export function olderClient(
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
