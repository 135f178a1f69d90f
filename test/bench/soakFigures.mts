/** What a soak measures, and what must not have grown. */
import { summarize } from './rounds.mts';

/** One look at a running n8n. Sizes of the process are taken after a forced garbage collection. */
export interface Sample {
	/** Since the load began. */
	readonly minute: number;
	readonly heapMegabytes: number;
	readonly residentMegabytes: number;
	/** Sockets, servers included, that the process has open. */
	readonly sockets: number;
	/** Everything that the process has open: files, sockets, pipes. */
	readonly descriptors: number;
	readonly timers: number;
	/** Listeners on the process itself. */
	readonly listeners: number;
	/** In all tables of n8n's that hold executions. */
	readonly executionRows: number;
	/** In all other tables. */
	readonly otherRows: number;
	/** Of all workflows, as stored. */
	readonly staticDataBytes: number;
	/** Of the credential that takes most, as stored. */
	readonly largestCredentialBytes: number;
}

/** One n8n under load. */
export interface SoakSide {
	readonly samples: readonly Sample[];
	/** A while after the load has ended. */
	readonly rest: Sample;
	readonly succeeded: number;
	readonly failed: number;
	/** Webhooks that n8n did not take. */
	readonly refused: number;
	/** Logins and refreshes that reached the providers. */
	readonly tokenRequests: number;
	/** Rows of each table that holds any, at the start of the comparison and at the end. */
	readonly tables: Readonly<Record<string, readonly [from: number, to: number]>>;
}

export interface SoakBench {
	readonly minutes: number;
	readonly executionsPerSecond: number;
	readonly credentials: number;
	readonly tokenLifetimeSeconds: number;
	/** Executions that n8n keeps; it deletes older ones. */
	readonly keptExecutions: number;
	/** With this package. */
	readonly ours: SoakSide;
	/** Without it: n8n's own nodes and credentials under the same load. */
	readonly control: SoakSide;
}

/** A number that must not grow, and how it is to be read. */
export interface Measure {
	readonly name: keyof Sample;
	readonly title: string;
	readonly unit: string;
	/** Most that it may grow by, as a share; nothing where it is only stated. */
	readonly atMost?: number;
}

export interface Growth extends Measure {
	readonly from: number;
	readonly to: number;
	/** The share by which it grew; negative where it shrank. */
	readonly share: number;
	readonly isMet: boolean;
}

/** By then n8n has compiled what it runs, and filled its caches. */
export const WARM_AFTER_MINUTES = 10;

/** A single look hits executions that are under way. */
const LOOKS = 3;

export const MEASURES: readonly Measure[] = [
	{ name: 'heapMegabytes', title: 'heap', unit: 'MB', atMost: 0.05 },
	{ name: 'residentMegabytes', title: 'resident memory', unit: 'MB' },
	{ name: 'executionRows', title: 'rows of executions', unit: '', atMost: 0.1 },
	{ name: 'otherRows', title: 'rows in other tables', unit: '' },
	{ name: 'staticDataBytes', title: 'static data of all workflows', unit: 'B' },
	{ name: 'largestCredentialBytes', title: 'largest stored credential', unit: 'B', atMost: 0.05 },
	{ name: 'sockets', title: 'sockets', unit: '', atMost: 0.1 },
	{ name: 'descriptors', title: 'open files and sockets', unit: '', atMost: 0.1 },
	{ name: 'timers', title: 'timers', unit: '', atMost: 0.1 },
	{ name: 'listeners', title: 'listeners on the process', unit: '', atMost: 0 },
];

/**
 * How each number grew from the tenth minute to the end: the medians of the three looks up to either
 * moment. A run that is too short for that is compared from its middle on.
 */
export function growths({ samples }: SoakSide): Growth[] {
	const last = samples.at(-1)?.minute ?? 0;
	const from = samplesUpTo(samples, Math.min(WARM_AFTER_MINUTES, last / 2));
	const to = samplesUpTo(samples, last);
	return MEASURES.map((measure) => {
		const [before, after] = [medianOf(from, measure.name), medianOf(to, measure.name)];
		const share = before === 0 ? Number(after > 0) : after / before - 1;
		const isMet = measure.atMost === undefined || share <= measure.atMost;
		return { ...measure, from: before, to: after, share, isMet };
	});
}

function samplesUpTo(samples: readonly Sample[], minute: number): readonly Sample[] {
	return samples.filter((sample) => sample.minute <= minute).slice(-LOOKS);
}

function medianOf(samples: readonly Sample[], name: keyof Sample): number {
	return summarize(samples.map((sample) => sample[name])).median;
}
