import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';

import { ECross } from '../../../nodes/ECross/ECross.node';
import { ECrossTrigger } from '../../../nodes/ECross/ECrossTrigger.node';
import { startSandbox, type Sandbox } from '../../../sandbox/server.mts';
import { credentialsOf } from './account.mts';
import { CredentialStore, runNode } from '../harness.mts';
import { TriggerStage } from '../triggerHarness.mts';

let sandbox: Sandbox;
let accounts = 0;
let account = '';

beforeAll(async () => {
	sandbox = await startSandbox();
});

// An account of its own for each test, since a reset also revokes the tokens.
beforeEach(() => {
	account = `client-trigger-${++accounts}`;
	sandbox.control.reset();
});

afterEach(() => {
	vi.useRealTimers();
});

afterAll(async () => await sandbox.close());

function credentials(): CredentialStore {
	return credentialsOf(account, sandbox);
}

function stageFor(event: string, parameters: INodeParameters = {}): TriggerStage {
	const node = new ECrossTrigger();
	return new TriggerStage({
		node,
		parameters: { event, ...parameters },
		credentials: credentials(),
	});
}

function seed(records: Parameters<typeof sandbox.control.ecross.seed>[0]) {
	return sandbox.control.ecross.seed({ account, ...records });
}

/** Sets a SKU's stock, which gives the record the provider's present as its date. */
async function setStock(skuId: string, quantity: number): Promise<void> {
	await runNode({
		node: new ECross(),
		parameters: {
			resource: 'inventory',
			operation: 'update',
			skuId: { __rl: true, mode: 'id', value: skuId },
			quantity,
			warehouseId: 1,
			inventoryType: 'AVAILABLE',
		},
		credentials: credentials(),
	});
}

function idsOf(items: IDataObject[], name: string): string[] {
	return items.map((item) => String(item[name])).sort();
}

describe.each([
	{ event: 'skuChanged', kind: 'skus', id: 'id', operationId: 'listSkus' },
	{ event: 'parcelCreated', kind: 'parcels', id: 'parcelId', operationId: 'listParcels' },
	{ event: 'orderChanged', kind: 'orders', id: 'orderId', operationId: 'listOrders' },
	{ event: 'orderStatusChanged', kind: 'orders', id: 'orderId', operationId: 'listOrders' },
] as const)('$event', ({ event, kind, id, operationId }) => {
	test('starts from now, then hands over each record once', async () => {
		seed({ [kind]: 2 });
		const stage = stageFor(event);
		expect(await stage.poll()).toEqual([]);
		const { [kind]: made } = seed({ [kind]: 1 });
		expect(idsOf(await stage.poll(), id)).toEqual(made);
		expect(await stage.poll()).toEqual([]);
	});

	test('includes what exists if asked, over all pages and oldest first', async () => {
		sandbox.control.settings('ecross', { pageSize: 2 });
		seed({ [kind]: 5 });
		const stage = stageFor(event, { options: { includeExisting: true } });
		const items = await stage.poll();
		expect(new Set(idsOf(items, id)).size).toBe(5);
		const dates = items.map(({ lastUpdateDate }) => String(lastUpdateDate));
		expect(dates).toEqual([...dates].sort());
		expect(await stage.poll()).toEqual([]);
	});

	test('tells records of one instant apart, also when one shows up a poll later', async () => {
		const instant = { startDate: new Date().toISOString(), stepMilliseconds: 0 };
		const stage = stageFor(event);
		await stage.poll();
		seed({ [kind]: 3, ...instant });
		expect(await stage.poll()).toHaveLength(3);
		// Seeding names SKUs by their place, so three of these five are as they were.
		seed({ [kind]: kind === 'skus' ? 5 : 2, ...instant });
		expect(await stage.poll()).toHaveLength(2);
	});

	test('a failed page hands over nothing and loses nothing', async () => {
		sandbox.control.settings('ecross', { pageSize: 1 });
		const stage = stageFor(event);
		await stage.poll();
		const before = stage.savedStaticData();
		seed({ [kind]: 3 });
		// The first page only comes late, the second one fails.
		sandbox.control.fault({ provider: 'ecross', operationId, delayMilliseconds: 1 });
		sandbox.control.fault({ provider: 'ecross', operationId, status: 500 });
		await expect(stage.poll()).rejects.toMatchObject({ httpCode: '500' });
		expect(stage.savedStaticData()).toBe(before);
		expect(await stage.poll()).toHaveLength(3);
	});

	test('a restart neither loses nor repeats', async () => {
		const stage = stageFor(event);
		await stage.poll();
		seed({ [kind]: 2 });
		expect(await stage.poll()).toHaveLength(2);
		// n8n saves static data when something was handed over; what an empty poll changes is lost.
		const saved = stage.savedStaticData();
		expect(await stage.poll()).toEqual([]);
		stage.restart(saved);
		expect(await stage.poll()).toEqual([]);
		seed({ [kind]: 1 });
		stage.restart(saved);
		expect(await stage.poll()).toHaveLength(1);
		expect(await stage.poll()).toEqual([]);
	});

	test.each([-86_400, -3_600, 3_600, 86_400])(
		'does not mind a provider whose clock is %d s off',
		async (clockOffsetSeconds) => {
			sandbox.control.settings('ecross', { clockOffsetSeconds });
			seed({ [kind]: 2 });
			const stage = stageFor(event);
			expect(await stage.poll()).toEqual([]);
			seed({ [kind]: 1 });
			expect(await stage.poll()).toHaveLength(1);
			expect(await stage.poll()).toEqual([]);
		},
	);

	test.each([-3_600, 3_600])(
		'loses and repeats nothing when the provider moves its clock by %d s',
		async (clockOffsetSeconds) => {
			const stage = stageFor(event);
			await stage.poll();
			seed({ [kind]: 1 });
			expect(await stage.poll()).toHaveLength(1);
			sandbox.control.settings('ecross', { clockOffsetSeconds });
			expect(await stage.poll()).toEqual([]);
			seed({ [kind]: 1 });
			expect(await stage.poll()).toHaveLength(1);
			expect(await stage.poll()).toEqual([]);
		},
	);

	test('Fetch Test Event shows the newest few and moves nothing', async () => {
		seed({ [kind]: 7 });
		const stage = stageFor(event);
		const { [kind]: ends } = seed({ [kind]: 8 });
		const shown = await stage.poll('manual');
		expect(shown).toHaveLength(5);
		expect(shown.at(-1)?.[id]).toBe(ends.at(-1));
		expect(stage.staticData()).toEqual({});
	});

	test('Fetch Test Event says so when there is nothing to show', async () => {
		await expect(stageFor(event).poll('manual')).rejects.toThrow(/^There is no .* to show yet$/);
	});
});

test('inventoryChanged hands over the record whose quantity was set', async () => {
	seed({ skus: 2 });
	await setStock('SEED-000001', 5);
	const stage = stageFor('inventoryChanged');
	expect(await stage.poll()).toEqual([]);
	await setStock('SEED-000001', 4);
	await setStock('SEED-000002', 9);
	const items = await stage.poll();
	expect(items.map(({ skuId, quantity }) => [skuId, quantity])).toEqual([
		['SEED-000001', 4],
		['SEED-000002', 9],
	]);
	expect(await stage.poll()).toEqual([]);
});

describe('orders', () => {
	test('come again with each change, and only in the chosen statuses', async () => {
		const stage = stageFor('orderChanged', { statuses: ['CREATED', 'SHIPPED'] });
		await stage.poll();
		const [orderId = ''] = seed({ orders: 1, status: 'CREATED' }).orders;
		const advance = () => sandbox.control.ecross.advance(orderId).status;
		const seen: unknown[] = [];
		for (let status = 'CREATED'; status !== 'DELIVERED'; status = advance()) {
			for (const item of await stage.poll()) seen.push(item.status);
		}
		expect(seen).toEqual(['CREATED', 'SHIPPED']);
	});

	test('are all watched without a status', async () => {
		const stage = stageFor('orderChanged', { statuses: [] });
		await stage.poll();
		seed({ orders: 1, status: 'APPROVED' });
		seed({ orders: 1, status: 'DELIVERED' });
		expect(idsOf(await stage.poll(), 'status')).toEqual(['APPROVED', 'DELIVERED']);
	});

	test('that are older than the window are left out, whether or not E-CROSS filters them', async () => {
		const startDate = new Date(Date.now() - 40 * 86_400_000).toISOString();
		for (const creationDateFilter of ['creationDateFrom', '']) {
			const options = { createdWithinDays: 30, creationDateFilter };
			const stage = stageFor('orderChanged', { options });
			await stage.poll();
			seed({ orders: 1, startDate });
			seed({ orders: 1 });
			expect(await stage.poll()).toHaveLength(1);
		}
		expect(sandbox.control.statistics().invalidRequests).toEqual([]);
	});

	test('need a window that can be right', async () => {
		const stage = stageFor('orderChanged', { options: { createdWithinDays: 'ten' } });
		await expect(stage.poll()).rejects.toThrow('"Created Within (Days)" must be a number');
	});
});

test('what was remembered for another event, filter or account does not count', async () => {
	seed({ orders: 1, parcels: 1 });
	const stage = stageFor('parcelCreated');
	await stage.poll();
	stage.edit({ event: 'orderChanged' });
	expect(await stage.poll()).toEqual([]);
	seed({ orders: 1 });
	expect(await stage.poll()).toHaveLength(1);
	seed({ orders: 1, status: 'SHIPPED' });
	stage.edit({ event: 'orderChanged', statuses: ['SHIPPED'] });
	expect(await stage.poll()).toEqual([]);
});

test('a poll that starts while another one runs hands over nothing', async () => {
	const stage = stageFor('skuChanged');
	await stage.poll();
	seed({ skus: 2 });
	sandbox.control.settings('ecross', { latencyMilliseconds: 20 });
	const [first, second] = await Promise.all([stage.poll(), stage.poll()]);
	expect([first.length, second.length]).toEqual([2, 0]);
	seed({ skus: 1 });
	expect(await stage.poll()).toHaveLength(1);
});

test('a poll that hangs is given up, and hands over nothing when it ends after all', async () => {
	const stage = stageFor('skuChanged');
	await stage.poll();
	seed({ skus: 2 });
	vi.useFakeTimers({ toFake: ['performance'] });
	const delayMilliseconds = 300;
	sandbox.control.fault({ provider: 'ecross', operationId: 'listSkus', delayMilliseconds });
	const hanging = stage.poll();
	vi.advanceTimersByTime(15 * 60_000);
	const next = await stage.poll();
	vi.useRealTimers();
	expect([next.length, (await hanging).length]).toEqual([2, 0]);
});

/** What e-CROSS answers next, in place of its list. */
function answerNext(operationId: string, body: object): void {
	sandbox.control.fault({ provider: 'ecross', operationId, status: 200, body });
}

test('a record that stands on two pages is handed over once, in its newer state', async () => {
	const stage = stageFor('skuChanged');
	await stage.poll();
	const [older, newer] = [new Date(), new Date(Date.now() + 1)].map((date) => date.toISOString());
	const skus = [newer, older].map((lastUpdateDate) => ({ id: 'ACME-1', lastUpdateDate }));
	answerNext('listSkus', { skus });
	expect(await stage.poll()).toEqual([{ id: 'ACME-1', lastUpdateDate: newer }]);
});

test('an order whose status moves without its date has changed', async () => {
	const stage = stageFor('orderChanged');
	await stage.poll();
	const order = { orderId: 'ACME-1', lastUpdateDate: new Date().toISOString() };
	const statuses = ['CREATED', 'CREATED', 'SHIPPED'];
	const counts: number[] = [];
	for (const status of statuses) {
		answerNext('listOrders', { orders: [{ ...order, status }] });
		counts.push((await stage.poll()).length);
	}
	expect(counts).toEqual([1, 0, 1]);
});

test('an order that comes into a status is new, however long ago it changed', async () => {
	const stage = stageFor('orderChanged');
	await stage.poll();
	const lastUpdateDate = new Date(Date.now() - 3 * 86_400_000).toISOString();
	for (const count of [1, 0]) {
		answerNext('listOrders', { orders: [{ orderId: 'ACME-1', lastUpdateDate }] });
		expect(await stage.poll()).toHaveLength(count);
	}
});

describe('of a change without a new status', () => {
	test.each([
		['orderChanged', 1],
		['orderStatusChanged', 0],
	])('%s hands over %d', async (event, count) => {
		const stage = stageFor(event);
		await stage.poll();
		for (const [delay, expected] of [
			[0, 1],
			[1_000, count],
		] as const) {
			const lastUpdateDate = new Date(Date.now() + delay).toISOString();
			const status = 'READY_TO_SHIP';
			answerNext('listOrders', { orders: [{ orderId: 'ACME-1', lastUpdateDate, status }] });
			expect(await stage.poll()).toHaveLength(expected);
		}
	});
});

test.each([
	['has left and comes back with a later change', 1_000, 1],
	['was only missing from one list', 0, 0],
])('an order that %s is handed over again %#', async (_, delay, again) => {
	const stage = stageFor('orderStatusChanged');
	await stage.poll();
	const order = { orderId: 'ACME-1', lastUpdateDate: new Date().toISOString() };
	const lastUpdateDate = new Date(Date.now() + delay).toISOString();
	const counts: number[] = [];
	for (const orders of [[order], [order], [], [{ ...order, lastUpdateDate }]]) {
		answerNext('listOrders', { orders });
		counts.push((await stage.poll()).length);
	}
	expect(counts).toEqual([1, 0, 0, again]);
});

const YEAR_SECONDS = 365 * 86_400;

describe.each(['skuChanged', 'parcelCreated'] as const)('%s is not made deaf', (event) => {
	const kind = event === 'skuChanged' ? 'skus' : 'parcels';

	test.each(['at first', 'later'])('by one answer whose Date is a year ahead, %s', async (when) => {
		const stage = stageFor(event);
		if (when === 'later') await stage.poll();
		sandbox.control.settings('ecross', { clockOffsetSeconds: YEAR_SECONDS });
		expect(await stage.poll()).toEqual([]);
		sandbox.control.settings('ecross', { clockOffsetSeconds: 0 });
		seed({ [kind]: 1 });
		expect(await stage.poll()).toHaveLength(1);
		expect(await stage.poll()).toEqual([]);
	});

	test('by records that were written while the clock was a year ahead', async () => {
		const stage = stageFor(event);
		await stage.poll();
		sandbox.control.settings('ecross', { clockOffsetSeconds: YEAR_SECONDS });
		seed({ [kind]: 1 });
		expect(await stage.poll()).toHaveLength(1);
		sandbox.control.settings('ecross', { clockOffsetSeconds: 0 });
		// A SKU has the same name as before, and changes; a parcel is another one.
		seed({ [kind]: 1 });
		expect(await stage.poll()).toHaveLength(1);
		expect(await stage.poll()).toEqual([]);
	});

	test('by what an earlier version kept while a clock was a year ahead', async () => {
		const stage = stageFor(event);
		await stage.poll();
		const { scope } = stage.staticData().state as IDataObject;
		const knownUntil = Date.now() + YEAR_SECONDS * 1_000;
		stage.restart(
			JSON.stringify({
				'node:Trigger under test': {
					state: { scope, revision: 9, memory: { knownUntil, seen: {} } },
				},
			}),
		);
		seed({ [kind]: 1 });
		expect(await stage.poll()).toHaveLength(1);
	});
});

test.each([{}, { knownUntil: null, seen: {} }, { knownUntil: 0, seen: [] }, 'text', null])(
	'static data that are broken are mended, and not thrown at each poll: %j',
	async (memory) => {
		const stage = stageFor('skuChanged');
		await stage.poll();
		const { scope } = stage.staticData().state as IDataObject;
		seed({ skus: 2 });
		// A workflow of its own: this process knows nothing of it.
		const broken = stageFor('skuChanged');
		broken.staticData().state = { scope, revision: 9, memory } as IDataObject;
		expect(await broken.poll()).toEqual([]);
		seed({ skus: 1 });
		expect(await broken.poll()).toHaveLength(1);
	},
);

test('polls without news are remembered, although n8n may read the static data anew each time', async () => {
	const stage = stageFor('orderStatusChanged');
	const nothing = stage.savedStaticData();
	// As n8n's durable scheduler does it: only a poll with news is saved.
	const poll = async (saved: string) => {
		stage.restart(saved);
		return await stage.poll();
	};
	seed({ orders: 1 });
	expect(await poll(nothing)).toEqual([]);
	const { orders: made } = seed({ orders: 1 });
	expect(idsOf(await poll(nothing), 'orderId')).toEqual(made);
	expect(await poll(stage.savedStaticData())).toEqual([]);
});

test('a poll whose news n8n has thrown away is made up for', async () => {
	const stage = stageFor('skuChanged');
	await stage.poll();
	const saved = stage.savedStaticData();
	seed({ skus: 1 });
	expect(await stage.poll()).toHaveLength(1);
	stage.restart(saved);
	expect(await stage.poll()).toHaveLength(1);
});

test.each([{}, '"Welcome"'])('an answer without a list is no empty list: %j', async (body) => {
	seed({ orders: 1 });
	const stage = stageFor('orderStatusChanged');
	await stage.poll();
	sandbox.control.fault({ provider: 'ecross', operationId: 'listOrders', status: 200, body });
	await expect(stage.poll()).rejects.toThrow('E-CROSS answered without "orders"');
	expect(await stage.poll()).toEqual([]);
});

test('a parcel is handed over when it appears, not with each of its events', async () => {
	const stage = stageFor('parcelCreated');
	await stage.poll();
	const parcel = { parcelId: 'ACME-1', creationDate: new Date().toISOString() };
	answerNext('listParcels', { parcels: [{ ...parcel, status: 'SHIPPED' }] });
	expect(await stage.poll()).toHaveLength(1);
	answerNext('listParcels', { parcels: [{ ...parcel, status: 'DELIVERED' }] });
	expect(await stage.poll()).toEqual([]);
});

test.each([
	[{ id: 'ACME-1' }, 'E-CROSS listed the SKU ACME-1 without "lastUpdateDate"'],
	[{ lastUpdateDate: '2026-01-01T00:00:00Z' }, 'E-CROSS listed a record without "id"'],
])(
	'a record that tells not enough of itself stops the poll with a sentence',
	async (sku, message) => {
		const stage = stageFor('skuChanged');
		await stage.poll();
		answerNext('listSkus', { skus: [sku] });
		await expect(stage.poll()).rejects.toThrow(message);
	},
);
