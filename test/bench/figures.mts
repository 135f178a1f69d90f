/** The figures of all parts of the benchmark, as they lie in `docs/benchmarks.json`. */
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { cpus, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { checkoutFolder } from '../../playground/folders.mts';
import { judge, type Comparison } from './rounds.mts';
import type { QueueBench } from './queueFigures.mts';
import { mostGrowth, type MemoryRow } from './memory.mts';
import { problemsOf, type FloodRow } from './floodFigures.mts';
import { linearityOf, type ScaleRow } from './scaleFigures.mts';
import { MOST_BYTES, type StartBench } from './startFigures.mts';
import { growths, type SoakBench } from './soakFigures.mts';
import type { ProfileBench } from './profileFigures.mts';
import { isAsRequired, type TokenRow } from './tokens.mts';

/** Where and when something was measured. */
export interface Circumstances {
	/** Of the day, as in 2026-01-31. */
	readonly date: string;
	readonly n8n: string;
	readonly node: string;
	readonly processor: string;
	readonly cores: number;
	readonly memoryGigabytes: number;
	readonly system: string;
}

/** A result that knows where it comes from: parts may have been measured apart. */
export interface Measured<Result> {
	readonly circumstances: Circumstances;
	readonly seconds: number;
	readonly result: Result;
}

export interface Figures {
	tokens?: Measured<readonly TokenRow[]>;
	requests?: Measured<readonly Comparison[]>;
	profile?: Measured<ProfileBench>;
	nodes?: Measured<readonly Comparison[]>;
	limit?: Measured<readonly TokenRow[]>;
	memory?: Measured<readonly MemoryRow[]>;
	queue?: Measured<QueueBench>;
	scale?: Measured<readonly ScaleRow[]>;
	floods?: Measured<readonly FloodRow[]>;
	start?: Measured<StartBench>;
	soak?: Measured<SoakBench>;
}

const figuresFile = join(checkoutFolder, 'docs', 'benchmarks.json');
const GIGABYTE = 2 ** 30;

/** The figures that were saved last; none where nothing was. */
export async function readFigures(): Promise<Figures> {
	return existsSync(figuresFile)
		? (JSON.parse(await readFile(figuresFile, 'utf8')) as Figures)
		: {};
}

export async function writeFigures(figures: Figures): Promise<void> {
	await writeFile(figuresFile, `${JSON.stringify(figures, undefined, '\t')}\n`);
}

/** What of this machine and these versions a reader must know to place a figure. */
export function circumstances(n8nVersion: string): Circumstances {
	const processors = cpus();
	return {
		date: new Date().toISOString().slice(0, 10),
		n8n: n8nVersion,
		node: process.versions.node,
		processor: processors[0]?.model ?? 'unknown',
		cores: processors.length,
		memoryGigabytes: Math.round(totalmem() / GIGABYTE),
		system: `${type()} ${release()}`,
	};
}

/** A sentence for every requirement that these figures do not meet. */
export function missed(figures: Figures): string[] {
	const { tokens, requests, nodes, limit, memory, scale, floods, start, queue, soak } = figures;
	const rows = [...(tokens?.result ?? []), ...(limit?.result ?? [])].filter(
		(row) => !isAsRequired(row),
	);
	const comparisons = [...(requests?.result ?? []), ...(nodes?.result ?? [])];
	return [
		...rows.map(({ title, ours, required }) => {
			return `${title}: ${JSON.stringify(ours)}, not ${JSON.stringify(required)}`;
		}),
		...comparisons
			.flatMap(judge)
			.filter(({ isMet }) => !isMet)
			.map(
				({ name, title, ratio, atMost }) =>
					`${name}, ${title}: ratio ${ratio.median.toFixed(2)}, not at most ${atMost}`,
			),
		...(memory?.result ?? [])
			.filter((row) => row.grown > mostGrowth(row))
			.map(({ title, grown }) => `Memory, ${title}: ${grown.toFixed(0)} MB`),
		...(scale ? missedByScale(scale.result) : []),
		...(floods?.result ?? []).flatMap(problemsOf),
		...(start ? missedByStart(start.result) : []),
		...(soak ? missedBySoak(soak.result) : []),
		...(queue?.result.isMet === false ? [`Queue mode: ${JSON.stringify(queue.result.ours)}`] : []),
	];
}

function missedBySoak({ ours: side }: SoakBench): string[] {
	const grown = growths(side)
		.filter(({ isMet }) => !isMet)
		.map(({ title, from, to }) => `Soak, ${title}: from ${from.toFixed(1)} to ${to.toFixed(1)}`);
	const { failed, refused } = side;
	const lost = failed + refused > 0 ? [`Soak: ${failed} failed, ${refused} refused`] : [];
	return [...grown, ...lost];
}

function missedByScale(rows: readonly ScaleRow[]): string[] {
	return rows
		.filter((row) => !linearityOf(row, rows).isMet)
		.map(({ scale, count }) => `${count} ${scale} cost more than their share`);
}

function missedByStart({ ourNodes }: StartBench): string[] {
	return ourNodes
		.filter(({ name, bytes }) => !name.endsWith('Tool') && bytes > MOST_BYTES)
		.map(
			({ name, bytes }) => `${name}: a description of ${bytes} bytes, not at most ${MOST_BYTES}`,
		);
}
