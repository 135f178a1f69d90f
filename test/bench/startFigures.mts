/** What the package adds to n8n's start. */
import { summarize, type Summary } from './rounds.mts';

/** One start of n8n, until it answers. */
export interface Start {
	readonly seconds: number;
	/** Of the processor, which other load hardly changes. */
	readonly cpuSeconds: number;
	/** After a forced garbage collection. */
	readonly heapMegabytes: number;
}

/** What the editor loads of a node, all its versions together. */
export interface NodeSize {
	readonly name: string;
	readonly bytes: number;
}

export interface StartBench {
	/** Start by start, with the package. */
	readonly ours: readonly Start[];
	/** Without it. */
	readonly alone: readonly Start[];
	/** Largest first; n8n adds the tool that it makes of each action node. */
	readonly ourNodes: readonly NodeSize[];
	readonly largestOfN8n: readonly NodeSize[];
	/** Of all node types. */
	readonly allBytes: number;
}

/** How many of n8n's own nodes stand beside ours. */
export const LARGEST = 5;

/** Most that the description of one of our nodes may take. */
export const MOST_BYTES = 200 * 1024;

/** One number of a start on both sides, and what the package adds to it, start by start. */
export interface Added {
	readonly alone: Summary;
	readonly ours: Summary;
	/** Of the pairs that ran one after the other. */
	readonly added: Summary;
}

export function addedTo({ ours, alone }: StartBench, name: keyof Start): Added {
	const [with_, without] = [ours, alone].map((starts) => starts.map((start) => start[name]));
	const pairs = (with_ ?? []).map((value, index) => value - (without?.[index] ?? Number.NaN));
	return { alone: summarize(without ?? []), ours: summarize(with_ ?? []), added: summarize(pairs) };
}
