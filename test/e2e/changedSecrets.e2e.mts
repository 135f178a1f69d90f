// The steps of docs/jobs/change-a-secret.md for what signs or protects webhooks. Those for the keys
// and passwords of the APIs are played in the suite `credentials`.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Workflow } from '../../playground/client.mts';
import { postOnce, signedRequest } from '../../sandbox/ecartpay/Webhooks.mts';
import { sign } from '../../sandbox/pledg/signature.mts';
import { createCredential, editCredential } from './support/credentialCases.mts';
import { createAccount, receive } from './support/ecgridParcels.mts';
import { sharedStage } from './support/sharedStage.mts';
import { createTriggered, reactivate, waitForItems, webhookPath } from './support/triggerRun.mts';

const stage = await sharedStage();
const { client, sandbox, n8n } = stage;

const ACCOUNT = 'changed-secrets';
const OK = 200;
const UNAUTHORIZED = 401;

beforeAll(async () => await sandbox.reset());
afterAll(async () => await sandbox.reset());

describe('the Webhook Secret of Ecart Pay', () => {
	it('is taken from the form at the next delivery, without publishing again', async () => {
		const credential = await createCredential(stage, 'Ecart Pay API', ACCOUNT);
		const workflow = await createTriggered(stage, {
			type: 'ecartPayTrigger',
			credential,
			parameters: { events: ['orders.create'], registration: 'record' },
		});
		await client.activateWorkflow(workflow.id);
		const deliver = async (secret: string, id: string) => {
			const delivery = { event: 'orders.create', data: { id } };
			const when = { timestamp: Date.now(), webhookId: randomUUID() };
			const { status } = await postOnce(address(workflow), signedRequest(secret, delivery, when));
			return status;
		};
		const before = `webhook-secret-of-pub-${ACCOUNT}`;
		expect(await deliver(before, 'order_1')).toBe(OK);
		expect(await deliver('the-next-secret', 'order_2')).toBe(UNAUTHORIZED);

		await editCredential(stage, credential, { webhookSecret: 'the-next-secret' });
		expect(await deliver('the-next-secret', 'order_3')).toBe(OK);
		expect(await deliver(before, 'order_4')).toBe(UNAUTHORIZED);
		const items = await waitForItems(stage, workflow, 2);
		expect(items.map(({ data }) => data)).toEqual(
			expect.arrayContaining([{ id: 'order_1' }, { id: 'order_3' }]),
		);
		await client.deactivateWorkflow(workflow.id);
	});
});

describe('the Webhook User and Webhook Password of ECGrid', () => {
	it('are registered anew by publishing again, and the old ones are not called any more', async () => {
		const account = `${ACCOUNT}@example.com`;
		const before = { webhookUser: 'ecgrid', webhookPassword: 'The-first-password' };
		const after = { webhookUser: 'ecgrid-2', webhookPassword: 'The-next-password' };
		const credential = await createAccount(stage, account, before);
		const workflow = await createTriggered(stage, {
			type: 'ecGridWebhookTrigger',
			credential,
			parameters: { httpAuthentication: true },
		});
		await client.activateWorkflow(workflow.id);
		const [first] = await receive(stage, account);
		await waitForItems(stage, workflow, 1);

		await editCredential(stage, credential, after);
		expect(await callAs(workflow, before)).toBe(UNAUTHORIZED);
		await reactivate(stage, workflow);
		const [second] = await receive(stage, account);
		const items = await waitForItems(stage, workflow, 2);
		expect(items.map(({ parcelId }) => parcelId).sort()).toEqual([first, second].sort());
		expect(await callAs(workflow, before)).toBe(UNAUTHORIZED);
		await client.deactivateWorkflow(workflow.id);
	});
});

describe('the Secret Key of Pledg', () => {
	it('is taken from the form at the next notification, without publishing again', async () => {
		const credential = await createCredential(stage, 'Pledg Signature API', ACCOUNT);
		const workflow = await createTriggered(stage, {
			type: 'pledgTrigger',
			credential,
			parameters: { kinds: ['paid'] },
		});
		await client.activateWorkflow(workflow.id);
		const notify = async (secret: string, reference: string) => {
			const paid = { reference, transfer_order_item_uid: `tri_${reference}`, amount_cents: 2_000 };
			const signature = await sign(paid, secret);
			return (await client.callWebhook(webhookPath(workflow), { signature })).status;
		};
		const before = `secret-of-mer_${ACCOUNT}`;
		expect(await notify(before, 'order_1')).toBe(OK);
		expect(await notify('the-next-key', 'order_2')).toBe(UNAUTHORIZED);

		await editCredential(stage, credential, { secretKey: 'the-next-key' });
		expect(await notify('the-next-key', 'order_3')).toBe(OK);
		expect(await notify(before, 'order_4')).toBe(UNAUTHORIZED);
		const items = await waitForItems(stage, workflow, 2);
		expect(items.map(({ reference }) => reference).sort()).toEqual(['order_1', 'order_3']);
		await client.deactivateWorkflow(workflow.id);
	});
});

function address(workflow: Workflow): string {
	return `${n8n.url}/webhook/${webhookPath(workflow)}`;
}

/** Calls as ECGrid does. Returns the status of the answer. */
async function callAs(
	workflow: Workflow,
	{ webhookUser, webhookPassword }: { webhookUser: string; webhookPassword: string },
): Promise<number> {
	const login = Buffer.from(`${webhookUser}:${webhookPassword}`).toString('base64');
	const { status } = await fetch(address(workflow), {
		method: 'POST',
		headers: { 'content-type': 'application/json', authorization: `Basic ${login}` },
		body: JSON.stringify({ parcelId: 1, status: 'InBoxReady' }),
	});
	return status;
}
