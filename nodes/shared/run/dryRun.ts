/**
 * Dry Run: an operation does all its checks and look-ups, and ends at the first request that would
 * change something. That request comes out instead of being sent.
 */
import type { IDataObject } from 'n8n-workflow';

import type { ApiClient } from '../http/client';
import type { Provider } from '../http/provider';
import { isSafeToRepeat } from '../http/retry';
import type { ApiRequest } from '../http/types';
import { DRY_RUN, UnsentRequest } from '../operation/dryRun';
import type { Output } from '../operation/operation';
import type { Job } from './jobs';
import type { AnyValues } from './values';

/**
 * Texts of at least this length are files. Their beginning says nothing, and a form cannot show
 * them.
 */
const LONGEST_TEXT = 10_000;

export function isDryRun(values: AnyValues): boolean {
	return values[DRY_RUN] === true;
}

/** The client, except that a request that would change something ends the operation instead. */
export function withoutChanges(
	client: ApiClient,
	{ provider, credentialType }: { provider: Provider; credentialType: string },
): ApiClient {
	const refuseChange = async (request: ApiRequest, itemIndex?: number) => {
		if (isSafeToRepeat(request)) return;
		const addresses = provider.addresses(credentialType, await client.credentials(itemIndex));
		throw new UnsentRequest(shownRequest(request, addresses[request.service] ?? ''));
	};
	return {
		...client,
		send: async (request, itemIndex) => {
			await refuseChange(request, itemIndex);
			return await client.send(request, itemIndex);
		},
		answer: async (request, itemIndex, options) => {
			await refuseChange(request, itemIndex);
			return await client.answer(request, itemIndex, options);
		},
	};
}

/** The same job, but its items show the request that was not sent. */
export function showingUnsent({ members, run }: Job): Job {
	return {
		members,
		run: async (give, fail) =>
			await run(give, fail).catch(async (error: unknown) => {
				if (!(error instanceof UnsentRequest)) return await Promise.reject(error);
				for (const itemIndex of members) give(itemIndex, [error.output]);
			}),
	};
}

/**
 * The request as it would be sent, without files and without what the form shows as dots.
 *
 * @param base the address that its path is added to
 */
export function shownRequest(
	{ method, path, query, body, json, secrets = [] }: ApiRequest,
	base: string,
): Output {
	const readable = (_name: string, value: unknown) => {
		if (typeof value !== 'string') return value;
		if (secrets.includes(value)) return '***';
		return value.length > LONGEST_TEXT ? `(${value.length} characters)` : value;
	};
	const sent: unknown = json === undefined ? body : JSON.parse(json.toString());
	const request: IDataObject = {
		method,
		url: `${base}${path}`,
		...(query ? { query } : {}),
		...(sent === undefined
			? {}
			: { body: JSON.parse(JSON.stringify(sent, readable)) as IDataObject }),
	};
	return { json: { dryRun: true, request } };
}
