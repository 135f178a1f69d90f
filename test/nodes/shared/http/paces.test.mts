import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { Line, type Traveller } from '../../../../nodes/shared/http/paces';
import type { ApiAnswer, RequestFunctions } from '../../../../nodes/shared/http/types';

const READ: Traveller = { waitsFor: 'room', kind: 'read' };
const CHANGE: Traveller = { waitsFor: 'pauseEnd', kind: 'change' };
const LATENCY_MILLISECONDS = 100;

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

/** An execution that can be cancelled. */
function execution() {
	const abort = new AbortController();
	const functions = {
		getNode: () => ({ name: 'Node', type: 'example', parameters: {} }),
		getExecutionCancelSignal: () => abort.signal,
	} as unknown as RequestFunctions;
	return { functions, cancel: () => abort.abort() };
}

/** A provider that answers after a while, and records how many requests came at once. */
function provider(answer: () => Partial<ApiAnswer> = () => ({})) {
	const seen = { sent: 0, open: 0, mostAtOnce: 0 };
	const send = async (): Promise<ApiAnswer> => {
		seen.sent++;
		seen.mostAtOnce = Math.max(seen.mostAtOnce, ++seen.open);
		await new Promise((resolve) => setTimeout(resolve, LATENCY_MILLISECONDS));
		seen.open--;
		return { status: 200, headers: {}, body: '', ...answer() };
	};
	return { seen, send };
}

describe('the requests of one credential', () => {
	test('begin ten at once, and become more while they are answered in time', async () => {
		const line = new Line();
		const { functions } = execution();
		const { seen, send } = provider();
		const all = Array.from({ length: 300 }, () => line.send(functions, READ, send));
		await vi.advanceTimersByTimeAsync(1);
		expect(seen.sent).toBe(10);
		await vi.advanceTimersByTimeAsync(2_000);
		await Promise.all(all);
		expect(seen.sent).toBe(300);
		expect(seen.mostAtOnce).toBeGreaterThan(30);
	});

	test('share their room across executions, first come, first served', async () => {
		const line = new Line();
		const { seen, send } = provider();
		const order: string[] = [];
		const ask = async (name: string) => {
			await line.send(execution().functions, READ, async () => {
				order.push(name);
				return await send();
			});
		};
		const all = [...Array.from({ length: 12 }, () => ask('first')), ask('second'), ask('first')];
		await vi.advanceTimersByTimeAsync(1);
		expect(seen.open).toBe(10);
		await vi.advanceTimersByTimeAsync(1_000);
		await Promise.all(all);
		expect(order.slice(10)).toEqual(['first', 'first', 'second', 'first']);
	});

	test('all wait while the provider asks for a pause, even changes', async () => {
		const line = new Line();
		const { functions } = execution();
		let status = 429;
		const { seen, send } = provider(() => ({ status, headers: { 'retry-after': '5' } }));
		await Promise.all([line.send(functions, READ, send), vi.advanceTimersByTimeAsync(200)]);
		status = 200;
		const all = [line.send(functions, READ, send), line.send(functions, CHANGE, send)];
		await vi.advanceTimersByTimeAsync(4_500);
		expect(seen.sent).toBe(1);
		await vi.advanceTimersByTimeAsync(1_000);
		expect(seen.sent).toBe(3);
		await Promise.all(all);
	});

	test('do not wait for a pause that is longer than a minute', async () => {
		const line = new Line();
		const { functions } = execution();
		const { seen, send } = provider(() => ({ status: 429, headers: { 'retry-after': '3600' } }));
		await Promise.all([line.send(functions, READ, send), vi.advanceTimersByTimeAsync(200)]);
		await Promise.all([line.send(functions, READ, send), vi.advanceTimersByTimeAsync(1_000)]);
		expect(seen.sent).toBe(2);
	});

	test('are fewer after a request that was not answered in time', async () => {
		const line = new Line();
		const { functions } = execution();
		const { seen, send } = provider();
		const timeOut = Object.assign(new Error('timeout of 60000ms exceeded'), { code: 'ETIMEDOUT' });
		await expect(
			line.send(functions, READ, async () => await Promise.reject(timeOut)),
		).rejects.toBe(timeOut);
		const all = Array.from({ length: 20 }, () => line.send(functions, READ, send));
		await vi.advanceTimersByTimeAsync(50);
		expect(seen.open).toBeLessThanOrEqual(5);
		await vi.advanceTimersByTimeAsync(5_000);
		await Promise.all(all);
	});

	test('leave the line when their execution is cancelled, and let the others go on', async () => {
		const line = new Line();
		const cancelled = execution();
		const { seen, send } = provider();
		const never = async () => await new Promise<ApiAnswer>(() => undefined);
		for (let number = 0; number < 10; number++) {
			void line.send(execution().functions, READ, number === 0 ? send : never);
		}
		await vi.advanceTimersByTimeAsync(1);
		const waiting = line.send(cancelled.functions, READ, send);
		const next = line.send(execution().functions, READ, send);
		const outcome = expect(waiting).rejects.toThrow('The execution was canceled');
		cancelled.cancel();
		await vi.advanceTimersByTimeAsync(1);
		await outcome;
		await vi.advanceTimersByTimeAsync(500);
		await next;
		expect(seen.sent).toBe(2);
	});
});
