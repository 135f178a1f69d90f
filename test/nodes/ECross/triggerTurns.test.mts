import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { inTurn } from '../../../nodes/ECross/trigger/turns';

beforeEach(() => {
	vi.useFakeTimers({ toFake: ['performance'] });
});

afterEach(() => {
	vi.useRealTimers();
});

const MINUTE = 60_000;

/** A poll that ends when the test says so. */
function startPoll(node: string) {
	const { promise, resolve } = Promise.withResolvers<void>();
	let isGivenUp = () => false;
	const result = inTurn(node, async (givenUp) => {
		isGivenUp = givenUp;
		await promise;
		return 'polled';
	});
	return { end: resolve, result, isGivenUp: () => isGivenUp() };
}

test('polls of one node do not overlap, those of two nodes do', async () => {
	const first = startPoll('a');
	expect(await startPoll('a').result).toBeNull();
	const other = startPoll('b');
	other.end();
	expect(await other.result).toBe('polled');
	first.end();
	expect(await first.result).toBe('polled');
});

test('a failed poll makes room for the next', async () => {
	const failing = inTurn('a', async () => await Promise.reject(new Error('no')));
	await expect(failing).rejects.toThrow('no');
	expect(await inTurn('a', async () => await Promise.resolve('polled'))).toBe('polled');
});

test('a poll that never ends is given up, and does not take the place of the next', async () => {
	const stuck = startPoll('a');
	vi.advanceTimersByTime(14 * MINUTE);
	expect(await startPoll('a').result).toBeNull();
	expect(stuck.isGivenUp()).toBe(false);
	vi.advanceTimersByTime(MINUTE);
	const next = startPoll('a');
	expect(stuck.isGivenUp()).toBe(true);
	stuck.end();
	await stuck.result;
	expect(next.isGivenUp()).toBe(false);
	expect(await startPoll('a').result).toBeNull();
	next.end();
	expect(await next.result).toBe('polled');
});
