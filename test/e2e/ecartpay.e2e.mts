import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Credential, Workflow } from '../../playground/client.mts';
import type { SendRequest } from '../../sandbox/ecartpay/EcartPayControl.mts';
import { sandboxCredentials } from '../../sandbox/credentials.mts';
import { runNode, type NodeOutcome, type NodeRun } from './support/nodeRun.mts';
import { sharedStage } from './support/sharedStage.mts';
import { createTriggered, handedOver, waitForItems } from './support/triggerRun.mts';

const stage = await sharedStage();
const { client, sandbox, n8n } = stage;

const TOTAL = 243.33;
const EVENT = 'orders.confirmation';

let credential: Credential;

beforeAll(async () => {
	await sandbox.reset();
	credential = await client.createCredential({
		name: 'Ecart Pay',
		type: 'ecartPayApi',
		data: {
			environment: 'custom',
			...sandbox.addresses.ecartpay,
			...sandboxCredentials.ecartpay,
		},
	});
});

describe('the Ecart Pay node', () => {
	it('proves the connection', async () => {
		const checked = await run('connection', 'check');
		expect(jsonOf(checked)).toMatchObject([{ accepted: true, token: { state: 'fresh' } }]);
	});

	it('creates an order with a page to pay, and reads it', async () => {
		const order = await newOrder();
		expect(order).toMatchObject({ status: 'created', pay_link: expect.stringMatching(/^http/) });
		const read = await run('order', 'get', { order_id: String(order.id) });
		expect(jsonOf(read)).toMatchObject([{ id: order.id, totals: { total: TOTAL } }]);
	});

	it('makes a customer, and finds it by its address among all', async () => {
		const email = 'ana.e2e@example.com';
		const made = await run('customer', 'create', { first_name: 'Ana', email });
		const found = await run('customer', 'getAll', { returnAll: true });
		expect(jsonOf(found).map(({ id }) => id)).toContain(jsonOf(made)[0]?.id);
	});

	it('lists all transactions, over several pages', async () => {
		const listed = await run('transaction', 'getAll', { returnAll: true });
		expect(jsonOf(listed).length).toBeGreaterThan(100);
	});

	it('names the field when an amount has too many decimals, and sends nothing', async () => {
		const before = await executed('createPayout');
		const wrong = await run('payout', 'create', {
			email: 'partner@example.com',
			amount: 1.005,
			currency: 'MXN',
		});
		expect(wrong).toMatchObject({ status: 'error', message: expect.stringMatching(/Amount/) });
		expect(await executed('createPayout')).toBe(before);
	});
});

describe('a refund', () => {
	it('whose answer is lost is not sent again, and the user is told what was found', async () => {
		const id = await paidOrder();
		const before = await executed('refundOrder');
		await sandbox.fault({
			provider: 'ecartpay',
			operationId: 'refundOrder',
			kind: 'executeThenReset',
		});
		const refunded = await refund(id, 100);
		expect(jsonOf(refunded)).toMatchObject([
			{
				id,
				status: 'partially_refunded',
				lookedUp: {
					because: expect.stringContaining('could not be reached'),
					found: expect.stringMatching(/from paid to partially_refunded: .*was carried out/),
				},
			},
		]);
		expect(await sandbox.ecartPayRefunds(id)).toEqual([100]);
		expect((await executed('refundOrder')) - before).toBe(1);
	});

	it('does not run while Retry On Fail is on', async () => {
		const id = await paidOrder();
		const refused = await refund(id, 100, { retryOnFail: true });
		expect(refused).toMatchObject({
			status: 'error',
			message: expect.stringContaining('does not run while Retry On Fail is on'),
			description: expect.stringContaining('Switch Retry On Fail off'),
		});
		expect(await sandbox.ecartPayRefunds(id)).toEqual([]);
	});
});

describe('the Ecart Pay trigger', () => {
	const trigger = async (parameters: INodeParameters = {}): Promise<Workflow> =>
		await createTriggered(stage, {
			type: 'ecartPayTrigger',
			credential,
			parameters: { events: [EVENT], ...parameters },
		});

	it('starts on a payment that was made, and what it tells can be refunded', async () => {
		const workflow = await trigger();
		await client.activateWorkflow(workflow.id);
		const id = await paidOrder();
		const [item] = await waitForItems(stage, workflow, 1);
		expect(item).toMatchObject({
			unverified: { event: EVENT },
			verified: true,
			data: { id, status: 'paid' },
		});

		expect(await refund(String((item?.data as IDataObject).id), TOTAL)).toMatchObject({
			status: 'success',
		});
		expect(await sandbox.ecartPayRefunds(id)).toEqual([TOTAL]);
		await client.deactivateWorkflow(workflow.id);
	});

	it('registers its address once, however often it is activated', async () => {
		const before = await executed('createWebhook');
		const workflow = await trigger();
		for (let times = 0; times < 3; times += 1) {
			await client.activateWorkflow(workflow.id);
			await client.deactivateWorkflow(workflow.id);
		}
		expect((await executed('createWebhook')) - before).toBe(1);
	});

	it('does not register again where the answer was lost, and says how to go on', async () => {
		const before = await executed('createWebhook');
		const workflow = await trigger();
		await sandbox.fault({
			provider: 'ecartpay',
			operationId: 'createWebhook',
			kind: 'executeThenReset',
		});
		await expect(client.activateWorkflow(workflow.id)).rejects.toThrow();
		await expect(client.activateWorkflow(workflow.id)).rejects.toThrow(
			/not known whether this webhook was registered/,
		);
		expect((await executed('createWebhook')) - before).toBe(1);
	});

	it('starts nothing on a tampered, a replayed, an unsigned or a too old delivery', async () => {
		const registration = 'record';
		const workflow = await trigger({ registration });
		await client.activateWorkflow(workflow.id);
		const url = `${n8n.url}/webhook/${workflow.nodes[0]?.webhookId}/webhook`;
		const send = async (change: Partial<SendRequest> = {}) =>
			await sandbox.sendEcartPay({ url, event: EVENT, data: { id: 'order_1' }, ...change });

		const good = await send();
		const replayed = await fetch(url, { method: 'POST', ...good.request });
		const late = await send({ webhookId: good.webhookId });
		const refused = [
			await send({ tampered: true }),
			await send({ unsigned: true }),
			await send({ ageSeconds: 301 }),
		];
		expect([good.status, replayed.status, late.status]).toEqual([200, 200, 200]);
		expect(refused.map(({ status }) => status)).toEqual([401, 401, 401]);

		// What comes after them has been seen, so they would have been seen, too.
		await send({ data: { id: 'order_2' } });
		await waitForItems(stage, workflow, 2);
		await client.deactivateWorkflow(workflow.id);
		const ids = (await handedOver(stage, workflow)).map(({ data }) => (data as IDataObject).id);
		expect(ids.sort()).toEqual(['order_1', 'order_2']);
		expect(await client.listExecutions(workflow.id)).toHaveLength(2);
	});

	it('starts on the Notify URL of an order, without a registration', async () => {
		const before = await executed('createWebhook');
		const workflow = await trigger({ registration: 'record' });
		await client.activateWorkflow(workflow.id);
		const url = `${n8n.url}/webhook/${workflow.nodes[0]?.webhookId}/webhook`;
		const { id } = await newOrder({ notify_url: url });
		const [item] = await waitForItems(stage, workflow, 1);
		await client.deactivateWorkflow(workflow.id);
		expect(item).toMatchObject({
			unverified: { event: 'orders.create' },
			verified: true,
			data: { id },
		});
		expect(await executed('createWebhook')).toBe(before);
	});
});

async function run(
	resource: string,
	operation: string,
	parameters: INodeParameters = {},
	more: Partial<NodeRun> = {},
): Promise<NodeOutcome> {
	return await runNode(stage, {
		type: 'ecartPay',
		credential,
		parameters: { resource, operation, ...parameters },
		...more,
	});
}

async function newOrder(additionalFields: INodeParameters = {}): Promise<IDataObject> {
	const created = await run('order', 'create', {
		currency: 'MXN',
		items: { values: [{ name: 'T-shirt', quantity: 1, price: TOTAL }] },
		additionalFields,
	});
	return jsonOf(created)[0] ?? {};
}

/** The ID of an order that its buyer has paid. */
async function paidOrder(): Promise<string> {
	const id = String((await newOrder()).id);
	await sandbox.payEcartPay(id);
	return id;
}

async function refund(
	orderId: string,
	amount: number,
	more: Partial<NodeRun> = {},
): Promise<NodeOutcome> {
	return await run('refund', 'create', { order_id: orderId, amount, reason: 'requested' }, more);
}

/** How many requests of an operation have reached Ecart Pay, whatever became of them. */
async function executed(operationId: string): Promise<number> {
	const { operations } = await sandbox.statisticsOf('ecartpay');
	return Object.values(operations[operationId] ?? {}).reduce((sum, count) => sum + count, 0);
}

function jsonOf({ items, message }: NodeOutcome): IDataObject[] {
	expect(message).toBeUndefined();
	return items.map(({ json }) => json);
}
