import type { Call } from '../exchange.mts';
import { badRequest } from './errors.mts';

/** A record that a list can page over. */
export interface Listed {
	readonly id: string;
}

interface PageRequest<T extends Listed> {
	/** Sorted by id. */
	readonly records: readonly T[];
	readonly matches: (record: T) => boolean;
	readonly pageToken: string | undefined;
	readonly pageSize: number;
	/** Kind of record: a token of one list is of no use in another. */
	readonly type: string;
	readonly merchantId: string;
}

interface Page<T> {
	readonly records: T[];
	readonly nextPageToken?: string;
}

interface PageKey {
	readonly type: string;
	readonly id: string;
	readonly merchantId: string;
}

/**
 * One page of a list, continued after the record that the page token names.
 *
 * The token is base64 of a JSON object with the key of the last record, as in the documented
 * sample. Since it names a record and not a position, inserts in between shift nothing.
 */
function pageOf<T extends Listed>(request: PageRequest<T>): Page<T> {
	const { records, matches, pageToken, pageSize, type, merchantId } = request;
	const after = pageToken ? readPageToken(pageToken, request).id : '';
	const found: T[] = [];
	for (let index = firstAfter(records, after); index < records.length; index += 1) {
		const record = records[index];
		if (record === undefined || !matches(record)) continue;
		if (found.length === pageSize) {
			const id = found.at(-1)?.id ?? '';
			return { records: found, nextPageToken: writePageToken({ type, id, merchantId }) };
		}
		found.push(record);
	}
	return { records: found };
}

/** One page of a list, continued where the call's `nextPageToken` says. */
export function pageForCall<T extends Listed>(
	{ query }: Call,
	list: Omit<PageRequest<T>, 'pageToken'>,
): Page<T> {
	const pageToken = query['nextPageToken'] as string | undefined;
	return pageOf({ ...list, pageToken });
}

/** Orders records by id, in a way that does not depend on the machine's language. */
export function byId(a: Listed, b: Listed): number {
	return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** Index of the first record whose id comes after `id`, by binary search. */
function firstAfter(records: readonly Listed[], id: string): number {
	let low = 0;
	let high = records.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((records[middle]?.id ?? '') > id) high = middle;
		else low = middle + 1;
	}
	return low;
}

function writePageToken(key: PageKey): string {
	return Buffer.from(JSON.stringify(key)).toString('base64');
}

function readPageToken(
	token: string,
	{ type, merchantId }: Pick<PageKey, 'type' | 'merchantId'>,
): PageKey {
	const key = parsePageToken(token);
	if (!key || key.type !== type || key.merchantId !== merchantId) {
		throw badRequest('query.nextPageToken: not a token of this list');
	}
	return key;
}

function parsePageToken(token: string): PageKey | undefined {
	try {
		const key: unknown = JSON.parse(Buffer.from(token, 'base64').toString('utf8'));
		return isPageKey(key) ? key : undefined;
	} catch {
		return undefined;
	}
}

function isPageKey(key: unknown): key is PageKey {
	if (typeof key !== 'object' || key === null) return false;
	return ['type', 'id', 'merchantId'].every(
		(name) => name in key && typeof Reflect.get(key, name) === 'string',
	);
}
