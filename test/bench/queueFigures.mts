// Ten lifetimes in queue mode: what our credential costs in tokens beside one of n8n's own.
import type { Stage } from '../e2e/support/stage.mts';
import { httpNode } from '../e2e/support/loadNodes.mts';
import { startQueueStage } from '../e2e/support/queueStage.mts';
import {
	createCaller,
	providerFigures,
	runLoad,
	type Caller,
	type Load,
} from '../e2e/support/steadyLoad.mts';
import {
	eCross,
	metabase,
	PROVIDER_LATENCY_MILLISECONDS,
	type CredentialKind,
} from '../e2e/support/tokenCases.mts';

const WORKERS = 3;
/** Of ten lifetimes; renewing early alone makes 12. */
const MOST_TOKEN_REQUESTS_PER_LIFETIME = 1.5;

export interface QueueBenchPlan {
	readonly n8nVersion: string;
	readonly lifetimes: number;
	readonly lifetimeSeconds: number;
	/** For each of the two credentials. */
	readonly executionsPerSecond: number;
}

/** `npm run bench:queue` unless told. */
export const FULL_QUEUE_BENCH = { lifetimes: 10, lifetimeSeconds: 60, executionsPerSecond: 6 };

/** What one credential's calls led to. */
export interface QueueFigures {
	readonly credential: string;
	readonly executions: number;
	/** Logins that reached the provider. */
	readonly tokenRequests: number;
	/** Calls that were turned away because of their token. */
	readonly refused: number;
	/** Requests that were carried out more than once. */
	readonly sentTwice: number;
	/** Executions that failed, for whatever reason. */
	readonly failed: number;
}

export interface QueueBench {
	readonly plan: QueueBenchPlan;
	readonly workers: number;
	readonly ours: QueueFigures;
	readonly theirs: QueueFigures;
	/** Most token requests that ours may make. */
	readonly mostTokenRequests: number;
	/** Whether ours keeps to that, with no call refused and none sent twice. */
	readonly isMet: boolean;
}

/** Runs both credentials at once, each under a steady load of its own, on an n8n with three workers. */
export async function measureQueue(plan: QueueBenchPlan): Promise<QueueBench> {
	const workers = Array.from({ length: WORKERS }, () => ({}));
	const { stage, queue, close } = await startQueueStage(plan.n8nVersion, workers);
	try {
		const callers = [
			await prepare(stage, eCross, plan),
			await prepare(stage, metabase, plan),
		] as const;
		const { executionsPerSecond } = plan;
		const seconds = plan.lifetimes * plan.lifetimeSeconds;
		const load = { stage, database: queue.database, executionsPerSecond, seconds };
		const [ours, theirs] = await Promise.all([
			measure(eCross, { ...load, callers: [callers[0]] }),
			measure(metabase, { ...load, callers: [callers[1]] }),
		]);
		const mostTokenRequests = Math.floor(plan.lifetimes * MOST_TOKEN_REQUESTS_PER_LIFETIME);
		const isMet =
			ours.tokenRequests <= mostTokenRequests &&
			[ours.refused, ours.sentTwice, ours.failed].every((count) => count === 0);
		return { plan, workers: WORKERS, ours, theirs, mostTokenRequests, isMet };
	} finally {
		await close();
	}
}

/** A write for each execution, since those are what must not be sent twice. */
async function prepare(
	stage: Stage,
	kind: CredentialKind,
	{ lifetimeSeconds }: QueueBenchPlan,
): Promise<Caller> {
	const { client, sandbox } = stage;
	await sandbox.settings(kind.provider, {
		tokenLifetimeSeconds: lifetimeSeconds,
		latencyMilliseconds: PROVIDER_LATENCY_MILLISECONDS,
	});
	const data = kind.data('queue', sandbox.addresses);
	const credential = await client.createCredential({ name: kind.type, type: kind.type, data });
	const call = { method: 'POST', url: kind.url(sandbox), body: kind.body } as const;
	return await createCaller(stage, kind.type, httpNode(credential, call));
}

async function measure({ type, provider }: CredentialKind, load: Load): Promise<QueueFigures> {
	const { started, succeeded, sentTwice } = await runLoad(load);
	return {
		credential: type,
		executions: started,
		...(await providerFigures(load.stage, provider)),
		sentTwice,
		failed: started - succeeded,
	};
}
