// An hour of steady load on a running n8n with the package, beside one without: what grows?
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { provideInstallation } from '../../playground/installation.mts';
import { startN8n, type RunningN8n } from '../../playground/n8n.mts';
import { buildPackage, installPackage } from '../../playground/package.mts';
import { freePortPair } from '../../playground/ports.mjs';
import { startSandbox } from '../../sandbox/server.mts';
import { makeRunFolder } from '../e2e/support/runFolder.mts';
import { addressesOf, enterStage, type Stage } from '../e2e/support/stage.mts';
import { INSPECTED } from './Inspector.mts';
import { WARM_AFTER_MINUTES, type Sample, type SoakBench, type SoakSide } from './soakFigures.mts';
import { controlLoad, CREDENTIALS, ourLoad, shortenTokens, type SoakLoad } from './soakLoad.mts';
import { keptExecutions, rowsOfTables, takeSample } from './soakSample.mts';

const TOKEN_LIFETIME_SECONDS = 60;
const KEPT_EXECUTIONS = 500;
/** Connections that nobody uses are closed by then, on either side. */
const REST_MILLISECONDS = 90_000;
const MINUTE_MILLISECONDS = 60_000;
/** n8n deletes in the background, by default after an hour; here within the run. */
const PRUNING = {
	EXECUTIONS_DATA_PRUNE: 'true',
	EXECUTIONS_DATA_PRUNE_MAX_COUNT: String(KEPT_EXECUTIONS),
	EXECUTIONS_DATA_PRUNE_SOFT_DELETE_INTERVAL: '1',
	EXECUTIONS_DATA_PRUNE_HARD_DELETE_INTERVAL: '1',
	EXECUTIONS_DATA_HARD_DELETE_BUFFER: '0',
};
const FAILED: ReadonlySet<string> = new Set(['error', 'crashed', 'canceled']);

export interface SoakPlan {
	readonly n8nVersion: string;
	readonly minutes: number;
	/** On each of the two. */
	readonly executionsPerSecond: number;
}

/** Puts both under the same load for so many minutes, and looks at them once a minute. */
export async function measureSoak({ n8nVersion, ...plan }: SoakPlan): Promise<SoakBench> {
	const folder = await makeRunFolder();
	const sandbox = await startSandbox();
	const started: RunningN8n[] = [];
	const start = async (
		name: string,
		withPackage: boolean,
	): Promise<Stage & { n8n: RunningN8n }> => {
		const n8n = await startSide(n8nVersion, join(folder, name), withPackage);
		started.push(n8n);
		return { ...(await enterStage(n8n, sandbox)), n8n };
	};
	try {
		const stages = [await start('ours', true), await start('control', false)] as const;
		await shortenTokens(stages[0], TOKEN_LIFETIME_SECONDS);
		const loads = [await ourLoad(stages[0]), await controlLoad(stages[1])] as const;
		const [ours, control] = await Promise.all([
			soak('ours', stages[0].n8n, loads[0], plan),
			soak('control', stages[1].n8n, loads[1], plan),
		]);
		return {
			...plan,
			credentials: CREDENTIALS,
			tokenLifetimeSeconds: TOKEN_LIFETIME_SECONDS,
			keptExecutions: KEPT_EXECUTIONS,
			ours,
			control,
		};
	} finally {
		for (const n8n of started) await n8n.stop();
		await sandbox.close();
	}
}

async function startSide(
	n8nVersion: string,
	userFolder: string,
	withPackage: boolean,
): Promise<RunningN8n> {
	const installation = await provideInstallation(n8nVersion);
	if (withPackage) await installPackage(await buildPackage(), userFolder);
	const port = await freePortPair();
	const environment = {
		N8N_LOG_LEVEL: 'info',
		...PRUNING,
		...INSPECTED,
		...addressesOf(port),
	};
	return await startN8n({ installation, userFolder, port, environment });
}

async function soak(
	name: string,
	n8n: RunningN8n,
	{ starts, tokenRequests, everyMinute }: SoakLoad,
	{ minutes, executionsPerSecond }: Omit<SoakPlan, 'n8nVersion'>,
): Promise<SoakSide> {
	const samples: Sample[] = [await takeSample(n8n, 0)];
	const ending = new AbortController();
	const pace = keepStarting(starts, executionsPerSecond, ending.signal);
	const begin = performance.now();
	const ended = new Map<number, string>();
	let warm: Record<string, number> = {};
	for (let minute = 1; minute <= minutes; minute++) {
		await delay(Math.max(0, begin + minute * MINUTE_MILLISECONDS - performance.now()));
		const sample = await takeSample(n8n, minute);
		samples.push(sample);
		// All of the last minute are still there: it has fewer than are kept.
		for (const [id, status] of keptExecutions(n8n)) ended.set(id, status);
		if (minute <= Math.min(WARM_AFTER_MINUTES, minutes / 2)) warm = rowsOfTables(n8n);
		console.log(`${name}: ${JSON.stringify(sample)}`);
		await everyMinute();
	}
	ending.abort();
	const refused = await pace;
	await delay(REST_MILLISECONDS);
	for (const [id, status] of keptExecutions(n8n)) ended.set(id, status);
	const statuses = [...ended.values()];
	return {
		samples,
		rest: await takeSample(n8n, minutes + REST_MILLISECONDS / MINUTE_MILLISECONDS),
		succeeded: statuses.filter((status) => status === 'success').length,
		failed: statuses.filter((status) => FAILED.has(status)).length,
		refused,
		tokenRequests: await tokenRequests(),
		tables: tablesBetween(warm, rowsOfTables(n8n)),
	};
}

/** Starts one after the other at an even pace. Resolves to how many n8n did not take. */
async function keepStarting(
	starts: ReadonlyArray<() => Promise<boolean>>,
	perSecond: number,
	signal: AbortSignal,
): Promise<number> {
	let refused = 0;
	const begin = performance.now();
	const calls = new Set<Promise<void>>();
	for (let turn = 0; !signal.aborted; turn++) {
		const due = begin + (turn * 1_000) / perSecond;
		await delay(Math.max(0, due - performance.now()));
		const call = (starts[turn % starts.length]?.() ?? Promise.resolve(false))
			.catch(() => false)
			.then((taken) => {
				if (!taken) refused += 1;
				calls.delete(call);
			});
		calls.add(call);
	}
	await Promise.all(calls);
	return refused;
}

function tablesBetween(from: Record<string, number>, to: Record<string, number>) {
	const names = Object.keys(to).filter((name) => (to[name] ?? 0) + (from[name] ?? 0) > 0);
	return Object.fromEntries(names.map((name) => [name, [from[name] ?? 0, to[name] ?? 0] as const]));
}
