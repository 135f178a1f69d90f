import { describe, expect, it } from 'vitest';
import { circumstances, missed, type Figures, type Measured } from './figures.mts';
import { comparisonTable, queueTable, tokenTable } from './tables.mts';

const row = {
	title: '200 items',
	theirs: { 'token requests': 6 },
	ours: { 'token requests': 1 },
	required: { 'token requests': 1 },
};

const comparison = {
	items: 2,
	series: [
		{ name: 'ours', milliseconds: [3, 3, 3] },
		{ name: 'theirs', milliseconds: [2, 2, 2] },
	],
	bounds: [{ title: 'loopback', name: 'ours', against: 'theirs', atMost: 1.5 }],
};

const counts = { executions: 7_200, tokenRequests: 12, refused: 1, sentTwice: 0, failed: 0 };

const queue = {
	plan: { n8nVersion: '2.41.1', lifetimes: 10, lifetimeSeconds: 60, executionsPerSecond: 6 },
	workers: 3,
	ours: { credential: 'eCrossApi', ...counts },
	theirs: { credential: 'metabaseApi', ...counts },
	mostTokenRequests: 15,
	isMet: true,
};

function measured<Result>(result: Result): Measured<Result> {
	return { circumstances: circumstances('2.41.1'), seconds: 1, result };
}

describe('missed', () => {
	it('is empty where all requirements are met', () => {
		const figures: Figures = { tokens: measured([row]), nodes: measured([comparison]) };
		expect(missed(figures)).toEqual([]);
	});

	it('names the case whose counts are others', () => {
		const figures = { tokens: measured([{ ...row, ours: { 'token requests': 2 } }]) };
		expect(missed(figures)).toEqual(['200 items: {"token requests":2}, not {"token requests":1}']);
	});

	it('names the queue whose load was not kept to its bounds', () => {
		const figures = { queue: measured({ ...queue, isMet: false }) };
		expect(missed(figures)).toEqual([expect.stringContaining('"refused":1')]);
		expect(missed({ queue: measured(queue) })).toEqual([]);
	});

	it.each(['requests', 'nodes'] as const)('names the ratio of %s that is too high', (part) => {
		const bounds = [{ title: 'loopback', name: 'ours', against: 'theirs', atMost: 1.4 }];
		const figures: Figures = { [part]: measured([{ ...comparison, bounds }]) };
		expect(missed(figures)).toEqual(['ours, loopback: ratio 1.50, not at most 1.4']);
	});
});

describe('tables', () => {
	it('show what was counted, and say where it is not as required', () => {
		expect(
			tokenTable(
				["n8n's own (Metabase)", 'Ours (E-CROSS)'],
				[{ ...row, ours: { 'token requests': 2 } }],
			)
				.split('\n')
				.at(-1),
		).toBe('| 200 items | token requests: 6    | token requests: 2 | **not** token requests: 1 |');
	});

	it('show what a load in queue mode led to, and what was allowed', () => {
		const [, , theirs, ours, most] = queueTable(queue).split('\n');
		expect(theirs).toMatch(/^\| n8n's own \(Metabase\) \| 7200 +\| 12 +\| 1 +\| 0 +\| 0 +\| +\|$/);
		expect(ours).toMatch(/^\| Ours .* met \|$/);
		expect(most).toMatch(/\| 15 +\| 0 +\| 0 +\| 0 +\|/);
	});

	it('show times per item, with quartiles and ratio', () => {
		expect(comparisonTable('Case', [comparison]).split('\n').at(-1)).toBe(
			'| loopback | 1.00 ms (1.00 to 1.00) | 1.50 ms (1.50 to 1.50) | 1.50 (1.50 to 1.50) | 1.50    | met |',
		);
	});
});
