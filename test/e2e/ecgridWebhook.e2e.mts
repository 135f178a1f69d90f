import type { IDataObject } from 'n8n-workflow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Workflow } from '../../playground/client.mts';
import { createAccount, receive } from './support/ecgridParcels.mts';
import { sharedStage } from './support/sharedStage.mts';
import { createTriggered, handedOver, waitForItems, webhookPath } from './support/triggerRun.mts';

const stage = await sharedStage();
const { client, sandbox, n8n } = stage;

const LOGIN = { user: 'ecgrid', password: 'a-password-of-my-own' };
const OK = 200;
const UNAUTHORIZED = 401;

beforeAll(async () => await sandbox.reset());
afterAll(async () => await sandbox.reset());

describe('the ECGrid webhook trigger', () => {
	const account = 'called@example.com';
	let workflow: Workflow;

	beforeAll(async () => {
		workflow = await createTriggered(stage, {
			type: 'ecGridWebhookTrigger',
			credential: await createAccount(stage, account, {
				webhookUser: LOGIN.user,
				webhookPassword: LOGIN.password,
			}),
			parameters: { httpAuthentication: true },
		});
	});

	it('is registered and tried out when its workflow is activated, which starts nothing', async () => {
		await client.activateWorkflow(workflow.id);
		expect(await registrations(account)).toEqual([
			expect.objectContaining({
				url: expect.stringMatching(`^https://[^/]+/webhook/${webhookPath(workflow)}$`),
				event: 'Parcel',
				status: 'Active',
			}),
		]);
		expect(await sandbox.statisticsOf('ecgrid')).toMatchObject({
			operations: { createCallback: { 200: 1 }, testCallback: { 200: 1 } },
		});
		expect(await handedOver(stage, workflow)).toEqual([]);
	});

	it('starts its workflow once for a parcel, also when ECGrid calls again', async () => {
		const [parcelId] = await receive(stage, account);
		const [item] = await waitForItems(stage, workflow, 1);
		expect(item).toMatchObject({ parcelId, status: 'InBoxReady', event: { parcelId } });
		expect(await call(item?.event)).toBe(OK);
	});

	it('starts nothing on a call that ECGrid has not made', async () => {
		const event = { parcelId: 1, status: 'InBoxReady', created: new Date().toISOString() };
		expect(await call(event)).toBe(OK);
		expect(await call({ ...event, parcelId: 0 })).toBe(OK);
		expect(await call(event, basic({ ...LOGIN, password: 'guessed' }))).toBe(UNAUTHORIZED);
		expect(await call(event, {})).toBe(UNAUTHORIZED);
		await expectStartedFor(await receive(stage, account), 2);
	});

	it('is registered once, and still called, after a restart of n8n', async () => {
		await n8n.restart();
		expect(await registrations(account)).toHaveLength(1);
		const { operations } = await sandbox.statisticsOf('ecgrid');
		expect(operations.createCallback).toEqual({ 200: 1 });
		await expectStartedFor(await receive(stage, account), 3);
	});

	it('is not registered any more when its workflow is deactivated', async () => {
		await client.deactivateWorkflow(workflow.id);
		expect(await registrations(account)).toEqual([]);
		await receive(stage, account);
		expect(await client.listExecutions(workflow.id)).toHaveLength(3);
	});

	/** What came before has been seen by then, so a workflow started in error would be seen, too. */
	async function expectStartedFor(parcelIds: readonly number[], count: number): Promise<void> {
		const items = await waitForItems(stage, workflow, count);
		expect(items.map(({ parcelId }) => parcelId)).toContain(parcelIds[0]);
		expect(items).toHaveLength(count);
		expect(await client.listExecutions(workflow.id)).toHaveLength(count);
	}

	/** Posts as ECGrid does, or as somebody else. Returns the status of the answer. */
	async function call(event: unknown, headers = basic(LOGIN)) {
		const response = await fetch(`${n8n.url}/webhook/${webhookPath(workflow)}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', ...headers },
			body: JSON.stringify(event),
		});
		return response.status;
	}
});

/** What ECGrid has registered for an account, by its own API. */
async function registrations(account: string): Promise<IDataObject[]> {
	const response = await fetch(`${sandbox.addresses.ecgrid.baseUrl}/v2/callbacks/queue-list`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', 'x-api-key': `key-of-${account}` },
		body: '{}',
	});
	const { data } = (await response.json()) as { data: { queueEntries: IDataObject[] } };
	return data.queueEntries;
}

function basic({ user, password }: typeof LOGIN): Record<string, string> {
	const text = Buffer.from(`${user}:${password}`).toString('base64');
	return { authorization: `Basic ${text}` };
}
