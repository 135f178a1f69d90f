/** What a trigger has seen, so that each change is handed over once. Pure. */
import { isObject } from '../../../credentials/lib/json';

/** A record as far as its novelty is concerned. */
export interface Sighting {
	id: string;
	/** Milliseconds since the epoch, by the provider's clock. */
	date: number;
	/** The same for two states of the record between which nothing of interest has happened. */
	version: string;
}

/** Date and version; with a 1 where the record has left the list since. */
type Known = [date: number, version: string, hasLeft?: 1];

/** Plain JSON: n8n keeps it in the node's static data. */
export interface Memory {
	/**
	 * Records dated up to here are known, whether they are in `seen` or not. Milliseconds since the
	 * epoch, by the provider's clock.
	 */
	knownUntil: number;
	/** By id, records dated later. */
	seen: Record<string, Known>;
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

/**
 * Whether the record had left the list, and is back. One that has the same date as before was only
 * missed, as happens when the records before it move up to a page that has been read.
 */
export function isBack({ seen }: Memory, { id, date }: Sighting): boolean {
	const known = Object.hasOwn(seen, id) ? seen[id] : undefined;
	return known !== undefined && known[2] === 1 && known[0] !== date;
}

/** The memory with a mark on the records that `isPresent` does not find on the list. */
export function markAbsent(memory: Memory, isPresent: (id: string) => boolean): Memory {
	const seen = Object.entries(memory.seen).map(([id, known]): [string, Known] =>
		isPresent(id) ? [id, known] : [id, [known[0], known[1], 1]],
	);
	return { ...memory, seen: Object.fromEntries(seen) };
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

/** The memory that static data hold; undefined where something else stands there. */
export function memoryIn(value: unknown): Memory | undefined {
	if (!isObject(value) || !isInstant(value.knownUntil) || !isObject(value.seen)) return undefined;
	const seen = Object.entries(value.seen as Record<string, unknown>).filter(
		(entry): entry is [string, Known] => isKnown(entry[1]),
	);
	return { knownUntil: value.knownUntil, seen: Object.fromEntries(seen) };
}

function isKnown(value: unknown): value is Known {
	return Array.isArray(value) && isInstant(value[0]) && typeof value[1] === 'string';
}

function isInstant(value: unknown): value is number {
	return typeof value === 'number' && Number.isFinite(value);
}
