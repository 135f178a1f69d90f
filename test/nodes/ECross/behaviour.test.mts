import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';

import { ECross } from '../../../nodes/ECross/ECross.node';
import { startSandbox, type Sandbox } from '../../../sandbox/server.mts';
import { credentialsOf } from './account.mts';
import { byId, CredentialStore, jsonOf, runNode, searchList } from '../harness.mts';

let sandbox: Sandbox;
let accounts = 0;
let account = '';

beforeAll(async () => {
	sandbox = await startSandbox();
});

beforeEach(() => {
	account = `client-${++accounts}`;
	sandbox.control.reset();
});

afterEach(() => vi.useRealTimers());

afterAll(async () => await sandbox.close());

function credentials(changes: Record<string, string> = {}): CredentialStore {
	return credentialsOf(account, sandbox, changes);
}

type Options = Omit<Parameters<typeof runNode>[0], 'node' | 'parameters' | 'credentials'>;

async function run(
	operation: string,
	parameters: object,
	options: Options & { store?: CredentialStore } = {},
) {
	const [resource = '', value = ''] = operation.split(' ');
	const { store = credentials(), ...rest } = options;
	return await runNode({
		node: new ECross(),
		parameters: { resource, operation: value, ...parameters },
		credentials: store,
		...rest,
	});
}

const requestsOf = (operationId: string) => {
	const statuses = sandbox.control.statistics().providers.ecross.operations[operationId] ?? {};
	return Object.values(statuses).reduce((sum, count) => sum + count, 0);
};

describe('creating and updating SKUs', () => {
	const sku = (productId: string, skuId: string) => ({ json: { productId, skuId } });
	const fields = { productId: '={{ $json.productId }}', skuId: '={{ $json.skuId }}' };

	test('sends one request for each product, and answers each item', async () => {
		const items = [sku('A', 'A1'), sku('B', 'B1'), sku('A', 'A2')];
		const outputs = await run('sku upsert', fields, { items });
		expect(requestsOf('upsertSkus')).toBe(2);
		expect(outputs.map(({ json, pairedItem }) => [json.skuId, pairedItem])).toEqual([
			['A1', { item: 0 }],
			['B1', { item: 1 }],
			['A2', { item: 2 }],
		]);
		expect(outputs[2]?.json).toHaveProperty('lastUpdateDate');
	});

	test('refuses a request that would delete SKUs, and names them', async () => {
		await run('sku upsert', fields, { items: [sku('A', 'A1'), sku('A', 'A2')] });
		const again = run('sku upsert', fields, { items: [sku('A', 'A1')] });
		await expect(again).rejects.toThrow(
			'The product "A" has SKUs that are not among the input items: A2',
		);
		expect(requestsOf('upsertSkus')).toBe(1);
	});

	test('deletes them if that is wanted', async () => {
		await run('sku upsert', fields, { items: [sku('A', 'A1'), sku('A', 'A2')] });
		await run('sku upsert', { ...fields, deleteMissing: true }, { items: [sku('A', 'A1')] });
		const left = await run('sku getByProduct', { productId: byId('A') });
		expect(jsonOf(left)).toMatchObject([{ skuId: 'A1' }]);
	});

	test('refuses a SKU that comes twice', async () => {
		const twice = run('sku upsert', fields, { items: [sku('A', 'A1'), sku('A', 'A1')] });
		await expect(twice).rejects.toThrow(
			'The SKU "A1" of the product "A" appears in several input items',
		);
		expect(requestsOf('upsertSkus')).toBe(0);
	});

	test('fails all items of a product together under Continue On Fail', async () => {
		sandbox.control.fault({ provider: 'ecross', operationId: 'upsertSkus', status: 400 });
		const outputs = await run('sku upsert', fields, {
			items: [sku('A', 'A1'), sku('B', 'B1'), sku('A', 'A2')],
			settings: { onError: 'continueRegularOutput' },
		});
		expect(jsonOf(outputs)).toMatchObject([
			{ error: expect.any(String) },
			{ skuId: 'B1' },
			{ error: expect.any(String) },
		]);
	});
});

describe('sending tracking events', () => {
	const items = (count: number) =>
		Array.from({ length: count }, (_, n) => ({ json: { parcelId: `P${n}` } }));
	const fields = { parcelId: '={{ $json.parcelId }}', externalCode: 'LEFT_FULFILLMENT' };

	test('puts up to 500 into one request, and reports each', async () => {
		const outputs = await run('parcel sendTrackingEvent', fields, { items: items(501) });
		expect(requestsOf('updateParcelTrackings')).toBe(2);
		expect(outputs).toHaveLength(501);
		expect(outputs[500]).toMatchObject({
			json: { status: 'UPDATE IN PROGRESS', parcelId: 'P500' },
			pairedItem: { item: 500 },
		});
	});

	test('takes the carrier of the item before that of the credential', async () => {
		const other = { ...fields, additionalFields: { carrierId: 'carrier-2' } };
		const refused = run('parcel sendTrackingEvent', other, { items: items(1) });
		await expect(refused).rejects.toThrow('not the carrier of this account (HTTP 403)');
	});

	test('says where to find a carrier ID that is missing', async () => {
		const store = credentials({ carrierId: '' });
		const refused = run('parcel sendTrackingEvent', fields, { items: items(1), store });
		await expect(refused).rejects.toMatchObject({
			message: 'Carrier ID is missing',
			description: expect.stringContaining('credential'),
		});
	});

	test('refuses an event without a parcel', async () => {
		const refused = run('parcel sendTrackingEvent', { externalCode: 'LEFT_FULFILLMENT' });
		await expect(refused).rejects.toThrow('Parcel and External Parcel ID are both empty in item 0');
		expect(requestsOf('updateParcelTrackings')).toBe(0);
	});
});

describe('the connection', () => {
	test('tells the state of the token', async () => {
		const [state] = await run('connection check', {});
		expect(state?.json).toMatchObject({
			accepted: true,
			token: { state: 'fresh', lifetimeSeconds: 28_800 },
		});
	});

	test('tells why a credential is refused, and when it is tried again', async () => {
		const store = credentials({ clientSecret: 'wrong' });
		const [state] = await run('connection check', {}, { store });
		expect(state?.json).toMatchObject({
			accepted: false,
			problem: expect.stringContaining('E-CROSS refused the Client ID and Client Secret'),
			token: { gate: { secondsLeft: expect.any(Number) } },
		});
		expect(JSON.stringify(state)).not.toContain('wrong"');
	});

	test('can forget the token, so that the next request logs in again', async () => {
		const store = credentials();
		const grants = () => sandbox.control.statistics().providers.ecross.token.granted;
		await run('order getAll', {}, { store });
		await run('order getAll', {}, { store });
		expect(grants()).toBe(1);
		const [output] = await run('connection forgetToken', {}, { store });
		expect(output?.json).toEqual({ forgotten: true });
		await run('order getAll', {}, { store });
		expect(grants()).toBe(2);
	});

	test('forgets a token that has expired as well, without a login', async () => {
		const store = credentials();
		await run('order getAll', {}, { store });
		vi.useFakeTimers({ now: Date.now() + 9 * 3_600_000, toFake: ['Date'] });
		const [output] = await run('connection forgetToken', {}, { store });
		expect(output?.json).toEqual({ forgotten: true });
		const [token] = sandbox.control.issuedTokens('ecross');
		expect(JSON.stringify(store.data)).not.toContain(token);
		expect(sandbox.control.statistics().providers.ecross.token.total).toBe(1);
	});

	test('logs nobody in only to forget', async () => {
		const [output] = await run('connection forgetToken', {});
		expect(output?.json).toEqual({ forgotten: false, reason: 'There is no token yet.' });
		expect(sandbox.control.statistics().providers.ecross.requests).toBe(0);
	});
});

test('a token that was revoked is renewed once, and no request is lost', async () => {
	const store = credentials();
	await run('order getAll', {}, { store });
	sandbox.control.revoke('ecross');
	const items = Array.from({ length: 20 }, () => ({ json: {} }));
	await run('order getAll', {}, { store, items });
	const { token } = sandbox.control.statistics().providers.ecross;
	expect(token.granted).toBe(2);
});

test('the sales channel token goes to the tax simulation, the merchant token does not', async () => {
	const store = credentials({ salesChannelToken: '' });
	const cart = {
		country: 'BR',
		state: 'SP',
		freight: 1,
		items: { values: [{ skuId: 'A', quantity: 1, unitPriceWithDiscount: 1 }] },
	};
	await expect(run('tax simulate', cart, { store })).rejects.toThrow('Sales Channel Token');
});

test('lists of orders, SKUs, products and parcels can be picked from', async () => {
	sandbox.control.ecross.seed({ account, orders: 1, skus: 1, parcels: 1 });
	const options = { node: new ECross(), parameters: {}, credentials: credentials() };
	for (const method of ['searchOrders', 'searchSkus', 'searchProducts', 'searchParcels']) {
		const { results } = await searchList(options, method);
		expect(results[0], method).toMatchObject({
			name: expect.any(String),
			value: expect.any(String),
		});
	}
});

test.each([
	['price setOrigin', { skuId: byId('SKU-1'), salePrice: '12,50' }, 'Sale Price'],
	[
		'tax simulate',
		{
			country: 'BR',
			state: 'SP',
			freight: 10,
			items: { values: [{ quantity: 1, unitPriceWithDiscount: '12,50' }] },
		},
		'Item 1: Unit Price with Discount',
	],
])('%s takes amounts as printed on a bill', async (operation, parameters, field) => {
	await expect(run(operation, parameters)).rejects.toMatchObject({
		message: `${field} is not an amount of money: "12,50"`,
		description: 'Use a decimal point: 12.50.',
	});
});

test("without n8n's database, in which the credential is, an error names no host", async () => {
	const store = credentials();
	store.getDecrypted = async () => {
		throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
	};
	await expect(run('sku getAll', { limit: 1 }, { store })).rejects.toThrow(
		/^E-CROSS could not be reached: the connection was refused$/,
	);
});
