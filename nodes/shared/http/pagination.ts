import { createHash } from 'crypto';
import type { IDataObject } from 'n8n-workflow';

import { at } from '../../../credentials/lib/json';
import { firstList, readList, unknownShape, whatCame, type Reading } from './shapes';
import type { ApiRequest } from './types';

/** Where a page begins: an opaque token or a page number. */
export type Position = string | number;

interface Page extends Reading {
	/** Where the next page begins; nothing on the last page. */
	next?: Position;
}

/** How one API divides its lists. Two pure functions; `pagesOf` drives them. */
export interface Pagination {
	/** Names that `ask` adds to requests; users never see them. */
	readonly parameters: readonly string[];
	/** The request for the page at `position` (nothing: the first), of about `wanted` rows. */
	ask(request: ApiRequest, position: Position | undefined, wanted: number): ApiRequest;
	/** The page in an answer to the request that `ask` built. */
	read(body: unknown, position: Position | undefined, wanted: number): Page;
}

/** Opaque token: the answer names the next page, and the last page has no token. */
export function nextPageToken({ items }: { items: string }): Pagination {
	const name = 'nextPageToken';
	return {
		parameters: [name],
		ask: (request, position) =>
			position === undefined ? request : withQuery(request, { [name]: position }),
		read: (body) => {
			const next = at(body, name);
			const page = readList(body, items);
			if (page.problem !== undefined || isEnd(next)) return page;
			if (typeof next === 'string' || typeof next === 'number') return { ...page, next };
			return { rows: [], problem: `named the next page in an unknown way. ${whatCame(next)}` };
		},
	};
}

/** How a provider says that no page follows. */
function isEnd(next: unknown): boolean {
	return next === undefined || next === null || next === '' || next === false;
}

interface Numbered {
	/** Path of the rows; `''` is the whole body. */
	items: string;
	/** Name of the parameter for the size of a page. */
	size: string;
	/** The most rows that the API gives in one page. */
	maximum: number;
	/** Path of the number of pages, if the API states it. */
	pages?: string;
}

/** `?page=2&limit=100`. Ends with the last page that the answer states, else with a short page. */
export function pageNumber({ items, size: sizeName, maximum, pages }: Numbered): Pagination {
	// The size must stay the same on every page, or rows would be skipped.
	const sizeFor = (wanted: number) => Math.max(1, Math.min(wanted, maximum));
	return {
		parameters: ['page', sizeName],
		ask: (request, position, wanted) =>
			withQuery(request, { page: Number(position ?? 1), [sizeName]: sizeFor(wanted) }),
		read: (body, position, wanted) => {
			const number = Number(position ?? 1);
			const rows = firstList(body, items);
			if (rows === undefined) return { rows: [], problem: unknownShape(body, items) };
			const stated = pages === undefined ? undefined : numberAt(body, pages);
			const isFull = rows.length >= sizeFor(wanted);
			const isLast = stated === undefined ? !isFull : number >= stated;
			return rows.length === 0 || isLast ? { rows } : { rows, next: number + 1 };
		},
	};
}

/** A number in an answer, even if it comes as text; undefined for anything else. */
export function numberAt(body: unknown, path: string): number | undefined {
	const value = at(body, path);
	const isWritten = typeof value === 'string' && /^\d+$/.test(value.trim());
	return typeof value === 'number' || isWritten ? Number(value) : undefined;
}

/** One answer holds all rows. Limit still applies to the output. */
export function singlePage({ items = '' }: { items?: string | string[] } = {}): Pagination {
	return {
		parameters: [],
		ask: (request) => request,
		read: (body) => readList(body, items),
	};
}

function withQuery(request: ApiRequest, query: IDataObject): ApiRequest {
	return { ...request, query: { ...request.query, ...query } };
}

/**
 * The pages of a list, each as soon as it has arrived, and no more than `limit` rows in all.
 *
 * `send` returns an answer's body. A page token or a page that comes back is an error, because going
 * on would never end.
 */
export async function* pagesOf(
	{ ask, read }: Omit<Pagination, 'parameters'>,
	request: ApiRequest,
	limit: number,
	{ send, fail }: { send(request: ApiRequest): Promise<unknown>; fail(problem: string): Error },
): AsyncGenerator<IDataObject[], void> {
	const seen = new Set<Position>();
	const pages = new Set<string>();
	let position: Position | undefined;
	let left = limit;
	while (left > 0) {
		const body = await send(ask(request, position, limit));
		const { rows, next, problem } = read(body, position, limit);
		if (problem !== undefined) throw fail(problem);
		const edge = edgeOf(rows);
		if (pages.has(edge)) throw fail('returned two pages with the same rows');
		if (edge !== '') pages.add(edge);
		yield rows.length > left ? rows.slice(0, left) : rows;
		left -= rows.length;
		if (next === undefined) return;
		if (seen.has(next)) throw fail('linked to a page that had already been read');
		seen.add(next);
		position = next;
	}
}

/** Enough of a page to recognise it, in a few bytes: a list can have thousands of pages. */
function edgeOf(rows: IDataObject[]): string {
	if (rows.length === 0) return '';
	const edge = JSON.stringify([rows.length, rows[0], rows[rows.length - 1]]);
	return createHash('sha256').update(edge).digest('base64');
}
