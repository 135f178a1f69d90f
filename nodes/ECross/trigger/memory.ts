/** What a trigger has seen, so that each change is handed over once. Pure. */

/** A record as far as its novelty is concerned. */
export interface Sighting {
	id: string;
	/** Milliseconds since the epoch, by the provider's clock. */
	date: number;
	/** The same for two states of the record between which nothing of interest has happened. */
	version: string;
}

/** Plain JSON: n8n keeps it in the node's static data. */
export interface Memory {
	/**
	 * Records dated up to here are known, whether they are in `seen` or not. Milliseconds since the
	 * epoch, by the provider's clock.
	 */
	knownUntil: number;
	/** Date and version, by id, of records dated later. */
	seen: Record<string, [date: number, version: string]>;
}

/**
 * Most records that are remembered one by one: some 400 KB in n8n's database. Beyond it the oldest
 * are told apart by their date alone. A change still brings a later date and is noticed; only one
 * that shows up late, dated before the 5,000th newest, no longer is.
 */
export const MOST_REMEMBERED = 5_000;

/** The memory of a trigger to which nothing is known that is dated after `knownUntil`. */
export function emptyMemory(knownUntil: number): Memory {
	return { knownUntil, seen: {} };
}

/** Whether this version of the record has not been seen. */
export function isNew({ knownUntil, seen }: Memory, { id, date, version }: Sighting): boolean {
	const known = Object.hasOwn(seen, id) ? seen[id] : undefined;
	return known ? known[1] !== version : date > knownUntil;
}

/** The memory without the records that are not among those listed. */
export function forgetAbsent(memory: Memory, listed: readonly Sighting[]): Memory {
	const ids = new Set(listed.map(({ id }) => id));
	const present = Object.entries(memory.seen).filter(([id]) => ids.has(id));
	return { ...memory, seen: Object.fromEntries(present) };
}

/** The memory after these records were seen, with everything dated up to `knownUntil` known. */
export function remember(
	memory: Memory,
	sightings: readonly Sighting[],
	knownUntil: number,
): Memory {
	const seen = new Map(Object.entries(memory.seen));
	for (const { id, date, version } of sightings) seen.set(id, [date, version]);
	const until = Math.max(memory.knownUntil, knownUntil);
	const newestFirst = [...seen]
		.filter(([, [date]]) => date > until)
		.sort(([, [a]], [, [b]]) => b - a);
	return {
		knownUntil: newestFirst[MOST_REMEMBERED]?.[1][0] ?? until,
		seen: Object.fromEntries(newestFirst.slice(0, MOST_REMEMBERED)),
	};
}
