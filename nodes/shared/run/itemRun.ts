import {
	NodeOperationError,
	type IExecuteFunctions,
	type INodeListSearchItems,
} from 'n8n-workflow';

import type { ApiClient } from '../http/client';
import type { ApiRequest } from '../http/types';
import { createContext, type OperationContext } from '../operation/context';
import { limitsOf } from '../operation/limits';
import { isRepeatable, type Operation, type RequestTemplate } from '../operation/operation';
import type { Provider } from '../http/provider';
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
	const headers = run.provider.options?.headers(item.options) ?? {};
	const operation = { name: run.operation.name, adviceIfUnknown: adviceFor(run.operation) };
	const client = isDryRun(item.values) ? withoutChanges(run.client, run) : run.client;
	return createContext({
		...run,
		client,
		operation,
		itemIndex,
		headers,
		limits: limitsOf(item.options),
		request: () => ownRequest(run, item),
	});
}

/** The operation's request, filled with the values of one item. */
export function ownRequest({ functions, operation }: Run, item: ItemValues): ApiRequest {
	if (hasRequest(operation)) return requestOf(operation, item);
	throw new NodeOperationError(functions.getNode(), `${operation.name} has no request of its own`);
}

function hasRequest(operation: Operation): operation is Operation & { request: RequestTemplate } {
	return operation.request !== undefined;
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
