import { NodeOperationError, type IDataObject, type IPollFunctions } from 'n8n-workflow';

import type { ApiClient } from '../../shared/http/client';
import type { ApiRequest } from '../../shared/http/types';
import { at } from '../../../credentials/lib/json';
import { nextPageToken, pagesOf } from '../../shared/http/pagination';
import { eCross } from '../api/provider';
import type { Budget } from './budget';
import type { Sighting } from './memory';
import type { Settings } from './settings';

export interface WatchedRecord extends Sighting {
	row: IDataObject;
}

export interface Listing {
	/** Each record once, in its newest state, oldest first. */
	records: WatchedRecord[];
	/** When the provider answered the first page, by its own clock. Milliseconds since the epoch. */
	providerTime: number;
	/** How many pages were read. */
	pages: number;
	/** Where the list goes on, if it was cut off. */
	nextPageToken?: string;
}

/** What a list is read with. */
export interface Reader {
	functions: IPollFunctions;
	client: ApiClient;
	settings: Settings;
	budget: Budget;
}

/** Which part of a list is read. Instants are milliseconds since the epoch. */
export interface Range {
	/** Only records dated later; of orders, those created since, as far as the list can be asked so. */
	from?: number | undefined;
	/** Only orders created until then. */
	until?: number | undefined;
	/** Most rows to read. */
	limit?: number;
	/** Goes on with a list that was cut off. */
	nextPageToken?: string | undefined;
	/** Whether to leave the rest of the list to another poll, after each page. */
	isCutOff?(): boolean;
}

/** Reads the pages of the event's list. Throws if one of them fails. */
export async function readListing(
	{ functions, client, settings }: Reader,
	{ limit = Infinity, isCutOff = () => false, ...range }: Range,
): Promise<Listing> {
	const { request, list } = settings.event;
	let providerTime: number | undefined;
	let token = '';
	let pages = 0;
	const send = async (page: ApiRequest) => {
		const { headers, body } = await client.answer(page);
		providerTime ??= timeIn(headers);
		// An empty list is good news; one that is missing must not pass for it.
		if (!Array.isArray(at(body, list))) throw fail(`answered without "${list}"`);
		pages += 1;
		token = String(at(body, 'nextPageToken') ?? '');
		return body;
	};
	const fail = (problem: string) => unusable(functions, problem);
	const paging = nextPageToken({ items: list });
	const filtered = { ...request, query: { ...settings.query, ...filters(settings, range) } };
	const records = new Map<string, WatchedRecord>();
	for await (const rows of pagesOf(paging, filtered, limit, { send, fail })) {
		for (const row of rows.filter(settings.accepts)) {
			const record = recordIn(row, settings, fail);
			// A record that changes while pages are read can be on two of them.
			const other = records.get(record.id);
			if (!other || other.date <= record.date) records.set(record.id, record);
		}
		if (token !== '' && isCutOff()) break;
	}
	return {
		records: oldestFirst(records.values()),
		providerTime: providerTime ?? Date.now(),
		pages,
		...(token === '' ? {} : { nextPageToken: token }),
	};
}

/** Records in the order in which a workflow gets them. */
export function oldestFirst(records: Iterable<WatchedRecord>): WatchedRecord[] {
	return [...records].sort((a, b) => a.date - b.date);
}

function filters({ event, creation }: Settings, { from, until, nextPageToken }: Range) {
	const start = event.laterThan ?? creation?.fromFilter;
	return {
		...(start && from !== undefined ? { [start]: new Date(from).toISOString() } : {}),
		...(creation?.untilFilter && until !== undefined
			? { [creation.untilFilter]: new Date(until).toISOString() }
			: {}),
		...(nextPageToken === undefined ? {} : { nextPageToken }),
	};
}

/** The provider's clock, from the header that every server with a clock sends (RFC 9110, 6.6.1). */
function timeIn(headers: Record<string, unknown>): number | undefined {
	const time = Date.parse(String(headers.date));
	return Number.isNaN(time) ? undefined : time;
}

function recordIn(
	row: IDataObject,
	{ event, creation }: Settings,
	fail: (problem: string) => Error,
): WatchedRecord {
	const id = String(at(row, event.id) ?? '');
	const date = Date.parse(String(at(row, event.date)));
	if (id === '') throw fail(`listed a record without "${event.id}"`);
	if (Number.isNaN(date)) throw fail(`listed the ${event.record} ${id} without "${event.date}"`);
	const version = event.version.map((member) => String(at(row, member))).join(' ');
	const created = creation ? Date.parse(String(row.creationDate)) : NaN;
	return { id, date, version, row, ...(Number.isNaN(created) ? {} : { created }) };
}

/** Going on without what tells old from new would lose records or repeat them. */
function unusable(functions: IPollFunctions, problem: string): NodeOperationError {
	return new NodeOperationError(functions.getNode(), `${eCross.name} ${problem}`, {
		description: 'No items were passed on. The next poll tries again.',
	});
}
