import { NodeOperationError, type IDataObject, type IPollFunctions } from 'n8n-workflow';

import type { ApiClient } from '../../shared/http/client';
import type { ApiRequest } from '../../shared/http/types';
import { at } from '../../../credentials/lib/json';
import { nextPageToken, pagesOf } from '../../shared/http/pagination';
import { eCross } from '../api/provider';
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
}

/** What a list is read with. */
export interface Reader {
	functions: IPollFunctions;
	client: ApiClient;
	settings: Settings;
}

interface Range {
	/** Only records dated later, as far as the list can be asked so. */
	laterThan?: number;
	/** Most rows to read. */
	limit?: number;
}

/** Reads all pages of the event's list. Throws if one of them fails. */
export async function readListing(
	{ functions, client, settings }: Reader,
	{ laterThan, limit = Infinity }: Range,
): Promise<Listing> {
	const { request, list } = settings.event;
	let providerTime: number | undefined;
	const send = async (page: ApiRequest) => {
		const { headers, body } = await client.answer(page);
		providerTime ??= timeIn(headers);
		// An empty list is good news; one that is missing must not pass for it.
		if (!Array.isArray(at(body, list))) throw fail(`answered without "${list}"`);
		return body;
	};
	const fail = (problem: string) => unusable(functions, problem);
	const pages = nextPageToken({ items: list });
	const filtered = { ...request, query: { ...settings.query, ...later(settings, laterThan) } };
	const records = new Map<string, WatchedRecord>();
	for await (const rows of pagesOf(pages, filtered, limit, { send, fail })) {
		for (const row of rows.filter(settings.accepts)) {
			const record = recordIn(row, settings, fail);
			// A record that changes while pages are read can be on two of them.
			const other = records.get(record.id);
			if (!other || other.date <= record.date) records.set(record.id, record);
		}
	}
	return {
		records: [...records.values()].sort((a, b) => a.date - b.date),
		providerTime: providerTime ?? Date.now(),
	};
}

function later({ event }: Settings, date: number | undefined): IDataObject {
	if (event.laterThan === undefined || date === undefined) return {};
	return { [event.laterThan]: new Date(date).toISOString() };
}

/** The provider's clock, from the header that every server with a clock sends (RFC 9110, 6.6.1). */
function timeIn(headers: Record<string, unknown>): number | undefined {
	const time = Date.parse(String(headers.date));
	return Number.isNaN(time) ? undefined : time;
}

function recordIn(
	row: IDataObject,
	{ event }: Settings,
	fail: (problem: string) => Error,
): WatchedRecord {
	const id = String(at(row, event.id) ?? '');
	const date = Date.parse(String(at(row, event.date)));
	if (id === '') throw fail(`listed a record without "${event.id}"`);
	if (Number.isNaN(date)) throw fail(`listed the ${event.record} ${id} without "${event.date}"`);
	const version = event.version.map((member) => String(at(row, member))).join(' ');
	return { id, date, version, row };
}

/** Going on without what tells old from new would lose records or repeat them. */
function unusable(functions: IPollFunctions, problem: string): NodeOperationError {
	return new NodeOperationError(functions.getNode(), `${eCross.name} ${problem}`, {
		description: 'Nothing was handed over. The next poll tries again.',
	});
}
