import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { INode, INodeParameters } from 'n8n-workflow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outputOf, type Credential, type Workflow } from '../../playground/client.mts';
import { readExamples } from '../../playground/contents.mts';
import {
	createAccount,
	createParcelWorkflow,
	executionsOf,
	idsOf,
	isConfirmed,
	node,
	parcelIdsOf,
	parcelsOf,
	receive,
	waitForParcels,
	waitForPolls,
	waitUntil,
} from './support/ecgridParcels.mts';
import { PACKAGE, runNode } from './support/nodeRun.mts';
import { sharedStage } from './support/sharedStage.mts';

const stage = await sharedStage();
const { client, sandbox, n8n } = stage;

const MARK = 'Mark as done';
const DONE = 'done';
/** A file of another size is fetched once more before it is handed over. */
const LOOKS = 2;
const KILLS = 5;
const PARCELS_PER_KILL = 36;
const LAST_PARCELS = 20;
const KILL_TEST_LIMIT_MILLISECONDS = 600_000;

beforeAll(async () => {
	await sandbox.reset();
});

describe('the ECGrid node', () => {
	let credential: Credential;
	beforeAll(async () => {
		credential = await createAccount(stage, 'nodes@example.com');
	});
	const run = async (resource: string, operation: string, parameters: INodeParameters = {}) => {
		const outcome = await runNode(stage, {
			type: 'ecGrid',
			credential,
			parameters: { resource, operation, ...parameters },
		});
		if (outcome.message !== undefined) throw new Error(outcome.message);
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

	it('clears a field that an update empties, and says when there is nothing to change', async () => {
		const [id] = await run('id', 'getAll', { limit: 1 });
		const ecGridId = { __rl: true, mode: 'id', value: String(id?.json.ecGridId) };
		const update = async (additionalFields: INodeParameters) =>
			await run('id', 'update', { ecGridId, additionalFields });
		await update({ description: 'Purchase orders' });
		expect((await run('id', 'get', { ecGridId }))[0]?.json).toMatchObject({
			description: 'Purchase orders',
		});
		await update({ description: '' });
		expect((await run('id', 'get', { ecGridId }))[0]?.json.description).toBe('');
		await expect(update({})).rejects.toThrow('There is nothing to change');
		await expect(update({ status: '' })).rejects.toThrow('Status cannot be cleared');
	});
});

describe('the ECGrid trigger', () => {
	it(
		'loses no parcel while n8n is killed, and confirms none before its run has succeeded',
		async () => {
			const account = 'killed@example.com';
			const workflow = await createParcelWorkflow(stage, await createAccount(stage, account), [
				node('Work', 'n8n-nodes-base.wait', { resume: 'timeInterval', amount: 1, unit: 'seconds' }),
				markAsDone(await createAccount(stage, account)),
			]);
			const watch = watchConfirmations(account);
			await client.activateWorkflow(workflow.id);
			for (let kill = 0; kill < KILLS; kill++) {
				await receive(stage, account, PARCELS_PER_KILL / 2);
				// In the midst of polls and runs, at another point each time.
				await delay(1_500 + 700 * kill);
				await n8n.kill();
				await receive(stage, account, PARCELS_PER_KILL / 2);
				await n8n.restart();
			}
			await receive(stage, account, LAST_PARCELS);
			const all = await waitForParcels(stage, account, (parcels) => parcels.every(isConfirmed));
			await client.deactivateWorkflow(workflow.id);

			expect(await watch.end()).toEqual([]);
			expect(all.length).toBeGreaterThanOrEqual(KILLS * PARCELS_PER_KILL + LAST_PARCELS);
			const succeeded = new Set(
				(await executionsOf(stage, workflow, 'success')).flatMap(parcelIdsOf),
			);
			expect(all.map(({ parcelId }) => parcelId).filter((id) => !succeeded.has(id))).toEqual([]);
		},
		KILL_TEST_LIMIT_MILLISECONDS,
	);

	it('confirms nothing for a run that is parked in a Wait node, and does not repeat it', async () => {
		const account = 'parked@example.com';
		const workflow = await createParcelWorkflow(stage, await createAccount(stage, account), [
			approval(),
		]);
		await client.activateWorkflow(workflow.id);
		const parcels = await parcelsOf(stage, account);
		await waitUntil(
			async () => (await executionsOf(stage, workflow, 'waiting')).length >= parcels.length,
		);
		await waitForPolls(stage, 3);
		await client.deactivateWorkflow(workflow.id);
		expect((await parcelsOf(stage, account)).filter(isConfirmed)).toEqual([]);
		const runs = await executionsOf(stage, workflow, 'waiting');
		expect(runs.flatMap(parcelIdsOf).sort()).toEqual(idsOf(parcels));
		expect(await client.listExecutions(workflow.id)).toHaveLength(parcels.length);
		await client.deleteWorkflow(workflow.id);
	});
});

describe('the files that the ECGrid trigger fetches', () => {
	it('stay in the storage of n8n 2.x, two for each parcel; 1.x keeps them in its database', async () => {
		const account = 'files@example.com';
		const workflow = await createParcelWorkflow(
			stage,
			await createAccount(stage, account),
			[node('Work', 'n8n-nodes-base.noOp', {})],
			{ download: true },
		);
		await client.activateWorkflow(workflow.id);
		const parcels = await waitForParcels(stage, account, (all) => all.every(isConfirmed));
		await client.deactivateWorkflow(workflow.id);
		const [run] = await executionsOf(stage, workflow, 'success');
		const file = run && outputOf(run, 'Work')[0]?.binary?.data;
		expect(parcels.map(({ fileName }) => fileName)).toContain(file?.fileName);
		await client.deleteWorkflow(workflow.id);
		// Bytes and description of each file, although nothing refers to them any more.
		const left = n8n.version.startsWith('1.') ? 0 : 2 * parcels.length;
		expect(await storedFilesOf(workflow)).toHaveLength(left);
	});
});

describe('a file whose size stays another than the one that ECGrid tells', () => {
	it('is handed over by the trigger with a warning', async () => {
		const account = 'sizes@example.com';
		const workflow = await createParcelWorkflow(
			stage,
			await createAccount(stage, account),
			[node('Work', 'n8n-nodes-base.noOp', {})],
			{ download: true },
		);
		const parcels = await parcelsOf(stage, account);
		await sandbox.fault({
			provider: 'ecgrid',
			operationId: 'downloadParcel',
			status: 200,
			body: { success: true, data: { parcelId: 1, content: 'SVNBKjAw', bytes: 7 } },
			times: LOOKS * parcels.length,
		});
		await client.activateWorkflow(workflow.id);
		await waitForParcels(stage, account, (all) => all.every(isConfirmed));
		await client.deactivateWorkflow(workflow.id);
		const runs = await executionsOf(stage, workflow, 'success');
		const warnings = runs.map((run) => outputOf(run, 'Work')[0]?.json.sizeWarning);
		expect(warnings).toEqual(
			parcels.map(() => expect.stringMatching(/came with 6 bytes, but ECGrid says it has 7$/)),
		);
		await client.deleteWorkflow(workflow.id);
	});
});

describe('the example for inbound files', () => {
	it('answers each purchase order with an acknowledgement, and confirms it then', async () => {
		const examples = await readExamples(sandbox.addresses.control);
		const example = examples.find(({ name }) => name === EXAMPLE);
		if (!example) throw new Error(`There is no example "${EXAMPLE}"`);
		const account = 'example@example.com';
		const { id, name } = await createAccount(stage, account);
		const nodes = example.nodes.map((one) =>
			one.credentials ? { ...one, credentials: { ecGridApi: { id, name } } } : one,
		);
		const workflow = await client.createWorkflow({ ...example, nodes });
		await client.activateWorkflow(workflow.id);
		const parcels = await waitForParcels(
			stage,
			account,
			(all) => all.filter(isConfirmed).length === 3,
		);
		const sent = parcels.map(({ fileName }) => String(fileName)).filter(isAcknowledgment);
		expect(new Set(sent).size).toBe(3);
		await client.deactivateWorkflow(workflow.id);
		await client.deleteWorkflow(workflow.id);
	});
});

const EXAMPLE = 'ECGrid: inbound EDI to files and acknowledgment';

function isAcknowledgment(fileName: string): boolean {
	return /^997-\d+\.edi$/.test(fileName);
}

afterAll(async () => await sandbox.reset());

/** The files that n8n keeps of a trigger's own, which belong to no execution. */
async function storedFilesOf({ id }: Workflow): Promise<string[]> {
	const all = await readdir(join(n8n.userFolder, '.n8n'), { recursive: true });
	return all.filter((path) => path.includes(join(id, 'executions', 'temp', 'binary_data', '/')));
}

/** Stops the run until somebody calls. */
function approval(): INode {
	const parameters = { resume: 'webhook' };
	return { ...node('Approval', 'n8n-nodes-base.wait', parameters), webhookId: crypto.randomUUID() };
}

/** Leaves a trace at ECGrid that the run has come to its end. */
function markAsDone(credential: Credential): INode {
	const parameters = {
		resource: 'parcel',
		operation: 'setControlId',
		parcelId: { __rl: true, mode: 'id', value: '={{ $json.parcelId }}' },
		mailbagControlId: DONE,
	};
	return node(MARK, `${PACKAGE}.ecGrid`, parameters, credential);
}

/** Looks all the time for parcels that are confirmed although their run has not come to its end. */
function watchConfirmations(account: string): { end(): Promise<number[]> } {
	const early = new Set<number>();
	const ending = new AbortController();
	const watching = (async () => {
		while (!ending.signal.aborted) {
			for (const parcel of await parcelsOf(stage, account)) {
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
