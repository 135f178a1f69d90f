// What the package adds to n8n's start, and to what the editor loads.
import { join } from 'node:path';
import type { INodeTypeDescription } from 'n8n-workflow';
import { N8nClient } from '../../playground/client.mts';
import { provideInstallation } from '../../playground/installation.mts';
import { startN8n, type RunningN8n } from '../../playground/n8n.mts';
import { buildPackage, installPackage } from '../../playground/package.mts';
import { PACKAGE } from '../e2e/support/nodeRun.mts';
import { makeRunFolder } from '../e2e/support/runFolder.mts';
import { OWNER } from '../e2e/support/stage.mts';
import { INSPECTED, Inspector } from './Inspector.mts';
import { LARGEST, type NodeSize, type Start, type StartBench } from './startFigures.mts';

const MEGABYTE = 2 ** 20;
const MILLION = 1_000_000;

/** Starts n8n with the package and without in turn, each so many times on a database of its own. */
export async function measureStart(n8nVersion: string, rounds: number): Promise<StartBench> {
	const installation = await provideInstallation(n8nVersion);
	const folder = await makeRunFolder();
	const sides = { ours: join(folder, 'ours'), alone: join(folder, 'alone') };
	const start = async (userFolder: string): Promise<RunningN8n> =>
		await startN8n({ installation, userFolder, environment: INSPECTED });
	await installPackage(await buildPackage(), sides.ours);
	const starts: Record<keyof typeof sides, Start[]> = { ours: [], alone: [] };
	let nodes: INodeTypeDescription[] = [];
	// The first start makes the database, which the package has no part in.
	for (let round = 0; round <= rounds; round++) {
		for (const side of ['ours', 'alone'] as const) {
			const begin = performance.now();
			const n8n = await start(sides[side]);
			const seconds = (performance.now() - begin) / 1_000;
			if (round > 0) starts[side].push({ seconds, ...(await lookAt(n8n)) });
			if (side === 'ours' && round === rounds) nodes = await nodeTypesOf(n8n);
			await n8n.stop();
		}
	}
	return { ...starts, ...sizesOf(nodes) };
}

async function lookAt(n8n: RunningN8n): Promise<Omit<Start, 'seconds'>> {
	const inspector = await Inspector.connect(n8n.logFile);
	const cpu = (await inspector.evaluate('process.cpuUsage()')) as NodeJS.CpuUsage;
	const heap = await inspector.heapAfterCollection();
	inspector.close();
	return {
		cpuSeconds: (cpu.user + cpu.system) / MILLION,
		heapMegabytes: heap / MEGABYTE,
	};
}

async function nodeTypesOf({ url }: RunningN8n): Promise<INodeTypeDescription[]> {
	const client = new N8nClient(url);
	await client.signIn(OWNER);
	return await client.listNodeTypes();
}

/** By name: the editor loads a description for each version of a node. */
function sizesOf(nodes: readonly INodeTypeDescription[]) {
	const bytes = new Map<string, number>();
	for (const node of nodes) {
		const size = Buffer.byteLength(JSON.stringify(node));
		bytes.set(node.name, (bytes.get(node.name) ?? 0) + size);
	}
	const sizes: NodeSize[] = [...bytes].map(([name, size]) => ({ name, bytes: size }));
	const largestFirst = sizes.toSorted((a, b) => b.bytes - a.bytes);
	const isOurs = ({ name }: NodeSize): boolean => name.startsWith(`${PACKAGE}.`);
	return {
		ourNodes: largestFirst.filter(isOurs),
		largestOfN8n: largestFirst.filter((node) => !isOurs(node)).slice(0, LARGEST),
		allBytes: sizes.reduce((sum, node) => sum + node.bytes, 0),
	};
}
