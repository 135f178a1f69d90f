// `npm run bench:nodes`: time of our node beside n8n's HTTP Request node with a fixed header, in one
// run on a real n8n, against the same endpoint of the sandbox.
import type { INode, INodeParameters } from 'n8n-workflow';
import type { Credential, N8nClient } from '../../playground/client.mts';
import { BENCH_USAGE, parseBenchArguments } from './arguments.mts';
import { PACKAGE } from './nodeRun.mts';
import { makeRunFolder } from './runFolder.mts';
import { enterStage, startServers, type Stage } from './stage.mts';

const ITEMS = 500;
const ROUNDS = 7;
const LATENCY_MILLISECONDS = 100;
const ACCOUNT = 'client-bench';
const TRIGGER = 'Run once';
const NODE = 'Measured';

/** One comparison: our node against the HTTP Request node, which always sends all items at once. */
interface Comparison {
	readonly title: string;
	readonly latencyMilliseconds: number;
	/** Items that our node has under way at once; its default where left out. */
	readonly itemsAtOnce?: number;
	/** Most that the ratio of the medians may be; nothing where it is only stated. */
	readonly limit?: number;
}

const comparisons: readonly Comparison[] = [
	{ title: 'loopback, all at once', latencyMilliseconds: 0, itemsAtOnce: ITEMS, limit: 1 },
	{ title: 'loopback, default (10 at once)', latencyMilliseconds: 0 },
	{
		title: `${LATENCY_MILLISECONDS} ms latency, 50 at once`,
		latencyMilliseconds: LATENCY_MILLISECONDS,
		itemsAtOnce: 50,
		limit: 1.5,
	},
	{
		title: `${LATENCY_MILLISECONDS} ms latency, default (10 at once)`,
		latencyMilliseconds: LATENCY_MILLISECONDS,
	},
];

try {
	const { n8nVersion, help } = parseBenchArguments(process.argv.slice(2));
	if (help) console.log(BENCH_USAGE);
	else await bench(n8nVersion);
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}

async function bench(n8nVersion: string): Promise<void> {
	const servers = await startServers(n8nVersion, await makeRunFolder());
	try {
		const stage = await enterStage(servers.n8n, servers.sandbox);
		console.log(`\n${ITEMS} items, medians of ${ROUNDS} interleaved runs, n8n ${n8nVersion}\n`);
		console.log('| Case | HTTP Request, fixed header | ours | ratio | at most | |');
		console.log('|---|---|---|---|---|---|');
		const nodes = await prepare(stage);
		for (const comparison of comparisons) await compare(stage, nodes, comparison);
	} finally {
		await servers.close();
	}
}

interface Nodes {
	readonly theirs: INode;
	ours(itemsAtOnce: number | undefined): INode;
}

async function compare(stage: Stage, nodes: Nodes, comparison: Comparison): Promise<void> {
	const { title, latencyMilliseconds, itemsAtOnce, limit } = comparison;
	await stage.sandbox.settings('ecross', { latencyMilliseconds });
	const theirs = await measurement(stage.client, nodes.theirs);
	const ours = await measurement(stage.client, nodes.ours(itemsAtOnce));
	const times: { theirs: number[]; ours: number[] } = { theirs: [], ours: [] };
	// Round 0 warms both up; then each takes its turn, so that a busy machine hits both alike.
	for (let round = 0; round <= ROUNDS; round++) {
		const pair = { theirs: await theirs(), ours: await ours() };
		if (round === 0) continue;
		times.theirs.push(pair.theirs);
		times.ours.push(pair.ours);
	}
	const ratio = median(times.ours) / median(times.theirs);
	const isMet = limit === undefined || ratio <= limit;
	if (!isMet) process.exitCode = 1;
	const verdict = limit === undefined ? 'stated' : isMet ? 'ok' : 'FAILED';
	console.log(
		`| ${title} | ${describe(times.theirs)} | ${describe(times.ours)} | ${ratio.toFixed(2)} | ${limit ?? ''} | ${verdict} |`,
	);
}

/** Returns a function that runs a node over all items, and gives the node's own milliseconds. */
async function measurement(client: N8nClient, node: INode): Promise<() => Promise<number>> {
	const workflow = await client.createWorkflow({
		name: node.type,
		nodes: [
			{
				id: 'trigger',
				name: TRIGGER,
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			node,
		],
		connections: { [TRIGGER]: { main: [[{ node: NODE, type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
		pinData: { [TRIGGER]: Array.from({ length: ITEMS }, () => ({ json: {} })) },
	});
	return async () => {
		const execution = await client.runWorkflow(workflow.id, TRIGGER);
		if (execution.status !== 'success') {
			throw new Error(`${node.type}: ${execution.data.resultData.error?.message}`);
		}
		return execution.data.resultData.runData[NODE]?.[0]?.executionTime ?? Number.NaN;
	};
}

async function prepare({ client, sandbox }: Stage): Promise<Nodes> {
	const { ecross } = sandbox.addresses;
	await sandbox.seedECross({ account: ACCOUNT, skus: 1 });
	const eCross = await client.createCredential({
		name: 'Ours',
		type: 'eCrossApi',
		data: {
			environment: 'custom',
			...ecross,
			clientId: ACCOUNT,
			clientSecret: `secret-of-${ACCOUNT}`,
		},
	});
	const header = await client.createCredential({
		name: 'Fixed header',
		type: 'httpHeaderAuth',
		data: { name: 'Authorization', value: `Bearer ${await token(ecross.authUrl)}` },
	});
	return {
		theirs: nodeOf('n8n-nodes-base.httpRequest', 4.2, header, {
			url: `${ecross.productUrl}/ext/merchant/skus`,
			authentication: 'genericCredentialType',
			genericAuthType: 'httpHeaderAuth',
			options: {},
		}),
		ours: (itemsAtOnce) =>
			nodeOf(`${PACKAGE}.eCross`, 1, eCross, {
				resource: 'sku',
				operation: 'getAll',
				limit: 1,
				simple: false,
				options: itemsAtOnce === undefined ? {} : { itemsAtOnce },
			}),
	};
}

async function token(authUrl: string): Promise<string> {
	const response = await fetch(`${authUrl}/token`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ clientId: ACCOUNT, clientSecret: `secret-of-${ACCOUNT}` }),
	});
	return ((await response.json()) as { token: string }).token;
}

function nodeOf(
	type: string,
	typeVersion: number,
	{ id, name, type: credentialType }: Credential,
	parameters: INodeParameters,
): INode {
	return {
		id: 'measured',
		name: NODE,
		type,
		typeVersion,
		position: [220, 0],
		credentials: { [credentialType]: { id, name } },
		parameters,
	};
}

function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function describe(values: readonly number[]): string {
	return `${median(values)} ms (${Math.min(...values)} to ${Math.max(...values)})`;
}
