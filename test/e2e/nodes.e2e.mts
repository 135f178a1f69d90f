import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Credential } from '../../playground/client.mts';
import { createCredential } from './support/credentialCases.mts';
import { createCalls, runCalls } from './support/httpRequest.mts';
import {
	createNodeRun,
	runNode,
	startNodeRun,
	type NodeOutcome,
	type NodeRun,
} from './support/nodeRun.mts';
import { sharedStage } from './support/sharedStage.mts';

const stage = await sharedStage();
const { client, sandbox, n8n } = stage;

const ACCOUNT = 'client-nodes';
const merchantUid = 'mer_nodes';
const LIFETIME_SECONDS = 40;

const PRICE = { resource: 'price', operation: 'setOrigin', skuId: byId('MUG-BLUE') };

let eCross: Credential;
let pledg: Credential;
let signature: Credential;

beforeAll(async () => {
	await sandbox.reset();
	eCross = await createCredential(stage, 'E-CROSS API', 'nodes');
	pledg = await createCredential(stage, 'Pledg API', 'nodes');
	signature = await createCredential(stage, 'Pledg Signature API', 'nodes');
});

describe('the E-CROSS node', () => {
	const run = async (resource: string, operation: string, parameters: INodeParameters = {}) =>
		await runNode(stage, {
			type: 'eCross',
			credential: eCross,
			parameters: { resource, operation, ...parameters },
		});

	it('sends a product to the catalog and lists it', async () => {
		const sent = await run('sku', 'upsert', {
			productId: 'MUG',
			skuId: 'MUG-BLUE',
			additionalFields: { name: 'Mug, blue', main: true },
		});
		expect(jsonOf(sent)).toMatchObject([{ skuId: 'MUG-BLUE' }]);
		const listed = await run('sku', 'getAll', { returnAll: true });
		expect(jsonOf(listed).map(({ skuId }) => skuId)).toContain('MUG-BLUE');
	});

	it('sets a price and a stock', async () => {
		const price = await run('price', 'setOrigin', { skuId: byId('MUG-BLUE'), salePrice: 12.5 });
		expect(jsonOf(price)).toMatchObject([{ status: 'LOCALIZATION IN PROGRESS' }]);
		const stock = await run('inventory', 'update', {
			skuId: byId('MUG-BLUE'),
			warehouseId: '1',
			quantity: 7,
		});
		expect(jsonOf(stock)).toMatchObject([{ quantity: 7 }]);
	});

	it('finds an order to ship and downloads its labels', async () => {
		const { orders } = await sandbox.seedECross({ account: ACCOUNT, orders: 1 });
		const [orderId = ''] = orders;
		const found = await run('order', 'getAll', { filters: { status: ['READY_TO_SHIP'] } });
		expect(jsonOf(found).map((order) => order.orderId)).toContain(orderId);
		const labels = await run('order', 'getDocuments', {
			orderId: byId(orderId),
			documents: 'labels',
		});
		expect(labels.items[0]?.binary?.data).toMatchObject({
			fileName: 'Label.pdf',
			mimeType: 'application/pdf',
		});
	});

	it('fills its searchable lists', async () => {
		const types = await client.listNodeTypes();
		const node = types.find(({ name }) => name.endsWith('.eCross'));
		expect(node?.properties.some(({ type }) => type === 'resourceLocator')).toBe(true);
	});

	it('says what the connection is worth, and forgets the token when told', async () => {
		const check = await run('connection', 'check');
		expect(jsonOf(check)).toMatchObject([{ token: { state: 'fresh' } }]);
		const before = await sandbox.tokenRequests('ecross');
		expect(await run('connection', 'forgetToken')).toMatchObject({ status: 'success' });
		expect(await run('sku', 'getAll')).toMatchObject({ status: 'success' });
		expect((await sandbox.tokenRequests('ecross')) - before).toBe(1);
	});

	it('names the field and what to do when the input is bad', async () => {
		const before = (await sandbox.statisticsOf('ecross')).requests;
		const wrong = await run('price', 'setOrigin', { skuId: byId('MUG-BLUE'), salePrice: -1 });
		expect(wrong).toMatchObject({ status: 'error', message: expect.stringMatching(/Sale Price/) });
		expect((await sandbox.statisticsOf('ecross')).requests).toBe(before);
	});

	it('gives 990 results and 10 errors of 1,000 items, in order, each where it belongs', async () => {
		const failing = new Set(Array.from({ length: 10 }, (_, index) => index * 97 + 13));
		const items = Array.from({ length: 1_000 }, (_, index) => ({
			skuId: failing.has(index) ? `NO-SUCH-${index}` : 'MUG-BLUE',
			salePrice: 1 + index / 100,
		}));
		const outcome = await runNode(stage, {
			type: 'eCross',
			credential: eCross,
			items,
			continueOnFail: true,
			parameters: {
				resource: 'price',
				operation: 'setOrigin',
				skuId: { __rl: true, mode: 'id', value: '={{ $json.skuId }}' },
				salePrice: '={{ $json.salePrice }}',
			},
		});
		expect(outcome.status).toBe('success');
		expect(outcome.items).toHaveLength(1_000);
		const wrong = outcome.items.flatMap(({ json }, index) => ('error' in json ? [index] : []));
		expect(wrong).toEqual([...failing].sort((a, b) => a - b));
		expect(pairedItemsOf(outcome)).toEqual(items.map((_, index) => index));
	});

	it('reads 10,000 items once each, across a token that expires and a provider that slows it down', async () => {
		const { orders } = await sandbox.seedECross({ account: ACCOUNT, orders: 3 });
		const wanted = Array.from({ length: 10_000 }, (_, index) =>
			index % 1_000 === 7 ? `NO-SUCH-${index}` : String(orders[index % orders.length]),
		);
		await sandbox.settings('ecross', { tokenLifetimeSeconds: 5 });
		await run('connection', 'forgetToken');
		expect(await run('sku', 'getAll')).toMatchObject({ status: 'success' });
		await sandbox.settings('ecross', { tokenLifetimeSeconds: 28_800 });
		const throttled = 20;
		await sandbox.fault({
			provider: 'ecross',
			operationId: 'getOrderById',
			status: 429,
			headers: { 'retry-after': '1' },
			times: throttled,
		});
		const before = await sandbox.statisticsOf('ecross');

		const outcome = await runNode(stage, {
			type: 'eCross',
			credential: eCross,
			items: wanted.map((orderId) => ({ orderId })),
			continueOnFail: true,
			parameters: {
				resource: 'order',
				operation: 'get',
				orderId: byId('={{ $json.orderId }}'),
				options: { itemsAtOnce: 20 },
			},
		});

		expect(outcome.status).toBe('success');
		expect(pairedItemsOf(outcome)).toEqual(wanted.map((_, index) => index));
		expect(outcome.items.map(({ json }) => json.orderId ?? json.error)).toEqual(
			wanted.map((id) => (id.startsWith('NO-SUCH') ? expect.stringContaining(id) : id)),
		);
		const after = await sandbox.statisticsOf('ecross');
		expect(after.operations.getOrderById).toEqual({ 200: 9_990, 404: 10, 429: throttled });
		expect(after.token.total - before.token.total).toBe(1);
		expect(after.refused).toEqual(before.refused);
	});
});

describe('what would pass in silence', () => {
	it.each<[string, { resource: string; operation: string } & INodeParameters, string]>([
		['a blank price', { ...PRICE, salePrice: ' \t' }, 'Sale Price is missing'],
		['a price in hexadecimal', { ...PRICE, salePrice: '0x1F' }, 'Sale Price is not'],
		[
			"a spreadsheet's date",
			{ resource: 'order', operation: 'getAll', filters: { creationDateFrom: '45123' } },
			'Created After looks like a spreadsheet date',
		],
	])('is refused before it is sent: %s', async (_what, parameters, message) => {
		const before = (await sandbox.statisticsOf('ecross')).requests;
		const outcome = await runNode(stage, { type: 'eCross', credential: eCross, parameters });
		expect(outcome).toMatchObject({ status: 'error', message: expect.stringContaining(message) });
		expect((await sandbox.statisticsOf('ecross')).requests).toBe(before);
	});

	it('is refused before it is sent: an update with nothing in it', async () => {
		const credential = await createCredential(stage, 'Ecart Pay API', 'nodes');
		const parameters = { resource: 'customer', operation: 'update', customer_id: byId('1') };
		const outcome = await runNode(stage, { type: 'ecartPay', credential, parameters });
		expect(outcome).toMatchObject({ status: 'error', message: 'There is nothing to change' });
		expect((await sandbox.statisticsOf('ecartpay')).arrivals.updateCustomer).toBeUndefined();
	});

	it('is an error when it comes: an answer of unknown shape', async () => {
		const body = { records: [{ note: 'confidential' }] };
		await sandbox.fault({ provider: 'ecross', operationId: 'getOrderById', status: 200, body });
		const parameters = { resource: 'order', operation: 'get', orderId: byId('1') };
		const outcome = await runNode(stage, { type: 'eCross', credential: eCross, parameters });
		expect(outcome).toMatchObject({
			status: 'error',
			message: 'Get: E-CROSS answered without orderId. It has the members records.',
		});
	});
});

describe('a credential whose Client ID is an expression', () => {
	it('sends each item with the account of that item, in this run and the next', async () => {
		const tenants = ['client-tenant-a', 'client-tenant-b'];
		const owned = await Promise.all(
			tenants.map(async (account) => (await sandbox.seedECross({ account, orders: 1 })).orders[0]),
		);
		const credential = await client.createCredential({
			name: 'E-CROSS by tenant',
			type: 'eCrossApi',
			data: {
				environment: 'custom',
				...sandbox.addresses.ecross,
				clientId: '={{ $json.tenant }}',
				clientSecret: '=secret-of-{{ $json.tenant }}',
			},
		});
		const items = Array.from({ length: 40 }, (_, index) => ({ tenant: tenants[index % 2] }));
		const before = await sandbox.tokenRequests('ecross');
		for (let turn = 0; turn < 2; turn++) {
			const outcome = await runNode(stage, {
				type: 'eCross',
				credential,
				items,
				parameters: { resource: 'order', operation: 'getAll', limit: 1 },
			});
			const expected = items.map((_, index) => owned[index % 2]);
			expect(jsonOf(outcome).map(({ orderId }) => orderId)).toEqual(expected);
		}
		expect((await sandbox.tokenRequests('ecross')) - before).toBe(2);
	});
});

describe('the Pledg node', () => {
	const run = async (resource: string, operation: string, parameters: INodeParameters = {}) =>
		await runNode(stage, {
			type: 'pledg',
			credential: pledg,
			parameters: { resource, operation, ...parameters },
		});
	/** For what gives out a JWT by design: the leak check at the end takes any for a token. */
	const runUnkept = async (nodeRun: NodeRun): Promise<NodeOutcome> => {
		const workflow = await createNodeRun(stage, nodeRun);
		const outcome = await startNodeRun(stage, workflow);
		await client.deleteWorkflow(workflow.id);
		return outcome;
	};
	const settings = {
		amount: 20,
		reference: 'order_42',
		title: 'Order 42',
		email: 'buyer@example.com',
		firstName: 'Test',
		lastName: 'Buyer',
	};

	it('makes a link, refunds what was paid, and shows a repeated refund as done', async () => {
		const link = await run('purchaseLink', 'create', { merchantUid, ...settings });
		const purchaseUid = String(jsonOf(link)[0]?.purchase_uid);
		await sandbox.payPledg(purchaseUid, 'transfer');
		const refund = { purchaseUid, amount: 5 };
		expect(await run('purchase', 'refund', refund)).toMatchObject({ status: 'success' });
		const again = await run('purchase', 'refund', refund);
		expect(again).toMatchObject({ status: 'success' });
		expect(JSON.stringify(jsonOf(again))).toMatch(/already/i);
	});

	it('simulates a schedule', async () => {
		const schedule = await run('schedule', 'simulate', {
			merchantUid,
			amount: 2,
			created: '2021-12-17',
		});
		expect(schedule).toMatchObject({ status: 'success' });
		expect(jsonOf(schedule)).not.toHaveLength(0);
	});

	it('builds a signed address of the funnel without a request', async () => {
		const returns = { redirectUrl: 'https://a.example.com', cancelUrl: 'https://b.example.com' };
		const before = (await sandbox.statisticsOf('pledg')).requests;
		const funnel = await runUnkept({
			type: 'pledg',
			credential: signature,
			parameters: {
				resource: 'funnel',
				operation: 'getUrl',
				authentication: 'signature',
				...settings,
				...returns,
			},
		});
		expect(String(jsonOf(funnel)[0]?.url)).toMatch(/\/purchase\?.*signature=eyJ/);
		expect((await sandbox.statisticsOf('pledg')).requests).toBe(before);
	});

	it('signs a payload and verifies a notification', async () => {
		const signed = await runUnkept({
			type: 'pledg',
			credential: signature,
			parameters: {
				resource: 'signature',
				operation: 'sign',
				authentication: 'signature',
				payload: '{"data":{"reference":"order_42"}}',
			},
		});
		expect(JSON.stringify(jsonOf(signed))).toMatch(/eyJ[\w-]+\.[\w-]+\.[\w-]+/);
	});
});

describe('two processes', () => {
	it('need no more tokens over two lifetimes than one does', async () => {
		await sandbox.settings('ecross', {
			tokenLifetimeSeconds: LIFETIME_SECONDS,
			latencyMilliseconds: 200,
		});
		expect(await client.testCredential(eCross.id)).toMatchObject({ status: 'OK' });
		const workflow = await createNodeRun(stage, {
			type: 'eCross',
			credential: eCross,
			items: Array.from({ length: 440 }, () => ({})),
			parameters: { resource: 'sku', operation: 'getAll', limit: 1, options: { itemsAtOnce: 1 } },
		});
		const before = await sandbox.statisticsOf('ecross');
		const startedAt = performance.now();
		const [inServer] = await Promise.all([
			startNodeRun(stage, workflow),
			n8n.command(['execute', `--id=${workflow.id}`, '--rawOutput']),
		]);
		const lifetimes = (performance.now() - startedAt) / 1_000 / LIFETIME_SECONDS;
		const after = await sandbox.statisticsOf('ecross');
		await sandbox.settings('ecross', { tokenLifetimeSeconds: 28_800, latencyMilliseconds: 0 });
		expect(inServer).toMatchObject({ status: 'success' });
		expect(lifetimes).toBeGreaterThan(2);
		// One process renews at 80 to 88 % of each lifetime.
		const oneProcess = Math.floor(lifetimes / 0.8);
		expect(after.token.total - before.token.total).toBeLessThanOrEqual(oneProcess);
		expect(after.refused).toEqual(before.refused);
	});
});

describe('a byte order mark before the answer of a token endpoint', () => {
	it('is no fault', async () => {
		const { id } = await createCredential(stage, 'Pledg API', 'nodes-mark');
		const grant = { access_token: 'of-no-use-elsewhere', token_type: 'Bearer', expires_in: 600 };
		const body = `\uFEFF${JSON.stringify(grant)}`;
		await sandbox.fault({ provider: 'pledg', operationId: 'token', status: 200, body });
		expect(await client.testCredential(id)).toMatchObject({ status: 'OK' });
	});
});

// Last, since it ends all tokens.
describe('a dead token that is answered with 403', () => {
	const url = `${sandbox.addresses.ecross.orderUrl}/ext/orders`;

	// Each with an account of its own: a second forced login would have to wait.
	it.each<[string, (credential: Credential) => Promise<{ status: string }>]>([
		[
			'our node',
			async (credential) =>
				await runNode(stage, {
					type: 'eCross',
					credential,
					parameters: { resource: 'order', operation: 'getAll' },
				}),
		],
		[
			'the HTTP Request node',
			async (credential) => await runCalls(stage, await createCalls(stage, credential, { url })),
		],
	])('is replaced within the run: %s', async (caller, run) => {
		const name = `nodes-dead-${caller.split(' ')[1]?.toLowerCase()}`;
		const credential = await createCredential(stage, 'E-CROSS API', name);
		expect(await run(credential)).toMatchObject({ status: 'success' });
		await sandbox.revoke('ecross');
		await sandbox.fault({ provider: 'ecross', operationId: 'listOrders', status: 403 });
		const before = await sandbox.tokenRequests('ecross');
		expect(await run(credential)).toMatchObject({ status: 'success' });
		expect((await sandbox.tokenRequests('ecross')) - before).toBe(1);
	});
});

function jsonOf({ items, message }: NodeOutcome): IDataObject[] {
	expect(message).toBeUndefined();
	return items.map(({ json }) => json);
}

/** For each result, the item that it belongs to. */
function pairedItemsOf({ items }: NodeOutcome): unknown[] {
	return items.map(({ pairedItem }) =>
		typeof pairedItem === 'object' && 'item' in pairedItem ? pairedItem.item : pairedItem,
	);
}

function byId(value: string): INodeParameters[string] {
	return { __rl: true, mode: 'id', value };
}
