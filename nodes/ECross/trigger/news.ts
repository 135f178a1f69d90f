import { NodeApiError } from 'n8n-workflow';

import { readListing, type Listing, type Reader, type WatchedRecord } from './listing';
import { emptyMemory, isNew, remember, type Memory, type Reading } from './memory';

/** What a poll has found, and what to keep of it for the next one. */
export interface Findings {
	/** Oldest first. */
	news: WatchedRecord[];
	memory: Memory;
}

/**
 * How far behind the provider's present a record may still be news. It covers records that show up
 * late, servers whose clocks differ, and a clock that is set back, even by the hour of a summer time
 * mistake. Each poll reads again what has changed in this time; the memory knows what of it is old.
 */
const LOOK_BACK_MILLISECONDS = 2 * 3_600_000;

/** What a service says to a page token that it does not know (any more). */
const REFUSED = ['400', '404', '410', '422'];

/** What has happened since the poll that kept `memory`, on a list that is filtered by date. */
export async function newsSince(reader: Reader, kept: Memory): Promise<Findings> {
	const memory = healed(kept);
	const { reading } = memory;
	if (!reading) return await read(reader, memory, { since: memory.knownUntil });
	return await read(reader, memory, reading).catch(async (error: unknown) => {
		if (!(error instanceof NodeApiError) || !REFUSED.includes(String(error.httpCode))) throw error;
		// Read in one go, since tokens that last no longer than this would never let it end.
		return await read(reader, memory, { since: reading.since, isInOneGo: true });
	});
}

/** The first poll: what is there already is news only if the user wants it. */
export async function firstNews(reader: Reader): Promise<Findings> {
	const { includeExisting } = reader.settings;
	if (includeExisting) return await read(reader, emptyMemory(0), { since: null });
	const since = await startingTime(reader);
	const { memory } = await read(reader, emptyMemory(since), { since, isInOneGo: true });
	return { news: [], memory };
}

/** The earlier one of the provider's clock and ours: either may be wrong by any amount. */
async function startingTime(reader: Reader): Promise<number> {
	const { providerTime } = await readListing(reader, { from: Date.now(), limit: 1 });
	return Math.min(providerTime, Date.now()) - LOOK_BACK_MILLISECONDS;
}

type Part = Pick<Reading, 'since'> &
	Partial<Reading> & {
		isInOneGo?: boolean;
	};

/** Reads a list from its beginning, or goes on with one that was cut off. */
async function read(reader: Reader, memory: Memory, part: Part): Promise<Findings> {
	const { since, nextPageToken, isInOneGo = false } = part;
	const listing = await readListing(reader, {
		from: since ?? undefined,
		nextPageToken,
		isCutOff: () => !isInOneGo && reader.budget.isSpent(),
	});
	// Not by what is known now: it may have grown by the first part of this very list.
	const asOfBeginning = { ...memory, knownUntil: since ?? 0 };
	return {
		news: listing.records.filter((record) => isNew(asOfBeginning, record)),
		memory: extended(memory, part, listing),
	};
}

/**
 * What is known ends with the newest record that was seen: an answer whose Date is a year ahead
 * proves nothing. Neither does a record of next year, so both clocks have a say too. A list that was
 * cut off proves nothing yet.
 */
function extended({ knownUntil, seen }: Memory, part: Part, listing: Listing): Memory {
	const memory = { knownUntil, seen };
	const { records, providerTime, nextPageToken } = listing;
	const began = part.began ?? Math.min(providerTime, Date.now());
	const newest = Math.max(part.newest ?? -Infinity, records.at(-1)?.date ?? -Infinity);
	if (nextPageToken !== undefined) {
		const kept = newest === -Infinity ? null : newest;
		const reading = { since: part.since, nextPageToken, began, newest: kept };
		return { ...remember(memory, records, 0), reading };
	}
	const proven = Math.min(newest === -Infinity ? knownUntil : newest, began);
	return remember(memory, records, proven - LOOK_BACK_MILLISECONDS);
}

/** Nothing can be known of the future. A memory that claims so was kept while clocks were wrong. */
function healed(memory: Memory): Memory {
	const latest = Date.now() - LOOK_BACK_MILLISECONDS;
	return memory.knownUntil > latest ? { ...memory, knownUntil: latest } : memory;
}
