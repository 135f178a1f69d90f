import nock from 'nock';
import { afterAll, afterEach, beforeAll, beforeEach, vi } from 'vitest';

/** Which of n8n's two helpers sends a request. */
export const HELPERS = ['request', 'legacyRequest'] as const;

/**
 * Nothing leaves the machine while the tests of a file run. Afterwards nock is out of the way: other
 * files, which may run in the same process, talk to servers of their own.
 *
 * @param allowed the one host that is still reached
 */
export function useNock(allowed?: string): void {
	beforeAll(() => {
		if (!nock.isActive()) nock.activate();
		nock.disableNetConnect();
		if (allowed !== undefined) nock.enableNetConnect(allowed);
	});
	afterEach(() => {
		nock.cleanAll();
	});
	afterAll(() => {
		nock.enableNetConnect();
		nock.restore();
	});
}

/** Nothing leaves the machine, and time only passes by `pass`. */
export function useMockedWire(): void {
	useNock();
	beforeEach(() => {
		// Timers stay real: n8n-core and the mocked wire wait by them.
		vi.useFakeTimers({ toFake: ['performance', 'Date'] });
	});
	afterEach(() => {
		vi.useRealTimers();
	});
}

/** Lets so many seconds pass on both clocks that the token manager reads. */
export function pass(seconds: number): void {
	vi.advanceTimersByTime(seconds * 1_000);
}

/** Runs a request for so many items at once. */
export async function items<T>(
	count: number,
	send: (item: number) => Promise<T>,
): Promise<Array<PromiseSettledResult<T>>> {
	return await Promise.allSettled(
		Array.from({ length: count }, async (_, item) => await send(item)),
	);
}

/** The distinct messages with which items failed. */
export function messagesOf(results: ReadonlyArray<PromiseSettledResult<unknown>>): string[] {
	const messages = results.map((result) =>
		result.status === 'rejected' ? (result.reason as Error).message : 'succeeded',
	);
	return [...new Set(messages)];
}
