import { describe, expect, it } from 'vitest';
import { linearityOf, type ScaleRow } from './scaleFigures.mts';
import { addedTo, type Start } from './startFigures.mts';

const few: ScaleRow = { scale: 'rows', count: 25_000, seconds: 1, megabytes: 20 };

describe('linearityOf', () => {
	it('is 1 where cost grows as the count does', () => {
		const many = { ...few, count: 100_000, seconds: 4, megabytes: 80 };
		expect(linearityOf(many, [few, many])).toEqual({ seconds: 1, megabytes: 1, isMet: true });
	});

	it('shows a cost that grows with the square', () => {
		const many = { ...few, count: 100_000, seconds: 16, megabytes: 80 };
		expect(linearityOf(many, [few, many])).toMatchObject({ seconds: 4, isMet: false });
	});

	it('holds memory to the same', () => {
		const many = { ...few, count: 50_000, seconds: 2, megabytes: 60 };
		const { seconds, megabytes, isMet } = linearityOf(many, [few, many]);
		expect([seconds, isMet]).toEqual([1, false]);
		expect(megabytes).toBeCloseTo(1.5, 6);
	});

	it('compares with the same scale alone', () => {
		const items: ScaleRow = { ...few, scale: 'items', count: 10, seconds: 100 };
		expect(linearityOf(few, [items, few])).toMatchObject({ seconds: 1 });
	});
});

describe('addedTo', () => {
	it('takes the difference of the starts that ran one after the other', () => {
		const start = (seconds: number): Start => ({ seconds, cpuSeconds: 1, heapMegabytes: 100 });
		const bench = {
			ours: [start(11), start(22), start(33)],
			alone: [start(10), start(20), start(30)],
			ourNodes: [],
			largestOfN8n: [],
			allBytes: 0,
		};
		expect(addedTo(bench, 'seconds')).toMatchObject({
			alone: { median: 20 },
			ours: { median: 22 },
			added: { median: 2 },
		});
	});
});
