import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { text, locator } from '../../../../nodes/shared/fields';
import { path, query } from '../../../../nodes/shared/operation/locations';
import { operation } from '../../../../nodes/shared/operation/operation';
import { nextPageToken, pageNumber, singlePage } from '../../../../nodes/shared/http/pagination';
import type { Search } from '../../../../nodes/shared/fields/search';
import { byId, jsonOf, searchList } from '../../harness.mts';
import {
	exampleNode,
	NAMES,
	startServer,
	type ScriptedServer,
	type Seen,
} from '../exampleNode.mts';

let server: ScriptedServer;

beforeEach(async () => {
	server = await startServer();
});

afterEach(async () => await server.close());

const ids = (from: number, to: number) =>
	Array.from({ length: to - from }, (_, index) => ({ id: from + index }));

const all = { returnAll: true };

describe('opaque tokens', () => {
	const list = operation({
		...NAMES,
		request: { method: 'GET', service: 'api', path: '/things' },
		optional: { status: query(text({ displayName: 'Status' })) },
		pages: nextPageToken({ items: 'things' }),
	});

	/** Pages of two, up to this many rows. */
	const serve = (count: number) => {
		server.answer = ({ query: { nextPageToken: token } }) => {
			const from = Number(token ?? 0);
			const next = from + 2 < count ? { nextPageToken: String(from + 2) } : {};
			return { body: { things: ids(from, Math.min(from + 2, count)), ...next } };
		};
	};

	test('are followed to the end, with the filters on every page', async () => {
		serve(5);
		const outputs = await exampleNode(list, server).run({
			parameters: { ...all, filters: { status: 'NEW' } },
		});
		expect(jsonOf(outputs)).toEqual(ids(0, 5));
		expect(server.seen.map(({ query: sent }) => sent)).toEqual([
			{ status: 'NEW' },
			{ status: 'NEW', nextPageToken: '2' },
			{ status: 'NEW', nextPageToken: '4' },
		]);
	});

	test('are followed no further than the limit needs', async () => {
		serve(50);
		const outputs = await exampleNode(list, server).run({ parameters: { limit: 3 } });
		expect(jsonOf(outputs)).toEqual(ids(0, 3));
		expect(server.seen).toHaveLength(2);
	});

	test('are not asked for with a limit that is not a number of rows', async () => {
		const run = exampleNode(list, server).run({ parameters: { limit: 'few' } });
		await expect(run).rejects.toThrow('Limit must be a number, such as 2, but is "few"');
		expect(server.seen).toHaveLength(0);
	});

	test('that come back are an error, not an endless loop', async () => {
		server.answer = () => ({
			body: { things: ids(server.seen.length, server.seen.length + 1), nextPageToken: 'same' },
		});
		const run = exampleNode(list, server).run({ parameters: all });
		await expect(run).rejects.toThrow('Example linked to a page that had already been read');
		expect(server.seen).toHaveLength(2);
	});

	test('may be numbers', async () => {
		server.answer = ({ query: { nextPageToken: token } }) => ({
			body: token === '7' ? { things: [{ id: 2 }] } : { things: [{ id: 1 }], nextPageToken: 7 },
		});
		const outputs = await exampleNode(list, server).run({ parameters: all });
		expect(jsonOf(outputs)).toEqual([{ id: 1 }, { id: 2 }]);
	});

	test.each([null, '', false])('end with %j', async (end) => {
		server.answer = () => ({ body: { things: [{ id: 1 }], nextPageToken: end } });
		expect(await exampleNode(list, server).run({ parameters: all })).toHaveLength(1);
	});

	test('of another kind are an error, not the end of the list', async () => {
		server.answer = () => ({ body: { things: [{ id: 1 }], nextPageToken: { page: 2 } } });
		const run = exampleNode(list, server).run({ parameters: all });
		await expect(run).rejects.toThrow(
			'Example named the next page in an unknown way. It has the members page.',
		);
	});

	test.each(['true', true, '={{ "TRUE" }}'])('all come if Return All is %j', async (returnAll) => {
		serve(60);
		const outputs = await exampleNode(list, server).run({ parameters: { returnAll } });
		expect(outputs).toHaveLength(60);
	});

	test('Return All is not off because it cannot be understood', async () => {
		const run = exampleNode(list, server).run({ parameters: { returnAll: 'yes' } });
		await expect(run).rejects.toThrow('Return All must be true or false, but is "yes"');
		expect(server.seen).toEqual([]);
	});
});

describe('page numbers', () => {
	const request = { method: 'GET', service: 'api', path: '/things' } as const;

	const list = (pages: ReturnType<typeof pageNumber>) => operation({ ...NAMES, request, pages });

	const serve = (count: number, extra: (page: number, size: number) => object = () => ({})) => {
		server.answer = ({ query: sent }) => {
			const [page, size] = [Number(sent.page), Number(sent.limit)];
			const docs = ids(0, count).slice((page - 1) * size, page * size);
			return { body: { docs, ...extra(page, size) } };
		};
	};

	test('end with the last page that the answer claims', async () => {
		serve(6, (_page, size) => ({ pages: Math.ceil(6 / size) }));
		const claimed = pageNumber({ items: 'docs', size: 'limit', maximum: 3, pages: 'pages' });
		expect(jsonOf(await exampleNode(list(claimed), server).run({ parameters: all }))).toEqual(
			ids(0, 6),
		);
		expect(server.seen).toHaveLength(2);
	});

	test('end with a page that is not full if the answer claims nothing', async () => {
		serve(5);
		const silent = pageNumber({ items: 'docs', size: 'limit', maximum: 3 });
		const { run } = exampleNode(list(silent), server);
		expect(jsonOf(await run({ parameters: all }))).toEqual(ids(0, 5));
		expect(server.seen.map(({ query: sent }) => sent)).toEqual([
			{ page: '1', limit: '3' },
			{ page: '2', limit: '3' },
		]);
	});

	test('ask for no more rows than are wanted, and for the same size on every page', async () => {
		serve(50);
		const silent = pageNumber({ items: 'docs', size: 'limit', maximum: 20 });
		const { run } = exampleNode(list(silent), server);
		await run({ parameters: { limit: 5 } });
		expect(jsonOf(await run({ parameters: { limit: 30 } }))).toEqual(ids(0, 30));
		expect(server.seen.map(({ query: sent }) => sent.limit)).toEqual(['5', '20', '20']);
	});

	test('of a server that ignores them are an error, not an endless loop', async () => {
		server.answer = () => ({ body: { docs: ids(0, 3) } });
		const silent = pageNumber({ items: 'docs', size: 'limit', maximum: 3 });
		const run = exampleNode(list(silent), server).run({ parameters: all });
		await expect(run).rejects.toThrow('Example returned two pages with the same rows');
	});

	test('of a server that begins again after the last one are an error', async () => {
		server.answer = ({ query: { page } }) => ({
			body: { docs: Number(page) % 2 === 0 ? ids(3, 6) : ids(0, 3) },
		});
		const silent = pageNumber({ items: 'docs', size: 'limit', maximum: 3 });
		const run = exampleNode(list(silent), server).run({ parameters: all });
		await expect(run).rejects.toThrow('Example returned two pages with the same rows');
		expect(server.seen).toHaveLength(3);
	});

	test('count as told even if the number of pages comes as text', async () => {
		const claimed = pageNumber({ items: 'docs', size: 'limit', maximum: 10, pages: 'pages' });
		server.answer = ({ query: { page } }) => ({
			body: { docs: ids(Number(page) * 2 - 2, Number(page) * 2), pages: '3' },
		});
		expect(jsonOf(await exampleNode(list(claimed), server).run({ parameters: all }))).toEqual(
			ids(0, 6),
		);
	});

	test('are not sent for a bare list; the limit still holds', async () => {
		server.answer = () => ({ body: ids(0, 9) });
		const bare = operation({ ...NAMES, request, pages: singlePage() });
		expect(jsonOf(await exampleNode(bare, server).run({ parameters: { limit: 4 } }))).toEqual(
			ids(0, 4),
		);
		expect(server.seen).toMatchObject([{ query: {} }]);
	});
});

describe('the list behind a locator', () => {
	const things: Search = {
		name: 'searchThings',
		request: { method: 'GET', service: 'api', path: '/things' },
		pages: nextPageToken({ items: 'things' }),
		id: ({ id }) => String(id),
		label: ({ id, name }) => `${name} (${id})`,
	};
	const find = operation({
		...NAMES,
		request: { method: 'GET', service: 'api', path: '/things/{thing}' },
		parameters: { thing: path(locator({ displayName: 'Thing', required: true, search: things })) },
	});
	const named = ['Anvil', 'Bolt', 'Cog', 'Drill', 'Bolt cutter'];

	const serve = ({ query: { nextPageToken: token } }: Seen) => {
		const from = Number(token ?? 0);
		const next = from + 1 < named.length ? { nextPageToken: String(from + 1) } : {};
		return { body: { things: [{ id: from, name: named[from] }], ...next } };
	};

	const search = async (filter?: string, token?: string) => {
		const { node, credentials } = exampleNode(find, server);
		const parameters = { resource: 'thing', operation: 'do' };
		return await searchList({ node, credentials, parameters }, 'searchThings', filter, token);
	};

	test('gives one page, and where the next one begins', async () => {
		server.answer = serve;
		expect(await search()).toEqual({
			results: [{ name: 'Anvil (0)', value: '0' }],
			paginationToken: '1',
		});
		expect(await search(undefined, '4')).toEqual({
			results: [{ name: 'Bolt cutter (4)', value: '4' }],
		});
	});

	test('looks through pages for the text that the user types', async () => {
		server.answer = serve;
		const first = await search('bolt');
		expect(first).toEqual({ results: [{ name: 'Bolt (1)', value: '1' }], paginationToken: '2' });
		const second = await search('bolt', first.paginationToken);
		expect(second.results).toEqual([{ name: 'Bolt cutter (4)', value: '4' }]);
	});

	test('can depend on another field of the node', async () => {
		const shelf: Search = {
			...things,
			name: 'searchShelf',
			request: { method: 'POST', service: 'api', path: '/things' },
			body: (field) => (field('shelf') === '' ? undefined : { shelf: field('shelf') }),
		};
		const onShelf = operation({
			...NAMES,
			request: { method: 'GET', service: 'api', path: '/things/{thing}' },
			parameters: {
				shelf: query(locator({ displayName: 'Shelf', search: things })),
				thing: path(locator({ displayName: 'Thing', required: true, search: shelf })),
			},
		});
		server.answer = () => ({ body: { things: [] } });
		const { node, credentials } = exampleNode(onShelf, server);
		const parameters = { resource: 'thing', operation: 'do', shelf: byId('7') };
		await searchList({ node, credentials, parameters }, 'searchShelf');
		expect(server.seen[0]?.body).toEqual({ shelf: '7' });

		const empty = { ...parameters, shelf: byId('') };
		const found = await searchList({ node, credentials, parameters: empty }, 'searchShelf');
		expect(found).toEqual({ results: [] });
		expect(server.seen).toHaveLength(1);
	});

	test.each([
		['picked', { __rl: true, mode: 'list', value: '7', cachedResultName: 'Seven' }],
		['typed in', { __rl: true, mode: 'id', value: '7' }],
		['plain', '7'],
	])('an ID that was %s is sent', async (_name, thing) => {
		await exampleNode(find, server).run({ parameters: { thing } });
		expect(server.seen[0]?.path).toBe('/things/7');
	});

	test('an empty locator is missing', async () => {
		const thing = { __rl: true, mode: 'list', value: '' };
		const run = exampleNode(find, server).run({ parameters: { thing } });
		await expect(run).rejects.toThrow('Thing is missing');
	});
});

test('a list of 50,000 rows needs little more memory than its items', async () => {
	const size = 1000;
	const pages = 50;
	const row = (id: number) => ({ id, text: 'x'.repeat(200) });
	server.answer = ({ query: sent }) => {
		const page = Number(sent.page);
		const things = Array.from({ length: size }, (_, index) => row(page * size + index));
		return { body: { things, pages } };
	};
	const list = operation({
		...NAMES,
		request: { method: 'GET', service: 'api', path: '/things' },
		pages: pageNumber({ items: 'things', size: 'size', maximum: size, pages: 'pages' }),
	});
	const { run } = exampleNode(list, server);
	await run({ parameters: { limit: 1 } });

	const before = usedBytes();
	let most = 0;
	const watch = server.answer;
	server.answer = (request) => {
		server.seen.length = 0;
		if (Number(request.query.page) % 10 === 0) most = Math.max(most, usedBytes());
		return watch(request);
	};
	const outputs = await run({ parameters: all });
	const result = usedBytes() - before;
	expect(outputs).toHaveLength(size * pages);
	expect(most - before).toBeLessThan(result * 1.25);
});

setFlagsFromString('--expose_gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** After a garbage collection, so that only what is still needed counts. */
function usedBytes(): number {
	collectGarbage();
	return process.memoryUsage().heapUsed;
}
