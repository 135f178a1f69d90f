import {
	NodeOperationError,
	type IExecuteFunctions,
	type INodeListSearchItems,
} from 'n8n-workflow';

import type { ApiClient } from '../http/client';
import { CANCELLED, isCancelled } from '../http/cancelling';
import { downloadPublic, storeFile } from '../http/files';
import { pagesOf } from '../http/pagination';
import type { Provider } from '../http/provider';
import type { ApiRequest } from '../http/types';
import type { OperationContext } from '../operation/context';
import { limitsOf } from '../operation/limits';
import { isRepeatable, type Operation } from '../operation/operation';
import { isDryRun, withoutChanges } from './dryRun';
import { requestOf } from './requestOf';
import type { ItemValues } from './values';

/** One run of the node. */
export interface Run {
	functions: IExecuteFunctions;
	provider: Provider;
	operation: Operation;
	credentialType: string;
	client: ApiClient;
	/** What failed items have looked for; see `refusals.ts`. */
	searched: Map<string, Promise<INodeListSearchItems[]>>;
}

/** What the operation's own code gets to work with for one item. */
export function contextOf(run: Run, itemIndex: number, item: ItemValues): OperationContext {
	const { functions, provider, operation, credentialType } = run;
	const client = isDryRun(item.values) ? withoutChanges(run.client, run) : run.client;
	const limits = limitsOf(item.options);
	const headers = provider.options?.headers(item.options) ?? {};
	const request = () => requestOf(run, item);
	const refuse = (problem: string, description: string) =>
		new NodeOperationError(functions.getNode(), problem, { description, itemIndex });
	const unknown = (problem: string) =>
		refuse(`${operation.name}: ${provider.name} ${problem}`, adviceFor(operation));
	/** A request's own headers and limits come before those that the user has set for all. */
	const complete = (sent: ApiRequest) => ({
		limits,
		...sent,
		headers: { ...headers, ...sent.headers },
	});
	const send = async (sent = request()) => await client.send(complete(sent), itemIndex);
	const sendUnlessCancelled = async (sent: ApiRequest) => {
		if (isCancelled(functions)) throw refuse(CANCELLED, 'No more pages were read.');
		return await send(sent);
	};
	return {
		itemIndex,
		functions,
		credentialType,
		request,
		send,
		answer: async (sent, options) => await client.answer(complete(sent), itemIndex, options),
		pages: (sent, pagination, limit = Infinity) =>
			pagesOf(pagination, sent, limit, { send: sendUnlessCancelled, fail: unknown }),
		forgetToken: async (sent = request()) => await client.forgetToken(complete(sent), itemIndex),
		credentials: async () => await client.credentials(itemIndex),
		download: async (url) => {
			const bases = Object.values(
				provider.addresses(credentialType, await client.credentials(itemIndex)),
			);
			return await downloadPublic(functions, url, { itemIndex, bases, limits });
		},
		store: async (file) => await storeFile(functions, file),
		known: ({ rows, problem }) => {
			if (problem !== undefined) throw unknown(problem);
			return rows;
		},
		unknown,
		refuse,
	};
}

/** What to do about an answer that cannot be used. */
function adviceFor(operation: Operation): string {
	const { pages, name } = operation;
	if (pages) {
		return `Reading the list was stopped in ${name}, so that no rows are lost or repeated unnoticed.`;
	}
	return isRepeatable(operation)
		? `The response for ${name} was not used. Please report this message; it contains names only, no values.`
		: `The request for ${name} was carried out: check what it did before you send it again. Please report this message; it contains names only, no values.`;
}
