import {
	NodeOperationError,
	type IDataObject,
	type ILoadOptionsFunctions,
	type INodeListSearchItems,
	type INodeListSearchResult,
} from 'n8n-workflow';

import type { ApiRequest, RequestFunctions } from '../http/types';
import { credentialTypeFor } from '../operation/credentialChoices';
import { createClient, type ApiClient } from '../http/client';
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

/** The APIs cannot search by text, so up to this many pages are searched for a first hit. */
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
		const client = () => createClient(this, provider, credentialTypeFor(this, provider));
		const field = (name: string) =>
			String(this.getCurrentNodeParameter(name, { extractValue: true }) ?? '');
		return await searchRows({ functions: this, provider, client }, search, field, {
			filter,
			paginationToken,
		});
	};
}

interface Place {
	functions: RequestFunctions;
	provider: Provider;
	/** Created when it is needed. */
	client: () => ApiClient;
	itemIndex?: number;
}

interface Wanted {
	/** Part of a label or an id. */
	filter: string;
	paginationToken?: string | undefined;
}

/**
 * The matching entries of a list, from the first page that has any. Empty while other fields that
 * the list depends on are empty.
 */
export async function searchRows(
	{ functions, provider, client: connect, itemIndex }: Place,
	search: Search,
	field: (name: string) => string,
	{ filter, paginationToken }: Wanted,
): Promise<INodeListSearchResult> {
	const results: INodeListSearchItems[] = [];
	const list = requestOf(search, field);
	if (!list) return { results };
	const client = connect();
	let position: Position | undefined = paginationToken;
	for (let page = 0; page < MOST_PAGES_AT_ONCE; page++) {
		const request = search.pages.ask(list, position, ROWS_PER_PAGE);
		const body = await client.send(request, itemIndex);
		const answer = search.pages.read(body, position, ROWS_PER_PAGE);
		if (answer.problem !== undefined) {
			throw new NodeOperationError(functions.getNode(), `${provider.name} ${answer.problem}`);
		}
		results.push(...matching(search, objectsIn(answer.rows), filter));
		position = answer.next;
		if (position === undefined || results.length > 0) break;
	}
	return position === undefined ? { results } : { results, paginationToken: String(position) };
}

function requestOf(search: Search, field: (name: string) => string): ApiRequest | undefined {
	if (!search.body) return search.request;
	const body = search.body(field);
	return body && { ...search.request, body };
}

function matching(search: Search, rows: IDataObject[], filter: string): INodeListSearchItems[] {
	const wanted = plain(filter.trim());
	return rows
		.map((row) => ({ name: search.label(row), value: search.id(row) }))
		.filter(({ name, value }) => plain(`${name} ${value}`).includes(wanted));
}

/** Without accents and capitals, which few people type in a search. */
function plain(text: string): string {
	return text
		.normalize('NFD')
		.replace(/\p{Mn}/gu, '')
		.toLowerCase();
}
