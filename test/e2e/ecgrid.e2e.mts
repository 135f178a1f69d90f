import { setTimeout as delay } from 'node:timers/promises';
import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	outputOf,
	type Credential,
	type Execution,
	type Workflow,
} from '../../playground/client.mts';
import { readExamples } from '../../playground/contents.mts';
import { PACKAGE, runNode } from './nodeRun.mts';
import { sharedStage } from './sharedStage.mts';

const stage = await sharedStage();
const { client, sandbox, n8n } = stage;

const TRIGGER = 'Trigger under test';
const MARK = 'Mark as done';
const DONE = 'done';
const KILLS = 5;
const PARCELS_PER_KILL = 36;
const LAST_PARCELS = 20;
const SETTLED_WITHIN_SECONDS = 300;
const KILL_TEST_LIMIT_MILLISECONDS = 600_000;

beforeAll(async () => {
	await sandbox.reset();
});

describe('the ECGrid node', () => {
	let credential: Credential;
	beforeAll(async () => {
		credential = await createAccount('nodes@example.com');
	});
	const run = async (resource: string, operation: string, parameters: INodeParameters = {}) => {
		const outcome = await runNode(stage, {
			type: 'ecGrid',
			credential,
			parameters: { resource, operation, ...parameters },
		});
		expect(outcome.message).toBeUndefined();
		return outcome.items;
	};

	it('knows who is calling and which mailboxes there are', async () => {
		const [me] = await run('user', 'getMe');
		expect(me?.json).toMatchObject({ email: 'nodes@example.com' });
		const mailboxes = await run('mailbox', 'getAll', { returnAll: true });
		expect(mailboxes.map(({ json }) => json.mailboxId)).toContain(me?.json.mailboxId);
	});

	it('lists a pending parcel, downloads and confirms it', async () => {
		const [pending] = await run('parcel', 'getPending');
		const parcelId = { __rl: true, mode: 'id', value: String(pending?.json.parcelId) };
		const [file] = await run('parcel', 'download', { parcelId });
		expect(file?.binary?.data).toMatchObject({ fileName: pending?.json.fileName });
		await run('parcel', 'confirm', { parcelId });
		const left = await run('parcel', 'getPending');
		expect(left.map(({ json }) => json.parcelId)).not.toContain(pending?.json.parcelId);
	});
});

describe('the ECGrid trigger', () => {
	it(
		'loses no parcel while n8n is killed, and confirms none before its run has succeeded',
		async () => {
			const account = 'killed@example.com';
			const workflow = await createTriggered(await createAccount(account), [
				node('Work', 'n8n-nodes-base.wait', { resume: 'timeInterval', amount: 1, unit: 'seconds' }),
				markAsDone(await createAccount(account)),
			]);
			const watch = watchConfirmations(account);
			await client.activateWorkflow(workflow.id);
			for (let kill = 0; kill < KILLS; kill++) {
				await receive(account, PARCELS_PER_KILL / 2);
				// In the midst of polls and runs, at another point each time.
				await delay(1_500 + 700 * kill);
				await n8n.kill();
				await receive(account, PARCELS_PER_KILL / 2);
				await n8n.restart();
			}
			await receive(account, LAST_PARCELS);
			const all = await waitForParcels(account, (parcels) => parcels.every(isConfirmed));
			await client.deactivateWorkflow(workflow.id);

			expect(await watch.end()).toEqual([]);
			expect(all.length).toBeGreaterThanOrEqual(KILLS * PARCELS_PER_KILL + LAST_PARCELS);
			const succeeded = new Set((await executionsOf(workflow, 'success')).flatMap(parcelIdsOf));
			expect(all.map(({ parcelId }) => parcelId).filter((id) => !succeeded.has(id))).toEqual([]);
		},
		KILL_TEST_LIMIT_MILLISECONDS,
	);

	it('confirms nothing for a run that is parked in a Wait node, and does not repeat it', async () => {
		const account = 'parked@example.com';
		const workflow = await createTriggered(await createAccount(account), [
			node('Approval', 'n8n-nodes-base.wait', { resume: 'webhook' }),
		]);
		await client.activateWorkflow(workflow.id);
		const parcels = await parcelsOf(account);
		await waitUntil(async () => (await executionsOf(workflow, 'waiting')).length >= parcels.length);
		// Several polls.
		await delay(7_000);
		await client.deactivateWorkflow(workflow.id);
		expect((await parcelsOf(account)).filter(isConfirmed)).toEqual([]);
		const runs = await executionsOf(workflow, 'waiting');
		expect(runs.flatMap(parcelIdsOf).sort()).toEqual(
			parcels.map(({ parcelId }) => parcelId).sort(),
		);
		expect(await client.listExecutions(workflow.id)).toHaveLength(parcels.length);
		await client.deleteWorkflow(workflow.id);
	});
});

describe('the example for inbound files', () => {
	it('answers each purchase order with an acknowledgement, and confirms it then', async () => {
		const examples = await readExamples(sandbox.addresses.control);
		const example = examples.find(({ name }) => name === EXAMPLE);
		if (!example) throw new Error(`There is no example "${EXAMPLE}"`);
		const account = 'example@example.com';
		const { id, name } = await createAccount(account);
		const nodes = example.nodes.map((one) =>
			one.credentials ? { ...one, credentials: { ecGridApi: { id, name } } } : one,
		);
		const workflow = await client.createWorkflow({ ...example, nodes });
		await client.activateWorkflow(workflow.id);
		const parcels = await waitForParcels(account, (all) => all.filter(isConfirmed).length === 3);
		const sent = parcels.map(({ fileName }) => String(fileName)).filter(isAcknowledgement);
		expect(new Set(sent).size).toBe(3);
		await client.deactivateWorkflow(workflow.id);
		await client.deleteWorkflow(workflow.id);
	});
});

describe('the ECGrid webhook trigger', () => {
	it('says on activation that ECGrid cannot call this address', async () => {
		const credential = await createAccount('webhooks@example.com');
		const workflow = await client.createWorkflow({
			name: 'ECGrid webhook',
			nodes: [{ ...triggerNode('ecGridWebhookTrigger', credential, {}), webhookId: WEBHOOK_ID }],
			connections: {},
			settings: { executionOrder: 'v1' },
		});
		await expect(client.activateWorkflow(workflow.id)).rejects.toThrow(/HTTPS addresses only/);
		await client.deleteWorkflow(workflow.id);
	});
});

const EXAMPLE = 'ECGrid: inbound EDI to files and acknowledgement';

function isAcknowledgement(fileName: string): boolean {
	return /^997-\d+\.edi$/.test(fileName);
}

afterAll(async () => await sandbox.reset());

const WEBHOOK_ID = '0f3d7a34-6a51-4f3f-8f0e-0a5f7f2a9c11';

type Parcel = IDataObject & { parcelId: number };

async function createAccount(account: string): Promise<Credential> {
	return await client.createCredential({
		name: `ECGrid ${account}`,
		type: 'ecGridApi',
		data: { baseUrl: sandbox.addresses.ecgrid.baseUrl, apiKey: `key-of-${account}` },
	});
}

function triggerNode(type: string, credential: Credential, parameters: INodeParameters): INode {
	return {
		...node(TRIGGER, `${PACKAGE}.${type}`, parameters),
		credentials: { [credential.type]: { id: credential.id, name: credential.name } },
	};
}

function node(name: string, type: string, parameters: INodeParameters): INode {
	const webhookId =
		name === 'Approval' ? { webhookId: 'c0ffee00-0000-4000-8000-000000000001' } : {};
	return { id: name, name, type, typeVersion: 1, position: [0, 0], parameters, ...webhookId };
}

/** Leaves a trace at ECGrid that the run has come to its end. */
function markAsDone(credential: Credential): INode {
	return {
		...node(MARK, `${PACKAGE}.ecGrid`, {
			resource: 'parcel',
			operation: 'setControlId',
			parcelId: { __rl: true, mode: 'id', value: '={{ $json.parcelId }}' },
			mailbagControlId: DONE,
		}),
		credentials: { [credential.type]: { id: credential.id, name: credential.name } },
	};
}

/** A workflow that polls every two seconds, with the other nodes in a row behind the trigger. */
async function createTriggered(credential: Credential, others: INode[]): Promise<Workflow> {
	const pollTimes = { item: [{ mode: 'custom', cronExpression: '*/2 * * * * *' }] };
	const nodes = [triggerNode('ecGridTrigger', credential, { pollTimes }), ...others];
	const links = others.map((next, index) => [
		nodes[index]?.name ?? '',
		{ main: [[{ node: next.name, type: 'main' as const, index: 0 }]] },
	]);
	return await client.createWorkflow({
		name: `ECGrid ${credential.name}`,
		nodes,
		connections: Object.fromEntries(links),
		settings: { executionOrder: 'v1' },
	});
}

async function receive(account: string, count: number): Promise<void> {
	await control('receive', { account, count });
}

async function parcelsOf(account: string): Promise<Parcel[]> {
	return (await control('parcels', { account })) as Parcel[];
}

async function control(name: string, body: object): Promise<unknown> {
	const response = await fetch(`${sandbox.addresses.control}/ecgrid/${name}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	if (!response.ok) throw new Error(await response.text());
	return await response.json();
}

function isConfirmed({ status }: IDataObject): boolean {
	return status === 'InBoxTransferred';
}

/** Looks all the time for parcels that are confirmed although their run has not come to its end. */
function watchConfirmations(account: string): { end(): Promise<number[]> } {
	const early = new Set<number>();
	const ending = new AbortController();
	const watching = (async () => {
		while (!ending.signal.aborted) {
			for (const parcel of await parcelsOf(account)) {
				if (isConfirmed(parcel) && parcel.mailbagControlId !== DONE) early.add(parcel.parcelId);
			}
			await delay(100);
		}
	})();
	return {
		end: async () => {
			ending.abort();
			await watching;
			return [...early];
		},
	};
}

async function waitForParcels(
	account: string,
	isReady: (parcels: Parcel[]) => boolean,
): Promise<Parcel[]> {
	await waitUntil(async () => isReady(await parcelsOf(account)));
	return await parcelsOf(account);
}

async function waitUntil(isTrue: () => Promise<boolean>): Promise<void> {
	const deadline = performance.now() + SETTLED_WITHIN_SECONDS * 1_000;
	while (!(await isTrue())) {
		if (performance.now() > deadline) throw new Error(`Not within ${SETTLED_WITHIN_SECONDS} s`);
		await delay(500);
	}
}

async function executionsOf(workflow: Workflow, status: string): Promise<Execution[]> {
	const summaries = await client.listExecutions(workflow.id, MOST_EXECUTIONS);
	const wanted = summaries.filter((one) => one.status === status);
	return await Promise.all(wanted.map(({ id }) => client.getExecution(id)));
}

const MOST_EXECUTIONS = 1_000;

function parcelIdsOf(execution: Execution): number[] {
	return outputOf(execution, TRIGGER).map(({ json }) => Number(json.parcelId));
}
