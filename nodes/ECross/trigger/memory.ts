/** What a trigger has seen, so that each change is handed over once. Pure. */
import { isObject } from '../../../credentials/lib/json';
import { sweepIn, type Sweep } from './sweepState';

/** A record as far as its novelty is concerned. */
export interface Sighting {
	id: string;
	/** Milliseconds since the epoch, by the provider's clock. */
	date: number;
	/** The same for two states of the record between which nothing of interest has happened. */
	version: string;
	/** Where a list is read in parts, the instant of creation by which it is divided. */
	created?: number;
}

/** Date and version; with a 1 where the record has left the list since; with its creation. */
type Known = [date: number, version: string, hasLeft?: 0 | 1, created?: number];

/** A list that was cut off, and where it goes on. */
export interface Reading {
	/** What the list was asked for, and what counts as known on it; null for all. */
	since: number | null;
	nextPageToken: string;
	/** The earlier one of both clocks when it began. Milliseconds since the epoch. */
	began: number;
	/** Date of the newest record so far. */
	newest: number | null;
}

/** Plain JSON: n8n keeps it in the node's static data. */
export interface Memory {
	/**
	 * Records dated up to here are known, whether they are in `seen` or not. Milliseconds since the
	 * epoch, by the provider's clock.
	 */
	knownUntil: number;
	/** By id, records dated later. */
	seen: Record<string, Known>;
	/** The same as `knownUntil` for the records created on one day, by the number of that day. */
	days?: Record<string, number>;
	reading?: Reading;
	sweep?: Sweep;
}

/**
 * Most records that are remembered one by one: some 400 KB in n8n's database. Beyond it the oldest
 * are told apart by their date alone. A change still brings a later date and is noticed; only one
 * that shows up late, dated before the 5,000th newest, no longer is.
 */
export const MOST_REMEMBERED = 5_000;

const DAY_MILLISECONDS = 86_400_000;

/** The memory of a trigger to which nothing is known that is dated after `knownUntil`. */
export function emptyMemory(knownUntil: number): Memory {
	return { knownUntil, seen: {} };
}

/** Whether this version of the record has not been seen. */
export function isNew(memory: Memory, { id, date, version, created }: Sighting): boolean {
	const known = knownOf(memory, id);
	return known ? known[1] !== version : date > floorOf(memory, created);
}

/** Up to which date a record that is not remembered by its id is known. */
function floorOf({ knownUntil, days }: Memory, created: number | undefined): number {
	const floor = created === undefined ? undefined : days?.[dayOf(created)];
	return Math.max(knownUntil, floor ?? -Infinity);
}

/**
 * Whether the record had left the list, and is back. One that has the same date as before was only
 * missed, as happens when the records before it move up to a page that has been read.
 */
export function isBack(memory: Memory, { id, date }: Sighting): boolean {
	const known = knownOf(memory, id);
	return known !== undefined && known[2] === 1 && known[0] !== date;
}

function knownOf({ seen }: Memory, id: string): Known | undefined {
	return Object.hasOwn(seen, id) ? seen[id] : undefined;
}

/**
 * The memory with a mark on the records that have left the list.
 *
 * @param hasLeft is asked about each record, with its creation where that is known
 */
export function markAbsent(
	memory: Memory,
	hasLeft: (id: string, created: number | undefined) => boolean,
): Memory {
	const seen = Object.entries(memory.seen).map(([id, known]): [string, Known] => {
		const [date, version, , created] = known;
		if (!hasLeft(id, created)) return [id, known];
		return [id, created === undefined ? [date, version, 1] : [date, version, 1, created]];
	});
	return { ...memory, seen: Object.fromEntries(seen) };
}

/** The memory after these records were seen, with everything dated up to `knownUntil` known. */
export function remember(
	memory: Memory,
	sightings: readonly Sighting[],
	knownUntil: number,
): Memory {
	const seen = new Map(Object.entries(memory.seen));
	for (const { id, date, version, created } of sightings) {
		seen.set(id, created === undefined ? [date, version] : [date, version, 0, created]);
	}
	const until = Math.max(memory.knownUntil, knownUntil);
	const newestFirst = [...seen]
		.filter(([, [date]]) => date > until)
		.sort(([, [a]], [, [b]]) => b - a);
	const forgotten = newestFirst.slice(MOST_REMEMBERED).map(([, known]) => known);
	return {
		...withFloors({ ...memory, knownUntil: until }, forgotten),
		seen: Object.fromEntries(newestFirst.slice(0, MOST_REMEMBERED)),
	};
}

/** What is no longer remembered by its id is known by its date: on its day, where that is known. */
function withFloors(memory: Memory, forgotten: readonly Known[]): Memory {
	let { knownUntil } = memory;
	const days = { ...memory.days };
	for (const [date, , , created] of forgotten) {
		if (created === undefined) knownUntil = Math.max(knownUntil, date);
		else days[dayOf(created)] = Math.max(days[dayOf(created)] ?? date, date);
	}
	return Object.keys(days).length > 0 ? { ...memory, knownUntil, days } : { ...memory, knownUntil };
}

/** The memory without the floors of days before an instant, which are no longer listed. */
export function forgetDaysBefore(memory: Memory, instant: number): Memory {
	const { days, ...rest } = memory;
	const kept = Object.entries(days ?? {}).filter(([day]) => Number(day) >= dayOf(instant));
	return kept.length > 0 ? { ...rest, days: Object.fromEntries(kept) } : rest;
}

function dayOf(instant: number): number {
	return Math.floor(instant / DAY_MILLISECONDS);
}

/** The memory that static data hold; undefined where something else stands there. */
export function memoryIn(value: unknown): Memory | undefined {
	if (!isObject(value) || !isInstant(value.knownUntil) || !isObject(value.seen)) return undefined;
	const seen = Object.entries(value.seen as Record<string, unknown>).filter(
		(entry): entry is [string, Known] => isKnown(entry[1]),
	);
	const reading = readingIn(value.reading);
	const sweep = sweepIn(value.sweep);
	return {
		knownUntil: value.knownUntil,
		seen: Object.fromEntries(seen),
		...(isObject(value.days) ? { days: instantsIn(value.days) } : {}),
		...(reading ? { reading } : {}),
		...(sweep ? { sweep } : {}),
	};
}

function isKnown(value: unknown): value is Known {
	if (!Array.isArray(value)) return false;
	const [date, version, , created] = value as unknown[];
	return (
		isInstant(date) && typeof version === 'string' && (created === undefined || isInstant(created))
	);
}

function readingIn(value: unknown): Reading | undefined {
	if (!isObject(value)) return undefined;
	const { since, nextPageToken, began, newest } = value;
	const isWhole =
		(since === null || isInstant(since)) &&
		typeof nextPageToken === 'string' &&
		isInstant(began) &&
		(newest === null || isInstant(newest));
	return isWhole ? { since, nextPageToken, began, newest } : undefined;
}

function instantsIn(value: Record<string, unknown>): Record<string, number> {
	const entries = Object.entries(value).filter((entry): entry is [string, number] =>
		isInstant(entry[1]),
	);
	return Object.fromEntries(entries);
}

function isInstant(value: unknown): value is number {
	return typeof value === 'number' && Number.isFinite(value);
}
