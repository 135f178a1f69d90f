import {
	NodeOperationError,
	type IDataObject,
	type ILoadOptionsFunctions,
	type INodeListSearchItems,
	type INodeListSearchResult,
} from 'n8n-workflow';

import type { ApiRequest } from '../http/types';
import { credentialTypeFor } from '../operation/credentialChoices';
import { createClient } from '../http/client';
import { objectsIn } from '../../../credentials/lib/json';
import type { Resource } from '../operation/operation';
import type { Search } from '../fields/search';
import type { Position } from '../http/pagination';
import type { Provider } from '../http/provider';

type ListSearch = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/** The APIs cannot search by text: so many pages are looked through before a first hit is shown. */
const MOST_PAGES_AT_ONCE = 5;

const ROWS_PER_PAGE = 50;

/** The list search methods of a node: one for each list that its fields refer to. */
export function listSearches(
	provider: Provider,
	resources: Resource[],
): Record<string, ListSearch> {
	const parameters = resources
		.flatMap(({ operations }) => operations)
		.flatMap(({ parameters, optional }) => Object.values({ ...parameters, ...optional }));
	const searches = parameters.flatMap(({ type }) => (type.search ? [type.search] : []));
	return Object.fromEntries(searches.map((search) => [search.name, listSearch(provider, search)]));
}

function listSearch(provider: Provider, search: Search): ListSearch {
	return async function (filter = '', paginationToken) {
		const results: INodeListSearchItems[] = [];
		const list = requestOf(search, this);
		if (!list) return { results };
		const client = createClient(this, provider, credentialTypeFor(this, provider));
		let position: Position | undefined = paginationToken;
		for (let page = 0; page < MOST_PAGES_AT_ONCE; page++) {
			const request = search.pages.ask(list, position, ROWS_PER_PAGE);
			const answer = search.pages.read(await client.send(request), position, ROWS_PER_PAGE);
			if (answer.problem !== undefined) {
				throw new NodeOperationError(this.getNode(), `${provider.name} ${answer.problem}`);
			}
			results.push(...matching(search, objectsIn(answer.rows), filter));
			position = answer.next;
			if (position === undefined || results.length > 0) break;
		}
		return position === undefined ? { results } : { results, paginationToken: String(position) };
	};
}

function requestOf(search: Search, functions: ILoadOptionsFunctions): ApiRequest | undefined {
	if (!search.body) return search.request;
	const body = search.body((name) =>
		String(functions.getCurrentNodeParameter(name, { extractValue: true }) ?? ''),
	);
	return body && { ...search.request, body };
}

function matching(search: Search, rows: IDataObject[], filter: string): INodeListSearchItems[] {
	const wanted = filter.trim().toLowerCase();
	return rows
		.map((row) => ({ name: search.label(row), value: search.id(row) }))
		.filter(({ name, value }) => `${name} ${value}`.toLowerCase().includes(wanted));
}
