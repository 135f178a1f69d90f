/** A cancelled execution ends within a second, whatever it is at. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { pageNumber } from '../../../../nodes/shared/http/pagination';
import { operation } from '../../../../nodes/shared/operation/operation';
import { exampleNode, NAMES, startServer, type ScriptedServer } from '../exampleNode.mts';

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
		await expect(run).rejects.toThrow('The execution was cancelled');
		expect(performance.now() - cancelled).toBeLessThan(ONE_SECOND);
		expect(server.seen).toHaveLength(3);
	});
});
