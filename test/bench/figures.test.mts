import { describe, expect, it } from 'vitest';
import { circumstances, missed, type Figures, type Measured } from './figures.mts';
import { scaleTable, soakTable } from './loadTables.mts';
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

describe('missed, of what n8n takes under load', () => {
	const sample = {
		minute: 0,
		heapMegabytes: 100,
		residentMegabytes: 300,
		sockets: 1,
		descriptors: 1,
		timers: 1,
		listeners: 1,
		executionRows: 1,
		otherRows: 1,
		staticDataBytes: 1,
		largestCredentialBytes: 1,
	};
	const soakSide = (heapMegabytes: number) => ({
		samples: [10, 58, 59, 60].map((minute) => ({
			...sample,
			minute,
			heapMegabytes: minute === 10 ? 100 : heapMegabytes,
		})),
		rest: sample,
		succeeded: 1,
		failed: 0,
		refused: 0,
		tokenRequests: 1,
		tables: {},
	});
	const soak = {
		minutes: 60,
		executionsPerSecond: 1,
		credentials: 20,
		tokenLifetimeSeconds: 60,
		keptExecutions: 500,
		ours: soakSide(104),
		control: soakSide(150),
	};

	it('is empty where n8n alone grows', () => {
		expect(missed({ soak: measured(soak) })).toEqual([]);
		expect(soakTable(soak)).toContain('100.0 to 150.0 MB');
	});

	it('names a heap that has grown, and executions that were lost', () => {
		const ours = { ...soakSide(120), failed: 2, refused: 1 };
		expect(missed({ soak: measured({ ...soak, ours }) })).toEqual([
			'Soak, heap: from 100.0 to 120.0',
			'Soak: 2 failed, 1 refused',
		]);
		expect(soakTable({ ...soak, ours })).toMatch(/heap .* 20\.0 % .*\*\*missed\*\*/);
	});

	it('names the count that costs more than its share', () => {
		const row = (count: number, seconds: number, megabytes: number) =>
			({ scale: 'rows', count, runs: [{ seconds, megabytes }] }) as const;
		const scale = [row(25_000, 1, 10), row(100_000, 9, 40)];
		expect(missed({ scale: measured(scale) })).toEqual(['100000 rows cost more than their share']);
		expect(scaleTable(scale)).toMatch(/100,000 rows .* 2\.25 .*\*\*missed\*\*/);
	});

	it('names a description that is too large, but not the tool that n8n makes of it', () => {
		const size = (name: string) => ({ name, bytes: 205_000 });
		const start = {
			ours: [],
			alone: [],
			ourNodes: [size('ours.big'), size('ours.bigTool')],
			largestOfN8n: [],
			allBytes: 0,
		};
		expect(missed({ start: measured(start) })).toEqual([
			'ours.big: a description of 205000 bytes, not at most 204800',
		]);
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
