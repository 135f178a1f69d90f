/** Whose code a processor's time goes to, by a CPU profile of V8. */

/** As the inspector's `Profiler.stop` returns it; times are microseconds. */
export interface CpuProfile {
	readonly nodes: readonly ProfileNode[];
	/** The node that was running, sample by sample. */
	readonly samples: readonly number[];
	/** Since the sample before. */
	readonly timeDeltas: readonly number[];
}

interface ProfileNode {
	readonly id: number;
	readonly callFrame: { readonly url: string; readonly functionName: string };
	readonly children?: readonly number[];
}

/** Milliseconds of one request on average. */
export interface RequestTime {
	readonly credential: string;
	/** Of n8n's main thread, idle time left out. */
	readonly all: number;
	/** In functions of this package, with all that they call. */
	readonly ours: number;
}

export interface ProfileBench {
	readonly requests: number;
	readonly ours: RequestTime;
	readonly fixed: RequestTime;
	/** Milliseconds of the hook for one request, without n8n and without a profiler. */
	readonly hookAlone: number;
}

const MICROSECONDS = 1_000;
const IDLE = '(idle)';

/**
 * Time in functions whose file is wanted, with all that these call, and time altogether; idle time is
 * in neither.
 */
export function timesOf(
	{ nodes, samples, timeDeltas }: CpuProfile,
	isWanted: (url: string) => boolean,
): { readonly all: number; readonly wanted: number } {
	const byId = new Map(nodes.map((node) => [node.id, node]));
	const wanted = new Set<number>();
	for (const node of nodes) {
		if (isWanted(node.callFrame.url)) addBranch(node, byId, wanted);
	}
	const times = { all: 0, wanted: 0 };
	for (const [index, id] of samples.entries()) {
		if (byId.get(id)?.callFrame.functionName === IDLE) continue;
		const milliseconds = (timeDeltas[index] ?? 0) / MICROSECONDS;
		times.all += milliseconds;
		if (wanted.has(id)) times.wanted += milliseconds;
	}
	return times;
}

function addBranch(
	node: ProfileNode,
	byId: ReadonlyMap<number, ProfileNode>,
	branch: Set<number>,
): void {
	branch.add(node.id);
	for (const id of node.children ?? []) {
		const child = byId.get(id);
		if (child && !branch.has(id)) addBranch(child, byId, branch);
	}
}
