import type { IDataObject } from 'n8n-workflow';

import { at, isObject } from '../../../credentials/lib/json';
import type { Pagination, Position } from '../../shared/http/pagination';
import { rowsOf, type Synonyms } from './memberNames';

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
			const found = rowsOf(listIn(body, rows), synonyms);
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

/** The quick starts show bare lists where the reference wraps them. */
function listIn(body: unknown, rows: string): IDataObject[] {
	const found = Array.isArray(body) ? body : at(body, rows);
	return Array.isArray(found) ? found : [];
}

/** A position is the page's number and the id of the first row on the page before it. */
function placeOf(position: Position | undefined): { pageNo: number; previous: string } {
	const [pageNo = '1', ...previous] = String(position ?? '1').split(' ');
	return { pageNo: Number(pageNo), previous: previous.join(' ') };
}
