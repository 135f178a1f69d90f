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
interface Measure {
	readonly name: keyof Sample;
	readonly title: string;
	readonly unit: string;
	/** What of several looks counts; the median unless told. */
	readonly of?: 'least';
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
/** Calls come and go, but what leaks is open at every look. */
const LOOKS_FOR_LEAST = 10;

const MEASURES: readonly Measure[] = [
	{ name: 'heapMegabytes', title: 'heap', unit: 'MB', atMost: 0.05 },
	{ name: 'residentMegabytes', title: 'resident memory', unit: 'MB' },
	{ name: 'executionRows', title: 'rows of executions', unit: '', atMost: 0.1 },
	{ name: 'otherRows', title: 'rows in other tables', unit: '' },
	{ name: 'staticDataBytes', title: 'static data of all workflows', unit: 'B' },
	{ name: 'largestCredentialBytes', title: 'largest stored credential', unit: 'B', atMost: 0.05 },
	{ name: 'sockets', of: 'least', title: 'sockets', unit: '', atMost: 0.1 },
	{ name: 'descriptors', of: 'least', title: 'open files and sockets', unit: '', atMost: 0.1 },
	{ name: 'timers', of: 'least', title: 'timers', unit: '', atMost: 0.1 },
	{ name: 'listeners', of: 'least', title: 'listeners on the process', unit: '', atMost: 0 },
];

/**
 * How each number grew from the tenth minute to the end: the medians of the three looks up to either
 * moment, or the least of ten. A run that is too short for that is compared from its middle on.
 */
export function growths({ samples }: SoakSide): Growth[] {
	const last = samples.at(-1)?.minute ?? 0;
	const warm = Math.min(WARM_AFTER_MINUTES, last / 2);
	return MEASURES.map((measure) => {
		const [from, to] = [valueAt(samples, measure, warm), valueAt(samples, measure, last)];
		const share = from === 0 ? Number(to > 0) : to / from - 1;
		const isMet = measure.atMost === undefined || share <= measure.atMost;
		return { ...measure, from, to, share, isMet };
	});
}

function valueAt(samples: readonly Sample[], { name, of }: Measure, minute: number): number {
	// The first look is at an n8n that does nothing.
	const looks = samples.filter((sample) => sample.minute > 0 && sample.minute <= minute);
	const values = looks.map((sample) => sample[name]);
	return of === 'least'
		? Math.min(...values.slice(-LOOKS_FOR_LEAST))
		: summarize(values.slice(-LOOKS)).median;
}
