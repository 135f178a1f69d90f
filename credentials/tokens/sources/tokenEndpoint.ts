/** What a provider can be asked with one credential. */
import type { IHttpRequestHelper } from 'n8n-workflow';

import type { TokenEndpoint } from '../lifecycle/token';
import { type Send, sender } from '../request/send';
import { introspect } from './probing';
import type { CredentialSource } from './source';

/**
 * The endpoint of a source, as the lifecycle uses it.
 *
 * @param mayRefresh false if only a login may replace the token
 * @param helper n8n's client; missing if nothing is to be sent
 */
export function tokenEndpoint<Settings>(
	source: CredentialSource<Settings>,
	settings: Settings,
	mayRefresh: boolean,
	helper?: IHttpRequestHelper,
): TokenEndpoint {
	const send = (limit?: number) => (helper ? sender(helper, limit) : offline);
	return {
		login: async (limit) => await source.login?.(settings, send(limit)),
		refresh:
			mayRefresh && source.refresh
				? async (token, limit) => await source.refresh?.(settings, send(limit), token)
				: undefined,
		introspect: source.probe
			? async ({ accessToken }) => await introspect(source, settings, send(), accessToken)
			: undefined,
		revoke: source.revoke
			? async ({ accessToken }) => await source.revoke?.(settings, send(), accessToken)
			: undefined,
	};
}

const offline: Send = async () => ({
	kind: 'unavailable',
	reason: 'was not asked: no client was given',
});
