import type { IDataObject } from 'n8n-workflow';

import { at, isObject } from '../../../credentials/lib/json';
import type { Pagination, Position } from '../../shared/http/pagination';
import { unknownShape } from '../../shared/http/shapes';
import type { Synonyms } from './memberNames';
import { readRows } from './things';

interface List {
	/** Member of `data` that holds the rows, where the reference wraps them. */
	rows?: string;
	/** Member that tells one row from another. */
	id: string;
	/** Rows to ask for in one page: the documented maximum, or what the guides call typical. */
	maximum: number;
	synonyms?: Synonyms;
}

/** The smallest page size that any list has by default: no list gives full pages of fewer rows. */
const SMALLEST_PAGE = 25;

/**
 * Pages of ECGrid's lists, by `pageNo` and `recordsPerPage` in the body.
 *
 * Some lists tell the total beside their rows, some are bare. Where no total is told, the maximum
 * is often not documented either, so a page shorter than asked for may be one that the service has
 * cut: only an empty page, or one shorter than any page size, is the end. And the list of pending
 * parcels knows no pages in the reference: it then comes whole each time, which its first row shows.
 */
export function pagesOfList({ rows = '', id, maximum, synonyms }: List): Pagination {
	const sizeFor = (wanted: number) => Math.min(wanted, maximum);
	return {
		parameters: ['pageNo', 'recordsPerPage'],
		ask: (request, position, wanted) => {
			const body = isObject(request.body) ? request.body : {};
			const { pageNo } = placeOf(position);
			return { ...request, body: { ...body, pageNo, recordsPerPage: sizeFor(wanted) } };
		},
		read: (body, position, wanted) => {
			const { pageNo, previous } = placeOf(position);
			const list = listIn(body, rows);
			if (list === undefined) return { rows: [], problem: unknownShape(body, rows) };
			const { rows: found, problem } = readRows(list, synonyms);
			if (problem !== undefined) return { rows: [], problem };
			const first = String(found[0]?.[id] ?? '');
			if (first !== '' && first === previous) return { rows: [] };
			const page = { body, pageNo, size: sizeFor(wanted), count: found.length };
			return isLast(page) ? { rows: found } : { rows: found, next: `${pageNo + 1} ${first}` };
		},
	};
}

interface ReadPage {
	body: unknown;
	pageNo: number;
	/** What was asked for. */
	size: number;
	count: number;
}

function isLast({ body, pageNo, size, count }: ReadPage): boolean {
	if (count === 0) return true;
	const total = at(body, 'totalRecords');
	if (typeof total === 'number') {
		const told = at(body, 'recordsPerPage');
		const pageSize = typeof told === 'number' ? told : size;
		// Rows from this page on, if pages are as large as told; else only an empty page is the end.
		const left = total - (pageNo - 1) * pageSize;
		return left > 0 && left <= pageSize && count >= left;
	}
	const isUndivided = count > size;
	return isUndivided || count < Math.min(size, SMALLEST_PAGE);
}

/** What the SOAP twins of the lists wrap their rows in; REST may pass it through. */
const WRAPPER = /^parcelidinfo(list)?$/i;

/**
 * The quick starts show bare lists where the reference wraps them, and the other way round. A list
 * that is null is an empty one; where there is none at all, nothing is returned.
 */
function listIn(body: unknown, rows: string): IDataObject[] | undefined {
	if (Array.isArray(body)) return body;
	if (body === null) return [];
	if (!isObject(body)) return undefined;
	const known = Object.entries(body).find(([name]) => name === rows || WRAPPER.test(name));
	return known && listIn(known[1], rows);
}

/** A position is the page's number and the id of the first row on the page before it. */
function placeOf(position: Position | undefined): { pageNo: number; previous: string } {
	const [pageNo = '1', ...previous] = String(position ?? '1').split(' ');
	return { pageNo: Number(pageNo), previous: previous.join(' ') };
}
