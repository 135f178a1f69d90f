import { describe, expect, it } from 'vitest';
import { linearityOf, type Scale, type ScaleRow } from './scaleFigures.mts';
import { addedTo, type Start } from './startFigures.mts';

function row(count: number, seconds: number, megabytes: number, scale: Scale = 'rows'): ScaleRow {
	return { scale, count, runs: [{ seconds, megabytes }] };
}

const few = row(25_000, 1, 20);

describe('linearityOf', () => {
	it('is 1 where cost grows as the count does', () => {
		const many = row(100_000, 4, 80);
		expect(linearityOf(many, [few, many])).toEqual({ seconds: 1, megabytes: 1, isMet: true });
	});

	it('shows a cost that grows with the square', () => {
		const many = row(100_000, 16, 80);
		expect(linearityOf(many, [few, many])).toMatchObject({ seconds: 4, isMet: false });
	});

	it('holds memory to the same', () => {
		const { seconds, megabytes, isMet } = linearityOf(row(50_000, 2, 60), [few]);
		expect([seconds, isMet]).toEqual([1, false]);
		expect(megabytes).toBeCloseTo(1.5, 6);
	});

	it('compares with the same scale alone', () => {
		expect(linearityOf(few, [row(10, 100, 20, 'items'), few])).toMatchObject({ seconds: 1 });
	});

	it('compares turn by turn, and takes the median', () => {
		const inTurns = (count: number, seconds: readonly number[], megabytes: number): ScaleRow => ({
			scale: 'rows',
			count,
			runs: seconds.map((time) => ({ seconds: time, megabytes })),
		});
		const least = inTurns(25_000, [1, 3, 1], 20);
		const many = inTurns(100_000, [4, 12, 100], 80);
		expect(linearityOf(many, [least, many])).toMatchObject({ seconds: 1 });
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
