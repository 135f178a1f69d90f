/** What a trigger has seen, so that each change is handed over once. Pure. */

/** A record as far as its novelty is concerned. */
export interface Sighting {
	id: string;
	/** Milliseconds since the epoch, by the provider's clock. */
	date: number;
	/** What can change without the date; empty where nothing can. */
	state: string;
}

/** Plain JSON: n8n keeps it in the node's static data. */
export interface Memory {
	/**
	 * Records dated up to here are known, whether they are in `seen` or not. Milliseconds since the
	 * epoch, by the provider's clock.
	 */
	knownUntil: number;
	/** Date and state, by id, of records dated later. */
	seen: Record<string, [date: number, state: string]>;
}

/**
 * Most records that are remembered one by one: some 300 KB in n8n's database. Beyond it the oldest
 * are told apart by their date alone. A change still brings a later date and is noticed; only one
 * that shows up late, dated before the 5,000th newest, no longer is.
 */
export const MOST_REMEMBERED = 5_000;

/** The memory of a trigger to which nothing is known that is dated after `knownUntil`. */
export function emptyMemory(knownUntil: number): Memory {
	return { knownUntil, seen: {} };
}

/** Whether the record has not been seen in this state. */
export function isNew({ knownUntil, seen }: Memory, { id, date, state }: Sighting): boolean {
	const known = Object.hasOwn(seen, id) ? seen[id] : undefined;
	return known ? known[0] !== date || known[1] !== state : date > knownUntil;
}

/** The memory after these records were seen, with everything dated up to `knownUntil` known. */
export function remember(
	memory: Memory,
	sightings: readonly Sighting[],
	knownUntil: number,
): Memory {
	const seen = new Map(Object.entries(memory.seen));
	for (const { id, date, state } of sightings) seen.set(id, [date, state]);
	const until = Math.max(memory.knownUntil, knownUntil);
	const newestFirst = [...seen]
		.filter(([, [date]]) => date > until)
		.sort(([, [a]], [, [b]]) => b - a);
	return {
		knownUntil: newestFirst[MOST_REMEMBERED]?.[1][0] ?? until,
		seen: Object.fromEntries(newestFirst.slice(0, MOST_REMEMBERED)),
	};
}
