import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { waitBeforeRetry } from '../../../../nodes/shared/http/retry';
import { operation } from '../../../../nodes/shared/operation/operation';
import { jsonOf } from '../../harness.mts';
import { exampleNode, NAMES, startServer, type ScriptedServer } from '../exampleNode.mts';

let server: ScriptedServer;

beforeEach(async () => {
	server = await startServer();
});

afterEach(async () => {
	vi.useRealTimers();
	await server.close();
});

const get = operation({ ...NAMES, request: { method: 'GET', service: 'api', path: '/things' } });
const post = operation({ ...NAMES, request: { method: 'POST', service: 'api', path: '/things' } });

describe('repeating', () => {
	const throttleTwice = (headers: Record<string, string>) => {
		server.answer = () =>
			server.seen.length < 3 ? { status: 429, headers } : { body: { ok: true } };
	};

	test('a throttled read is sent again, at most three times in all', async () => {
		throttleTwice({ 'retry-after': '0' });
		expect(jsonOf(await exampleNode(get, server).run())).toEqual([{ ok: true }]);
		expect(server.seen).toHaveLength(3);

		server.answer = () => ({
			status: 503,
			headers: { 'retry-after': '0' },
			body: { error: 'Busy' },
		});
		await expect(exampleNode(get, server).run()).rejects.toThrow('Busy (HTTP 503)');
		expect(server.seen).toHaveLength(6);
	});

	test('a POST is never sent again, unless it is marked as repeatable', async () => {
		throttleTwice({ 'retry-after': '0' });
		await expect(exampleNode(post, server).run()).rejects.toMatchObject({ httpCode: '429' });
		expect(server.seen).toHaveLength(1);

		const repeatable = operation({ ...post, repeatable: true });
		expect(jsonOf(await exampleNode(repeatable, server).run())).toEqual([{ ok: true }]);
		expect(server.seen).toHaveLength(3);
	});

	test('other failures are not repeated', async () => {
		server.answer = () => ({ status: 500, body: { error: 'Broken' } });
		await expect(exampleNode(get, server).run()).rejects.toThrow('Broken (HTTP 500)');
		expect(server.seen).toHaveLength(1);
	});

	test('it waits 1, then 2 s if the answer does not say how long', async () => {
		vi.useFakeTimers();
		const functions = { getExecutionCancelSignal: () => undefined } as never;
		const request = { method: 'GET', service: 'api', path: '/' } as const;
		for (const [tries, seconds] of [
			[1, 1],
			[2, 2],
		] as const) {
			const before = Date.now();
			const waited = waitBeforeRetry(
				functions,
				request,
				{ status: 503, headers: {}, body: '' },
				tries,
			);
			await vi.runAllTimersAsync();
			expect(await waited).toBe(true);
			expect(Date.now() - before).toBe(seconds * 1000);
		}
	});

	test('a wait ends within a second after the execution is cancelled', async () => {
		vi.useFakeTimers();
		const abort = new AbortController();
		const functions = { getExecutionCancelSignal: () => abort.signal } as never;
		const waited = waitBeforeRetry(
			functions,
			{ method: 'GET', service: 'api', path: '/' },
			{ status: 429, headers: { 'retry-after': '30' }, body: '' },
			1,
		);
		await vi.advanceTimersByTimeAsync(500);
		abort.abort();
		await vi.advanceTimersByTimeAsync(500);
		expect(await waited).toBe(false);
	});
});
