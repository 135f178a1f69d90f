/** What many rows and many items cost, and whether it grows no faster than they do. */

import { summarize, type Summary } from './rounds.mts';

/** What there is much of: rows that a list gives out, or items that reach the node. */
export type Scale = 'rows' | 'items';

export interface ScaleCase {
	readonly scale: Scale;
	readonly count: number;
}

export interface ScaleFigures {
	/** Of the processor, which a busy machine does not lengthen much. */
	readonly seconds: number;
	/** Most that the process has grown by, with what it gives out. */
	readonly megabytes: number;
}

export interface ScaleRow extends ScaleCase {
	readonly runs: readonly ScaleFigures[];
}

/** One of the figures over all runs. */
export function summaryOf({ runs }: ScaleRow, name: keyof ScaleFigures): Summary {
	return summarize(runs.map((run) => run[name]));
}

export const COUNTS = [25_000, 50_000, 100_000] as const;

/** Beyond the shares of the counts; collections of garbage come when they come. */
const TOLERANCE = 1.25;

/** How much more one row costs than one of the fewest; 1 where cost grows as the count does. */
export interface Linearity {
	readonly seconds: number;
	readonly megabytes: number;
	readonly isMet: boolean;
}

/** Holds a row against the one of the same scale with the fewest. */
export function linearityOf(row: ScaleRow, rows: readonly ScaleRow[]): Linearity {
	const [least = row] = rows
		.filter(({ scale }) => scale === row.scale)
		.toSorted((a, b) => a.count - b.count);
	// Turn by turn, since the machine may be another one in the next.
	const share = (name: keyof ScaleFigures): number =>
		summarize(
			row.runs.map((run, turn) => {
				const fewest = least.runs[turn]?.[name] ?? Number.NaN;
				return run[name] / row.count / (fewest / least.count);
			}),
		).median;
	const [seconds, megabytes] = [share('seconds'), share('megabytes')];
	return { seconds, megabytes, isMet: Math.max(seconds, megabytes) <= TOLERANCE };
}
