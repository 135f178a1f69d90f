import type { IDataObject } from 'n8n-workflow';
import { describe, expect, test, vi } from 'vitest';

import { ECross } from '../../../nodes/ECross/ECross.node';
import { runNode } from '../harness.mts';
import { eCrossTrigger } from './triggerStage.mts';

const eCross = eCrossTrigger();
const { answerNext, seed, stageFor } = eCross;

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
		credentials: eCross.credentials(),
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
		eCross.control.settings('ecross', { pageSize: 2 });
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
		eCross.control.settings('ecross', { pageSize: 1 });
		const stage = stageFor(event);
		await stage.poll();
		const before = stage.savedStaticData();
		seed({ [kind]: 3 });
		// The first page only comes late, the second one fails.
		eCross.control.fault({ provider: 'ecross', operationId, delayMilliseconds: 1 });
		eCross.control.fault({ provider: 'ecross', operationId, status: 500 });
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
			eCross.control.settings('ecross', { clockOffsetSeconds });
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
			eCross.control.settings('ecross', { clockOffsetSeconds });
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
		const advance = () => eCross.control.ecross.advance(orderId).status;
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
		expect(eCross.control.statistics().invalidRequests).toEqual([]);
	});

	test('need a window that can be right', async () => {
		const stage = stageFor('orderChanged', { options: { createdWithinDays: 'ten' } });
		await expect(stage.poll()).rejects.toThrow('Created Within (Days) must be a number');
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
	eCross.control.settings('ecross', { latencyMilliseconds: 20 });
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
	eCross.control.fault({ provider: 'ecross', operationId: 'listSkus', delayMilliseconds });
	const hanging = stage.poll();
	vi.advanceTimersByTime(15 * 60_000);
	const next = await stage.poll();
	vi.useRealTimers();
	expect([next.length, (await hanging).length]).toEqual([2, 0]);
});

test.each([{}, '"Welcome"'])('an answer without a list is no empty list: %j', async (body) => {
	seed({ orders: 1 });
	const stage = stageFor('orderStatusChanged');
	await stage.poll();
	eCross.control.fault({ provider: 'ecross', operationId: 'listOrders', status: 200, body });
	await expect(stage.poll()).rejects.toThrow('E-CROSS answered without "orders"');
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
