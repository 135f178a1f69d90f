import type { IHttpRequestMethods } from 'n8n-workflow';

import type { RequestTemplate } from '../../shared/operation/operation';

/** A request to the only service that there is. */
export function api(
	method: IHttpRequestMethods,
	path: string,
	rest: Omit<RequestTemplate, 'method' | 'service' | 'path'> = {},
): RequestTemplate {
	return { method, service: 'api', path, ...rest };
}
