import { beforeEach, describe, expect, test, vi } from 'vitest';

import { eCrossTrigger } from './triggerStage.mts';

const eCross = eCrossTrigger();
const { seed, stageFor } = eCross;

const DAY = 86_400_000;

/** Requests that what is polled makes. */
async function requestsOf(operationId: string, work: () => Promise<unknown>): Promise<number> {
	const count = () => {
		const { operations } = eCross.control.statistics().providers.ecross;
		return Object.values(operations[operationId] ?? {}).reduce((sum, one) => sum + one, 0);
	};
	const before = count();
	await work();
	return count() - before;
}

/** Orders of the last 80 days, evenly spread; 30 pages. */
const MANY = 600;
const PAGE = 20;

function seedMany(): void {
	eCross.control.settings('ecross', { pageSize: PAGE });
	// Before the second in which the trigger begins, which is all that a Date header tells.
	eCross.control.settings('ecross', { clockOffsetSeconds: -60 });
	const start = Date.now() - 80 * DAY;
	const stepMilliseconds = (80 * DAY) / MANY;
	seed({ orders: MANY, startDate: new Date(start).toISOString(), stepMilliseconds });
	eCross.control.settings('ecross', { clockOffsetSeconds: 0 });
}

describe('many orders', () => {
	test('are not all listed at each poll', async () => {
		seedMany();
		const stage = stageFor('orderStatusChanged');
		expect(await stage.poll()).toEqual([]);
		const costs: number[] = [];
		for (let poll = 0; poll < 6; poll++) {
			costs.push(await requestsOf('listOrders', async () => await stage.poll()));
		}
		expect(Math.max(...costs.slice(1))).toBeLessThanOrEqual(12);
		expect(costs.slice(1).reduce((sum, one) => sum + one, 0)).toBeLessThan(5 * 12);
	});

	test.each(['orderStatusChanged', 'orderChanged'])(
		'are each seen to change, wherever they are, once (%s)',
		async (event) => {
			seedMany();
			const stage = stageFor(event, { statuses: ['SHIPPED'] });
			await stage.poll();
			const all = Array.from({ length: MANY }, (_, index) => index + 1);
			const changed = all.filter((number) => number % 97 === 0).map(orderId);
			for (const id of changed) eCross.control.ecross.advance(id);
			const [made = ''] = seed({ orders: 1, status: 'SHIPPED' }).orders;
			const seen: unknown[] = [];
			for (let poll = 0; poll < 15; poll++) {
				for (const item of await stage.poll()) seen.push(item.orderId);
			}
			expect(seen.sort()).toEqual([...changed, made].sort());
		},
	);

	test('that were there already are no news, though the first poll does not get to them', async () => {
		seedMany();
		const stage = stageFor('orderStatusChanged');
		stage.pollBudgetMilliseconds = 1;
		const seen: unknown[] = [];
		for (let poll = 0; poll < 5; poll++) seen.push(...(await stage.poll()));
		expect(seen).toEqual([]);
		const [made] = seed({ orders: 1 }).orders;
		delete stage.pollBudgetMilliseconds;
		for (let poll = 0; poll < 20; poll++) {
			for (const { orderId: id } of await stage.poll()) seen.push(id);
		}
		expect(seen).toEqual([made]);
	});

	test('are all handed over in time, poll by poll, if what exists is wanted', async () => {
		seedMany();
		const stage = stageFor('orderStatusChanged', { options: { includeExisting: true } });
		const seen: unknown[] = [];
		stage.pollBudgetMilliseconds = 1;
		for (let poll = 0; poll < 150; poll++) {
			for (const { orderId: id } of await stage.poll()) seen.push(id);
		}
		expect(new Set(seen).size).toBe(MANY);
		expect(seen).toHaveLength(MANY);
	});

	test('are read at each poll where there is no filter to divide them by', async () => {
		seedMany();
		const stage = stageFor('orderStatusChanged', { options: { creationDateUntilFilter: '' } });
		await stage.poll();
		await stage.poll();
		expect(await requestsOf('listOrders', async () => await stage.poll())).toBe(MANY / PAGE);
		expect(eCross.control.statistics().invalidRequests).toEqual([]);
	});
});

function orderId(number: number): string {
	const [first = ''] = seedIds();
	return first.replace(/\d+$/, String(number).padStart(6, '0'));
}

/** The form of the sandbox's ids. */
function seedIds(): string[] {
	seededId ??= seed({ orders: 1, startDate: new Date(0).toISOString() }).orders;
	return [...seededId];
}

let seededId: readonly string[] | undefined;

beforeEach(() => {
	seededId = undefined;
});

describe('a long list filtered by date', () => {
	const existing = { options: { includeExisting: true } };

	test('is cut off in time, and goes on at the next poll', async () => {
		eCross.control.settings('ecross', { pageSize: 10 });
		seed({ skus: 65 });
		const stage = stageFor('skuChanged', existing);
		stage.pollBudgetMilliseconds = 1;
		const counts: number[] = [];
		const seen: unknown[] = [];
		for (let poll = 0; poll < 9; poll++) {
			const items = await stage.poll();
			counts.push(items.length);
			seen.push(...items.map(({ id }) => id));
			stage.restart();
		}
		expect(counts.slice(0, 7)).toEqual([10, 10, 10, 10, 10, 10, 5]);
		expect(new Set(seen).size).toBe(65);
		expect(seen).toHaveLength(65);
	});

	test('is read in one go where its page token has expired', async () => {
		eCross.control.settings('ecross', { pageSize: 10 });
		seed({ skus: 65 });
		const stage = stageFor('skuChanged', existing);
		stage.pollBudgetMilliseconds = 1;
		expect(await stage.poll()).toHaveLength(10);
		eCross.control.fault({ provider: 'ecross', operationId: 'listSkus', status: 400 });
		expect(await stage.poll()).toHaveLength(55);
		expect(await stage.poll()).toEqual([]);
	});

	test('without a word from n8n is cut off after 40 s', async () => {
		vi.useFakeTimers({ toFake: ['performance'] });
		eCross.control.settings('ecross', { pageSize: 10 });
		seed({ skus: 65 });
		const stage = stageFor('skuChanged', existing);
		stage.pollBudgetMilliseconds = 'not told';
		const polling = stage.poll();
		const { length } = await vi
			.waitFor(() => vi.advanceTimersByTime(40_000))
			.then(async () => await polling);
		vi.useRealTimers();
		expect(length).toBe(10);
	});
});

test('a record is known only up to the earliest of both clocks and what was listed', async () => {
	const knownUntil = async (offsetSeconds: number, recordAgeMilliseconds: number) => {
		eCross.useNewAccount();
		const stage = stageFor('parcelCreated', { options: { includeExisting: true } });
		eCross.control.settings('ecross', { clockOffsetSeconds: offsetSeconds });
		const startDate = new Date(Date.now() - recordAgeMilliseconds).toISOString();
		seed({ parcels: 1, startDate });
		await stage.poll();
		eCross.control.settings('ecross', { clockOffsetSeconds: 0 });
		const { state } = stage.staticData() as { state: { memory: { knownUntil: number } } };
		return (Date.now() - state.memory.knownUntil) / 3_600_000 - 2;
	};
	// Hours before now, less the two hours that are always read again.
	expect(await knownUntil(0, 5 * 3_600_000)).toBeCloseTo(5, 1);
	expect(await knownUntil(-9 * 3_600, 5 * 3_600_000)).toBeCloseTo(9, 1);
	expect(await knownUntil(9 * 3_600, -7 * 3_600_000)).toBeCloseTo(0, 1);
});
