// Our node beside n8n's HTTP Request node with a fixed header, at the same endpoint of the sandbox.
import type { Credential } from '../../playground/client.mts';
import { takeTurns, type Bound, type Comparison } from './rounds.mts';
import { contender, type MeasuredNode } from './contender.mts';
import { PACKAGE } from '../e2e/support/nodeRun.mts';
import type { Stage } from '../e2e/support/stage.mts';
import { eCross } from '../e2e/support/tokenCases.mts';

const ITEMS = 500;
const LATENCY_MILLISECONDS = 100;
const ACCOUNT = 'bench-nodes';

const OURS = 'E-CROSS node';
const THEIRS = 'HTTP Request node';

/** One situation. The HTTP Request node always sends all items at once. */
interface NodeCase {
	readonly title: string;
	readonly latencyMilliseconds: number;
	/** Most items that our node has under way at once; what its pace allows where left out. */
	readonly itemsAtOnce?: number;
	/** Most that the ratio may be; nothing where it is only stated. */
	readonly atMost?: number;
}

const nodeCases: readonly NodeCase[] = [
	{ title: 'loopback', latencyMilliseconds: 0, atMost: 0.4 },
	{ title: 'loopback, 10 at once', latencyMilliseconds: 0, itemsAtOnce: 10 },
	{
		title: `${LATENCY_MILLISECONDS} ms latency`,
		latencyMilliseconds: LATENCY_MILLISECONDS,
		atMost: 1.5,
	},
	{
		title: `${LATENCY_MILLISECONDS} ms latency, 10 at once`,
		latencyMilliseconds: LATENCY_MILLISECONDS,
		itemsAtOnce: 10,
	},
];

interface Credentials {
	readonly eCross: Credential;
	readonly fixed: Credential;
}

/** Both nodes in all situations, on one n8n. */
export async function measureNodes(stage: Stage, rounds: number): Promise<readonly Comparison[]> {
	await stage.sandbox.reset();
	await stage.sandbox.seedECross({ account: `client-${ACCOUNT}`, skus: 1 });
	const credentials = await makeCredentials(stage);
	const comparisons: Comparison[] = [];
	for (const nodeCase of nodeCases) {
		comparisons.push(await compare(stage, credentials, nodeCase, rounds));
	}
	await stage.sandbox.reset();
	return comparisons;
}

async function compare(
	stage: Stage,
	credentials: Credentials,
	{ title, latencyMilliseconds, itemsAtOnce, atMost }: NodeCase,
	rounds: number,
): Promise<Comparison> {
	await stage.sandbox.settings(eCross.provider, { latencyMilliseconds });
	const contenders = [
		await contender(stage.client, requestNode(stage, credentials), ITEMS),
		await contender(stage.client, ourNode(credentials, itemsAtOnce), ITEMS),
	];
	const bound: Bound = {
		title,
		name: OURS,
		against: THEIRS,
		...(atMost !== undefined && { atMost }),
	};
	return { items: ITEMS, series: await takeTurns(contenders, rounds), bounds: [bound] };
}

async function makeCredentials({ client, sandbox }: Stage): Promise<Credentials> {
	const { ecross } = sandbox.addresses;
	return {
		eCross: await client.createCredential({
			name: OURS,
			type: eCross.type,
			data: eCross.data(ACCOUNT, sandbox.addresses),
		}),
		fixed: await client.createCredential({
			name: 'Fixed header',
			type: 'httpHeaderAuth',
			data: { name: 'Authorization', value: `Bearer ${await logIn(ecross.authUrl)}` },
		}),
	};
}

async function logIn(authUrl: string): Promise<string> {
	const clientId = `client-${ACCOUNT}`;
	const response = await fetch(`${authUrl}/token`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ clientId, clientSecret: `secret-of-${clientId}` }),
	});
	return ((await response.json()) as { token: string }).token;
}

function requestNode({ sandbox }: Stage, { fixed }: Credentials): MeasuredNode {
	return {
		name: THEIRS,
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		credential: fixed,
		parameters: {
			url: eCross.url(sandbox),
			authentication: 'genericCredentialType',
			genericAuthType: fixed.type,
			options: {},
		},
	};
}

function ourNode(credentials: Credentials, itemsAtOnce: number | undefined): MeasuredNode {
	return {
		name: OURS,
		type: `${PACKAGE}.eCross`,
		typeVersion: 1,
		credential: credentials.eCross,
		parameters: {
			resource: 'sku',
			operation: 'getAll',
			limit: 1,
			simple: false,
			options: itemsAtOnce === undefined ? {} : { itemsAtOnce },
		},
	};
}
