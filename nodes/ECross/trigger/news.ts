import { readListing, type Listing, type Reader, type WatchedRecord } from './listing';
import { emptyMemory, isBack, isNew, markAbsent, remember, type Memory } from './memory';

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

/** What has happened since the poll that kept `memory`. */
export async function newsSince(reader: Reader, kept: Memory): Promise<Findings> {
	const memory = healed(kept);
	const listing = await readListing(reader, { laterThan: memory.knownUntil });
	const { newOnReturn } = reader.settings.event;
	return {
		news: listing.records.filter(
			(record) => isNew(memory, record) || (newOnReturn === true && isBack(memory, record)),
		),
		memory: extended(memory, reader, listing),
	};
}

/** The first poll: what is there already is news only if the user wants it. */
export async function firstNews(reader: Reader): Promise<Findings> {
	const { includeExisting } = reader.settings;
	const laterThan = includeExisting ? undefined : await startingTime(reader);
	const listing = await readListing(reader, { laterThan });
	return {
		news: includeExisting ? listing.records : [],
		memory: extended(emptyMemory(laterThan ?? 0), reader, listing),
	};
}

/** The earlier one of the provider's clock and ours: either may be wrong by any amount. */
async function startingTime(reader: Reader): Promise<number | undefined> {
	if (reader.settings.event.laterThan === undefined) return undefined;
	const { providerTime } = await readListing(reader, { laterThan: Date.now(), limit: 1 });
	return Math.min(providerTime, Date.now()) - LOOK_BACK_MILLISECONDS;
}

/**
 * Where the list has no filter by date, all is read each time, and nothing is known by date alone.
 *
 * Where it has one, what is known ends with the newest record that was seen: an answer whose Date is
 * a year ahead proves nothing. Neither does a record of next year, so both clocks have a say too.
 */
function extended(
	memory: Memory,
	{ settings }: Reader,
	{ records, providerTime }: Listing,
): Memory {
	const { laterThan, newOnReturn } = settings.event;
	const ids = new Set(records.map(({ id }) => id));
	const marked = newOnReturn ? markAbsent(memory, (id) => ids.has(id)) : memory;
	if (laterThan === undefined) return remember(marked, records, 0);
	const newest = records.at(-1)?.date ?? memory.knownUntil;
	const proven = Math.min(newest, providerTime, Date.now()) - LOOK_BACK_MILLISECONDS;
	return remember(marked, records, proven);
}

/** Nothing can be known of the future. A memory that claims so was kept while clocks were wrong. */
function healed(memory: Memory): Memory {
	const latest = Date.now() - LOOK_BACK_MILLISECONDS;
	return memory.knownUntil > latest ? { ...memory, knownUntil: latest } : memory;
}
