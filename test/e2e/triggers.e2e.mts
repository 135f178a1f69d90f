import { beforeAll, describe, expect, it } from 'vitest';
import type { Credential } from '../../playground/client.mts';
import { createCredential } from './support/credentialCases.mts';
import { sharedStage } from './support/sharedStage.mts';
import { createTriggered, handedOver, reactivate, waitForItems } from './support/triggerRun.mts';

const stage = await sharedStage();
const { client, sandbox, n8n } = stage;

const ACCOUNT = 'client-triggers';
const merchantUid = 'mer_triggers';
const WEBHOOK_ID = '5a4f9a51-0c43-4f0e-9f5c-6d7e1a2b3c4d';

let eCross: Credential;
let pledg: Credential;

beforeAll(async () => {
	await sandbox.reset();
	eCross = await createCredential(stage, 'E-CROSS API', 'triggers');
	pledg = await createCredential(stage, 'Pledg Signature API', 'triggers');
});

describe('the E-CROSS trigger', () => {
	// n8n polls when it activates a workflow and when it starts, and by its clock once a minute at
	// most; the first two are enough to see each poll go on where the one before it has ended.
	it('hands over each new order once, also across a restart', async () => {
		const workflow = await createTriggered(stage, {
			type: 'eCrossTrigger',
			credential: eCross,
			parameters: {
				event: 'orderChanged',
				statuses: ['READY_TO_SHIP'],
				pollTimes: { item: [{ mode: 'everyHour', minute: 59 }] },
			},
		});
		await newOrder();
		await client.activateWorkflow(workflow.id);
		expect(await handedOver(stage, workflow)).toEqual([]);

		const first = await newOrder();
		await reactivate(stage, workflow);
		expect(await waitForItems(stage, workflow, 1)).toMatchObject([{ orderId: first }]);

		const second = await newOrder();
		await n8n.restart();
		const both = await waitForItems(stage, workflow, 2);
		expect(both.map(({ orderId }) => orderId).sort()).toEqual([first, second].sort());

		await reactivate(stage, workflow);
		expect(await handedOver(stage, workflow)).toHaveLength(2);
		await client.deactivateWorkflow(workflow.id);
	});
});

describe('the Pledg trigger', () => {
	it('starts on what Pledg has signed, once, and on nothing else', async () => {
		const workflow = await createTriggered(stage, {
			type: 'pledgTrigger',
			credential: pledg,
			parameters: { kinds: ['paid', 'failed', 'status'] },
			webhookId: WEBHOOK_ID,
		});
		await client.activateWorkflow(workflow.id);
		const path = `${WEBHOOK_ID}/webhook`;
		const paid = { reference: 'order_7', amount_cents: 2_000, purchase_uid: 'pur_forged' };
		const forged = await client.callWebhook(path, { signature: forgedToken(paid) });
		const unsigned = await client.callWebhook(path, { ...paid, transfer_order_item_uid: 'tri_1' });
		expect([forged.status, unsigned.status]).toEqual([401, 401]);

		await sandbox.payPledg(await purchase(`${n8n.url}/webhook/${path}`), 'transfer');
		expect(await waitForItems(stage, workflow, 1)).toMatchObject([
			{ kind: 'paid', reference: 'order_7', amountCents: 2_000 },
		]);
		await client.deactivateWorkflow(workflow.id);
		expect(await client.listExecutions(workflow.id)).toHaveLength(1);
	});
});

async function newOrder(): Promise<string> {
	const { orders } = await sandbox.seedECross({ account: ACCOUNT, orders: 1 });
	return orders[0] ?? '';
}

async function purchase(notificationUrl: string): Promise<string> {
	const { baseUrl } = sandbox.addresses.pledg;
	const login = await fetch(`${baseUrl}/api/token`, {
		method: 'POST',
		headers: {
			authorization: `Basic ${Buffer.from('key-shop:secret-of-key-shop').toString('base64')}`,
			'content-type': 'application/x-www-form-urlencoded',
		},
		body: 'grant_type=client_credentials',
	});
	const { access_token: token } = (await login.json()) as { access_token: string };
	const response = await fetch(`${baseUrl}/api/merchants/${merchantUid}/purchase_link`, {
		method: 'POST',
		headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
		body: JSON.stringify({
			data: {
				merchantUid,
				title: 'Order 7',
				reference: 'order_7',
				amountCents: 2_000,
				email: 'buyer@example.com',
				firstName: 'Test',
				lastName: 'Buyer',
				paymentNotificationUrl: notificationUrl,
			},
			purchase_link_settings: {},
		}),
	});
	const { purchase_uid: uid } = (await response.json()) as { purchase_uid: string };
	return uid;
}

/** Well formed, signed by nobody. */
function forgedToken(payload: object): string {
	const parts = [{ typ: 'JWT', alg: 'HS256' }, payload].map((part) =>
		Buffer.from(JSON.stringify(part)).toString('base64url'),
	);
	return [...parts, 'forged'].join('.');
}
