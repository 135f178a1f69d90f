import { readListing, type Listing, type Reader, type WatchedRecord } from './listing';
import { emptyMemory, forgetAbsent, isNew, remember, type Memory } from './memory';

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
export async function newsSince(reader: Reader, memory: Memory): Promise<Findings> {
	const listing = await readListing(reader, { laterThan: memory.knownUntil });
	return {
		news: listing.records.filter((record) => isNew(memory, record)),
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

/** The provider's clock tells when now is; ours may be wrong by any amount. */
async function startingTime(reader: Reader): Promise<number | undefined> {
	if (reader.settings.event.laterThan === undefined) return undefined;
	const { providerTime } = await readListing(reader, { laterThan: Date.now(), limit: 1 });
	return providerTime - LOOK_BACK_MILLISECONDS;
}

/** Where the list has no filter by date, all is read each time, and nothing is known by date alone. */
function extended(
	memory: Memory,
	{ settings }: Reader,
	{ records, providerTime }: Listing,
): Memory {
	const { laterThan, newOnReturn } = settings.event;
	const knownUntil = laterThan === undefined ? 0 : providerTime - LOOK_BACK_MILLISECONDS;
	return remember(newOnReturn ? forgetAbsent(memory, records) : memory, records, knownUntil);
}
