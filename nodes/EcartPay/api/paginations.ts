import type { IDataObject } from 'n8n-workflow';

import type { ApiRequest } from '../../shared/http/types';
import { at, isObject, objectsIn } from '../../../credentials/lib/json';
import { numberAt, pageNumber, type Pagination, type Position } from '../../shared/http/pagination';
import { firstList, unknownShape, type Reading } from '../../shared/http/shapes';

/** The page size of the documented samples; larger ones may or may not be honoured. */
const USUAL_PAGE_ROWS = 50;

/** As many entries as the documented sample of the activity asks for. */
const ACTIVITY_ROWS = 100;

/** Where documented lists lie. */
const DOCUMENTED = ['', 'docs', 'data'];

/**
 * The rows of a list's answer. Documented ones lie in `docs` or `data`, or are the answer itself;
 * where no answer is documented, the only list in it is taken. Anything else is of unknown shape.
 */
export function readRows(body: unknown): Reading {
	const documented = firstList(body, DOCUMENTED);
	if (documented) return { rows: documented };
	const lists = isObject(body) ? Object.values(body).filter((member) => Array.isArray(member)) : [];
	if (lists.length === 1) return { rows: objectsIn(lists[0]) };
	return { rows: [], problem: unknownShape(body, DOCUMENTED) };
}

/** One answer holds all rows. */
export const wholeList: Pagination = {
	parameters: [],
	ask: (request) => request,
	read: readRows,
};

/** `page` and `limit`, wherever the rows and the number of pages lie in the answer. */
export function numberedPages({ pages = 'pages', maximum = USUAL_PAGE_ROWS } = {}): Pagination {
	const numbered = pageNumber({ items: 'rows', size: 'limit', maximum, pages: 'pages' });
	return {
		...numbered,
		read: (body, position, wanted) => {
			const { rows, problem } = readRows(body);
			if (problem !== undefined) return { rows, problem };
			return numbered.read({ rows, pages: at(body, pages) }, position, wanted);
		},
	};
}

/**
 * Lists whose answer tells how many pages there are, though no parameter for them is documented.
 * The first page is asked for as documented; the next ones with `page`, as other lists take it. If
 * Ecart Pay ignored that, the same rows would come back, and the engine stops with an error: rows
 * are never left out in silence.
 */
export const claimedPages: Pagination = {
	parameters: ['page'],
	ask: (request, position) =>
		position === undefined ? request : withQuery(request, { page: position }),
	read: (body, position) => {
		const { rows, problem } = readRows(body);
		if (problem !== undefined) return { rows, problem };
		const page = Number(position ?? 1);
		const pages = numberAt(body, 'pages');
		const isLast = pages === undefined || page >= pages || rows.length === 0;
		return isLast ? { rows } : { rows, next: page + 1 };
	},
};

/**
 * The pages of the transactions: by token, as the documentation wants it from the eleventh page on,
 * and by number where an answer has no token.
 */
export const transactionPages: Pagination = {
	parameters: ['page', 'limit', 'next', 'prev'],
	ask: (request, position, wanted) =>
		withQuery(request, { limit: pageRows(wanted), ...placeOf(position) }),
	read: (body, position, wanted) => {
		const { rows, problem } = readRows(body);
		if (problem !== undefined) return { rows, problem };
		if (rows.length === 0) return { rows };
		const token = at(body, 'next_token');
		if (typeof token === 'string' && token !== '') return { rows, next: token };
		const number = position === undefined ? 1 : Number(position);
		const pages = numberAt(body, 'pages');
		const isFull = rows.length >= pageRows(wanted);
		const hasMore = pages === undefined ? isFull : number < pages;
		// After a token there are no numbers, and no further token means the end.
		return Number.isNaN(number) || !hasMore ? { rows } : { rows, next: number + 1 };
	},
};

/** A list of which only the latest entries can be had: no way to a second page is documented. */
export const latestEntries: Pagination = {
	parameters: ['limit'],
	ask: (request, _position, wanted) =>
		withQuery(request, { limit: Number.isFinite(wanted) ? wanted : ACTIVITY_ROWS }),
	read: readRows,
};

/** A number is a page's; anything else is a token. */
function placeOf(position: Position | undefined): IDataObject {
	if (position === undefined) return {};
	return /^\d+$/.test(String(position)) ? { page: Number(position) } : { next: position };
}

/** The same on every page, or rows would be skipped. */
function pageRows(wanted: number): number {
	return Math.max(1, Math.min(wanted, USUAL_PAGE_ROWS));
}

function withQuery(request: ApiRequest, query: IDataObject): ApiRequest {
	return { ...request, query: { ...request.query, ...query } };
}
