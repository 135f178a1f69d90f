import { describe, expect, it } from 'vitest';
import { judge, summarize, takeTurns, timesOf, type Comparison } from './rounds.mts';

describe('takeTurns', () => {
	/** Whose turn it was, in order; each run takes as long as runs were made before it. */
	async function play(rounds: number): Promise<{ order: string[]; times: number[][] }> {
		const order: string[] = [];
		const contenders = ['a', 'b', 'c'].map((name) => ({
			name,
			run: async () => order.push(name),
		}));
		const series = await takeTurns(contenders, rounds);
		return { order, times: series.map(({ milliseconds }) => [...milliseconds]) };
	}

	it('lets another one begin in each round', async () => {
		const { order } = await play(3);
		expect(order.join('')).toBe('abcbcacababc');
	});

	it('throws the first round away, in which n8n compiles its code', async () => {
		const { times } = await play(2);
		expect(times).toEqual([
			[6, 8],
			[4, 9],
			[5, 7],
		]);
	});

	it('ends with the error of one that fails', async () => {
		const failing = { name: 'a', run: async () => await Promise.reject(new Error('no')) };
		await expect(takeTurns([failing], 1)).rejects.toThrow('no');
	});
});

describe('summarize', () => {
	it.each([
		[[5, 1, 3], { median: 3, lower: 2, upper: 4 }],
		[[4, 1, 2, 3], { median: 2.5, lower: 1.75, upper: 3.25 }],
		[[7], { median: 7, lower: 7, upper: 7 }],
	])('takes median and quartiles of %j', (values, summary) => {
		expect(summarize(values)).toEqual(summary);
	});

	it('sorts numbers as numbers', () => {
		expect(summarize([9, 10, 100]).median).toBe(10);
	});
});

describe('judge', () => {
	const comparison: Comparison = {
		items: 1,
		// The machine was busy in the last round, for both.
		series: [
			{ name: 'ours', milliseconds: [8, 9, 1_000] },
			{ name: 'theirs', milliseconds: [10, 10, 1_000] },
		],
		bounds: [{ title: 'a case', name: 'ours', against: 'theirs', atMost: 0.9 }],
	};

	it('takes the median of the ratios within each round', () => {
		expect(judge(comparison)).toMatchObject([{ ratio: { median: 0.9 }, isMet: true }]);
	});

	it('sees a bound that is missed', () => {
		const bounds = [{ title: 'a case', name: 'ours', against: 'theirs', atMost: 0.89 }];
		expect(judge({ ...comparison, bounds })).toMatchObject([{ isMet: false }]);
	});

	it('takes what is only stated for met', () => {
		const bounds = [{ title: 'a case', name: 'theirs', against: 'ours' }];
		expect(judge({ ...comparison, bounds })).toMatchObject([{ isMet: true }]);
	});

	it('refuses a name that nobody has', () => {
		expect(() => timesOf(comparison.series, 'nobody')).toThrow('"nobody"');
	});
});
