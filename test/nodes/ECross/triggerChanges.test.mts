import { describe, expect, test } from 'vitest';

import { eCrossTrigger } from './triggerStage.mts';

const { answerNext, stageFor } = eCrossTrigger();

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

test('a parcel is handed over when it appears, not with each of its events', async () => {
	const stage = stageFor('parcelCreated');
	await stage.poll();
	const parcel = { parcelId: 'ACME-1', creationDate: new Date().toISOString() };
	answerNext('listParcels', { parcels: [{ ...parcel, status: 'SHIPPED' }] });
	expect(await stage.poll()).toHaveLength(1);
	answerNext('listParcels', { parcels: [{ ...parcel, status: 'DELIVERED' }] });
	expect(await stage.poll()).toEqual([]);
});
