/** A cancelled execution ends within a second, whatever it is doing. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { pageNumber } from '../../../../nodes/shared/http/pagination';
import { operation } from '../../../../nodes/shared/operation/operation';
import { exampleNode, items, NAMES, startServer, type ScriptedServer } from '../exampleNode.mts';

const ONE_SECOND = 1_000;
const ROWS = 50_000;
const PAGE_ROWS = 100;

let server: ScriptedServer;

beforeEach(async () => {
	server = await startServer();
});

afterEach(async () => await server.close());

const list = operation({
	...NAMES,
	request: { method: 'GET', service: 'api', path: '/things' },
	pages: pageNumber({ items: 'rows', size: 'limit', maximum: PAGE_ROWS, pages: 'pages' }),
});

function pageOfMany(page: number): object {
	const first = (page - 1) * PAGE_ROWS;
	const rows = Array.from({ length: PAGE_ROWS }, (_, n) => ({ id: first + n }));
	return { rows, pages: ROWS / PAGE_ROWS };
}

/** Sends the first part of a page, and then nothing more. */
async function startSlowServer(onPart: () => void): Promise<Server> {
	const slow = createServer((_request, response) => {
		response.writeHead(200, { 'content-type': 'application/json' });
		response.write('{"rows":[{"id":0},', onPart);
	});
	await new Promise<void>((resolve) => slow.listen(0, '127.0.0.1', resolve));
	return slow;
}

describe('a list of 50,000 rows', () => {
	test.each([
		['between two pages', async () => {}],
		['while a page is awaited', async () => await new Promise<void>(() => {})],
	])('stops when the execution is cancelled %s', async (_when, hold) => {
		const abort = new AbortController();
		let cancelled = 0;
		server.answer = async ({ query }) => {
			if (query.page === '3') {
				cancelled = performance.now();
				abort.abort();
				await hold();
			}
			return { body: pageOfMany(Number(query.page)) };
		};
		const run = exampleNode(list, server).run({
			parameters: { returnAll: true },
			signal: abort.signal,
		});
		await expect(run).rejects.toThrow('The execution was canceled');
		expect(performance.now() - cancelled).toBeLessThan(ONE_SECOND);
		expect(server.seen).toHaveLength(3);
	});

	test('stops while the provider asks to wait', async () => {
		const abort = new AbortController();
		let cancelled = 0;
		server.answer = ({ query }) => {
			if (query.page !== '3') return { body: pageOfMany(Number(query.page)) };
			setImmediate(() => {
				cancelled = performance.now();
				abort.abort();
			});
			return { status: 429, headers: { 'retry-after': '30' }, body: { error: 'Slow down' } };
		};
		const run = exampleNode(list, server).run({
			parameters: { returnAll: true },
			signal: abort.signal,
		});
		await expect(run).rejects.toThrow('The execution was canceled');
		expect(performance.now() - cancelled).toBeLessThan(ONE_SECOND);
	});

	test('stops in the middle of a page', async () => {
		const abort = new AbortController();
		let cancelled = 0;
		const slow = await startSlowServer(() => {
			cancelled = performance.now();
			abort.abort();
		});
		const url = `http://127.0.0.1:${(slow.address() as AddressInfo).port}`;
		const run = exampleNode(list, { url }).run({
			parameters: { returnAll: true },
			signal: abort.signal,
		});
		await expect(run).rejects.toThrow('The execution was canceled');
		expect(performance.now() - cancelled).toBeLessThan(ONE_SECOND);
		slow.closeAllConnections();
		slow.close();
	});
});

test('50,000 items stop within a second', async () => {
	const abort = new AbortController();
	let cancelled = 0;
	server.answer = () => {
		if (server.seen.length === 50) {
			cancelled = performance.now();
			abort.abort();
		}
		return { body: { ok: true } };
	};
	const { pages: _, ...get } = list;
	const run = exampleNode(get, server).run({ items: items(ROWS), signal: abort.signal });
	await expect(run).rejects.toThrow('The execution was canceled');
	expect(performance.now() - cancelled).toBeLessThan(ONE_SECOND);
	expect(server.seen.length).toBeLessThan(200);
});
