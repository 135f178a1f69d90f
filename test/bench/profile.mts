// Where the time of a request of n8n's HTTP Request node goes: our credential beside a fixed header.
import { contender, type MeasuredNode } from './contender.mts';
import { startEndpoint } from './endpoint.mts';
import { measureHookAlone } from './hookAlone.mts';
import { INSPECTED, Inspector } from './Inspector.mts';
import {
	timesOf,
	type CpuProfile,
	type ProfileBench,
	type RequestTime,
} from './profileFigures.mts';
import { FIXED, nodesFor, OURS } from './requests.mts';
import { PACKAGE } from '../e2e/support/nodeRun.mts';
import { makeRunFolder } from '../e2e/support/runFolder.mts';
import { enterStage, startServers, type Stage } from '../e2e/support/stage.mts';

const ITEMS = 200;
const WARM_UP_RUNS = 10;
const RUNS = 15;
const SAMPLE_MICROSECONDS = 200;

/** Profiles both on an n8n of its own, and times the hook without one. */
export async function measureProfile(n8nVersion: string): Promise<ProfileBench> {
	const endpoint = await startEndpoint();
	const servers = await startServers(n8nVersion, await makeRunFolder(), 'info', INSPECTED);
	try {
		const stage = await enterStage(servers.n8n, servers.sandbox);
		const nodes = await nodesFor(stage, endpoint.url);
		const profiled = async (name: string): Promise<RequestTime> => {
			const node = nodes.find((one) => one.name === name);
			if (node === undefined) throw new Error(`There is no credential "${name}"`);
			return await profile(stage, servers.n8n.logFile, node);
		};
		// n8n becomes faster as it runs, so neither may have all of the better turns.
		const fixed = await profiled(FIXED);
		const ours = await profiled(OURS);
		const oursAgain = await profiled(OURS);
		const fixedAgain = await profiled(FIXED);
		return {
			requests: 2 * RUNS * ITEMS,
			fixed: meanOf(fixed, fixedAgain),
			ours: meanOf(ours, oursAgain),
			hookAlone: await measureHookAlone(),
		};
	} finally {
		await servers.close();
		await endpoint.close();
	}
}

function meanOf(one: RequestTime, other: RequestTime): RequestTime {
	const { credential } = one;
	return { credential, all: (one.all + other.all) / 2, ours: (one.ours + other.ours) / 2 };
}

async function profile(stage: Stage, logFile: string, node: MeasuredNode): Promise<RequestTime> {
	const { run } = await contender(stage.client, node, ITEMS);
	for (let turn = 0; turn < WARM_UP_RUNS; turn++) await run();
	const inspector = await Inspector.connect(logFile);
	await inspector.call('Profiler.enable');
	await inspector.call('Profiler.setSamplingInterval', { interval: SAMPLE_MICROSECONDS });
	await inspector.call('Profiler.start');
	for (let turn = 0; turn < RUNS; turn++) await run();
	const stopped = (await inspector.call('Profiler.stop')) as { profile: CpuProfile };
	inspector.close();
	const { all, wanted } = timesOf(stopped.profile, (url) =>
		url.includes(`/node_modules/${PACKAGE}/`),
	);
	const requests = RUNS * ITEMS;
	return { credential: node.name, all: all / requests, ours: wanted / requests };
}
