/** The workflows of a soak, and what starts them. */
import type { INode, INodeParameters } from 'n8n-workflow';
import type { ProviderId } from '../../sandbox/providers.mts';
import { caseOf, createCredential } from '../e2e/support/credentialCases.mts';
import { httpNode, ownNode } from '../e2e/support/loadNodes.mts';
import type { Stage } from '../e2e/support/stage.mts';
import { createCaller, providerFigures } from '../e2e/support/steadyLoad.mts';
import { metabase } from '../e2e/support/tokenCases.mts';
import { PLEDG_SIMULATION } from '../e2e/support/nodeRun.mts';
import { createTriggered, webhookPath } from '../e2e/support/triggerRun.mts';
import { connectedProviders } from '../../sandbox/providers.mts';

/** What a soak does to one n8n. */
export interface SoakLoad {
	/** Start one execution each, in turn. Each resolves to whether n8n took it. */
	readonly starts: ReadonlyArray<() => Promise<boolean>>;
	/** Logins and refreshes that reached the providers of this load. */
	tokenRequests(): Promise<number>;
	/** Makes happen what the polling trigger waits for. */
	everyMinute(): Promise<void>;
}

const ACCOUNTS = 5;
const KINDS = 4;
/** Of either side. */
export const CREDENTIALS = ACCOUNTS * KINDS;
/** As many webhooks come between the other executions as one in this number. */
const STARTS_PER_WEBHOOK = 4;
const OK = 200;
const ORDERS_PER_MINUTE = 2;
const EVERY_MINUTE = { item: [{ mode: 'everyMinute' }] };
const CONTROL = ['metabase'] as const;

/** A read by one of our nodes, with a credential that logs in. */
interface OwnRead {
	readonly title: string;
	readonly type: string;
	readonly parameters: INodeParameters;
}

const ownReads: readonly OwnRead[] = [
	{
		title: 'E-CROSS API',
		type: 'eCross',
		parameters: { resource: 'sku', operation: 'getAll', limit: 1, simple: false, options: {} },
	},
	{
		title: 'Ecart Pay API',
		type: 'ecartPay',
		parameters: { resource: 'transaction', operation: 'getAll', limit: 1, options: {} },
	},
	{
		title: 'ECGrid Login API',
		type: 'ecGrid',
		parameters: { resource: 'user', operation: 'getMe', authentication: 'login' },
	},
	{
		title: 'Pledg API',
		type: 'pledg',
		parameters: PLEDG_SIMULATION,
	},
];

/** Short lifetimes, so that every token ends many times. */
export async function shortenTokens({ sandbox }: Stage, seconds: number): Promise<void> {
	for (const provider of [...connectedProviders, ...CONTROL]) {
		await sandbox.settings(provider, { tokenLifetimeSeconds: seconds });
	}
}

/** Our credentials in the HTTP Request node and in our nodes, a polling trigger and a webhook. */
export async function ourLoad(stage: Stage): Promise<SoakLoad> {
	const { sandbox } = stage;
	const nodes: INode[] = [];
	for (const account of accounts()) {
		for (const { title, type, parameters } of ownReads) {
			const credential = await createCredential(stage, title, account);
			nodes.push(httpNode(credential, await caseOf(title).call(sandbox)));
			nodes.push(ownNode(type, credential, parameters));
		}
	}
	await sandbox.seedECross({ account: `client-${FIRST_ACCOUNT}`, skus: 3, orders: 3 });
	await activateOrderTrigger(stage);
	return {
		starts: mixed(await callersOf(stage, nodes), await ecartPayWebhook(stage)),
		tokenRequests: async () => await tokenRequestsAt(stage, connectedProviders),
		everyMinute: async () => {
			await sandbox.seedECross({ account: `client-${FIRST_ACCOUNT}`, orders: ORDERS_PER_MINUTE });
		},
	};
}

/** As much of the same with what n8n itself brings. */
export async function controlLoad(stage: Stage): Promise<SoakLoad> {
	const { client, sandbox } = stage;
	const nodes: INode[] = [];
	for (const account of accounts(CREDENTIALS)) {
		const data = metabase.data(account, sandbox.addresses);
		const credential = await client.createCredential({
			name: `Metabase ${account}`,
			type: metabase.type,
			data,
		});
		const call = httpNode(credential, { url: metabase.url(sandbox) });
		nodes.push(call, call);
	}
	await activateSchedule(stage);
	const [webhook = refuse] = await callersOf(stage, [noOperation('Call')]);
	return {
		starts: mixed(await callersOf(stage, nodes), webhook),
		tokenRequests: async () => await tokenRequestsAt(stage, CONTROL),
		everyMinute: async () => {},
	};
}

async function tokenRequestsAt(stage: Stage, providers: readonly ProviderId[]): Promise<number> {
	const figures = await Promise.all(providers.map((one) => providerFigures(stage, one)));
	return figures.reduce((sum, { tokenRequests }) => sum + tokenRequests, 0);
}

const FIRST_ACCOUNT = 'soak-1';

function accounts(count = ACCOUNTS): string[] {
	return Array.from({ length: count }, (_, index) => `soak-${index + 1}`);
}

async function callersOf(stage: Stage, nodes: readonly INode[]) {
	const starts: Array<() => Promise<boolean>> = [];
	for (const [index, node] of nodes.entries()) {
		const { path } = await createCaller(stage, `Soak ${index + 1}`, node);
		starts.push(async () => (await stage.client.callWebhook(path)).status === OK);
	}
	return starts;
}

/** A webhook after every third of the others. */
function mixed(
	others: ReadonlyArray<() => Promise<boolean>>,
	webhook: () => Promise<boolean>,
): Array<() => Promise<boolean>> {
	return others.flatMap((start, index) =>
		index % (STARTS_PER_WEBHOOK - 1) === 0 ? [webhook, start] : [start],
	);
}

async function activateOrderTrigger(stage: Stage): Promise<void> {
	const workflow = await createTriggered(stage, {
		type: 'eCrossTrigger',
		credential: await createCredential(stage, 'E-CROSS API', FIRST_ACCOUNT),
		parameters: {
			event: 'orderChanged',
			statuses: ['READY_TO_SHIP'],
			pollTimes: EVERY_MINUTE,
		},
	});
	await stage.client.activateWorkflow(workflow.id);
}

async function ecartPayWebhook(stage: Stage): Promise<() => Promise<boolean>> {
	const { client, n8n, sandbox } = stage;
	const workflow = await createTriggered(stage, {
		type: 'ecartPayTrigger',
		credential: await createCredential(stage, 'Ecart Pay API', FIRST_ACCOUNT),
		parameters: { events: ['orders.create'], registration: 'record' },
	});
	await client.activateWorkflow(workflow.id);
	return async () => {
		const { status } = await sandbox.sendEcartPay({
			url: `${n8n.url}/webhook/${webhookPath(workflow)}`,
			event: 'orders.create',
			data: { id: crypto.randomUUID() },
			account: `pub-${FIRST_ACCOUNT}`,
		});
		return status === OK;
	};
}

async function activateSchedule({ client }: Stage): Promise<void> {
	const schedule: INode = {
		id: 'schedule',
		name: 'Schedule',
		type: 'n8n-nodes-base.scheduleTrigger',
		typeVersion: 1.2,
		position: [0, 0],
		parameters: { rule: { interval: [{ field: 'minutes', minutesInterval: 1 }] } },
	};
	const next = noOperation('Next');
	const workflow = await client.createWorkflow({
		name: 'Soak, every minute',
		nodes: [schedule, next],
		connections: { [schedule.name]: { main: [[{ node: next.name, type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	});
	await client.activateWorkflow(workflow.id);
}

function noOperation(name: string): INode {
	return {
		id: 'next',
		name,
		type: 'n8n-nodes-base.noOp',
		typeVersion: 1,
		position: [220, 0],
		parameters: {},
	};
}

async function refuse(): Promise<boolean> {
	return false;
}
