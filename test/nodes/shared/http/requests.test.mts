import { inspect } from 'node:util';

import type { INodeParameters } from 'n8n-workflow';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { waitBeforeRetry } from '../../../../nodes/shared/http/retry';
import { multiOptions, choices, integer, jsonObject, text } from '../../../../nodes/shared/fields';
import { body, path, query, wholeBody } from '../../../../nodes/shared/operation/locations';
import { operation } from '../../../../nodes/shared/operation/operation';
import { jsonOf } from '../../harness.mts';
import {
	exampleNode,
	items,
	NAMES,
	SECRET,
	startServer,
	type ScriptedServer,
} from '../exampleNode.mts';

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

describe('what is sent', () => {
	const full = operation({
		...NAMES,
		request: {
			method: 'POST',
			service: 'api',
			path: '/things/{id}/parts',
			query: { version: 2 },
			headers: { 'x-constant': 'yes' },
			body: { kind: 'part' },
		},
		parameters: {
			id: path(text({ displayName: 'ID', required: true })),
			status: query(multiOptions({ displayName: 'Status', options: choices('NEW', 'OLD') }), {
				join: ',',
			}),
			tags: query(multiOptions({ displayName: 'Tags', options: choices('A', 'B') }), {
				name: 'tag',
			}),
			all: wholeBody(jsonObject({ displayName: 'All' })),
			city: body(text({ displayName: 'City' }), { name: 'shipping.address.city' }),
			country: body(text({ displayName: 'Country' }), { name: 'shipping.address.country' }),
			left: body(text({ displayName: 'Left Out' })),
		},
	});

	test('each value goes to its place; empty ones stay away', async () => {
		await exampleNode(full, server).run({
			parameters: {
				id: 'a/b c',
				status: ['NEW', 'OLD'],
				tags: ['A', 'B'],
				all: '{"name":"Part"}',
				city: 'Paris',
				country: 'FR',
			},
		});
		expect(server.seen).toMatchObject([
			{
				method: 'POST',
				path: '/things/a%2Fb%20c/parts',
				query: { version: '2', status: 'NEW,OLD', tag: ['A', 'B'] },
				headers: { 'x-constant': 'yes', 'x-api-key': SECRET },
			},
		]);
		expect(server.seen[0]?.body).toEqual({
			kind: 'part',
			name: 'Part',
			shipping: { address: { city: 'Paris', country: 'FR' } },
		});
	});

	test('an ID of dots alone is refused, as it would climb to another path', async () => {
		const run = exampleNode(full, server).run({ parameters: { id: '..' } });
		await expect(run).rejects.toThrow('ID is not an ID');
	});

	test('an empty JSON object is sent, although n8n would drop it', async () => {
		const empty = operation({
			...post,
			parameters: { all: wholeBody(jsonObject({ displayName: 'All' })) },
		});
		await exampleNode(empty, server).run({ parameters: { all: '{}' } });
		expect(server.seen[0]?.body).toEqual({});
	});

	test('names and paths that the contract only assumes can be changed under Options', async () => {
		const guessed = operation({
			...NAMES,
			request: { method: 'GET', service: 'api', path: '/assumed', guess: true },
			parameters: { after: query(text({ displayName: 'After' }), { guess: true }) },
		});
		const { run } = exampleNode(guessed, server);
		await run({ parameters: { after: 'x' } });
		await run({
			parameters: { after: 'x', options: { requestPath: '/real', afterName: 'since' } },
		});
		expect(server.seen).toMatchObject([
			{ path: '/assumed', query: { after: 'x' } },
			{ path: '/real', query: { since: 'x' } },
		]);
	});
});

describe('a value that would change the request', () => {
	const full = operation({
		...NAMES,
		request: { method: 'POST', service: 'api', path: '/things/{id}/parts' },
		parameters: {
			id: path(text({ displayName: 'ID', required: true })),
			tag: query(text({ displayName: 'Tag' })),
			city: body(text({ displayName: 'City' }), { name: 'address.city' }),
		},
	});
	const send = async (parameters: INodeParameters) =>
		await exampleNode(full, server).run({ parameters: { id: '1', ...parameters } });

	test.each([
		'../../admin',
		'..%2F..%2Fadmin',
		'a/b?c=d#e',
		'@evil.example.com',
		'\\\\evil',
		"$&$'",
	])('%s stays one part of the path', async (id) => {
		await send({ id });
		expect(server.seen.map(({ path: seen }) => seen)).toEqual([
			`/things/${encodeURIComponent(id)}/parts`,
		]);
		expect(server.seen[0]?.query).toEqual({});
	});

	test.each(['.', '..', '...'])('%s as a part of the path is refused', async (id) => {
		await expect(send({ id })).rejects.toThrow('ID is not an ID');
		expect(server.seen).toEqual([]);
	});

	test('a query and a body take names and marks as they are', async () => {
		await send({ tag: 'a&b=c#d', city: '__proto__' });
		expect(server.seen[0]).toMatchObject({
			query: { tag: 'a&b=c#d' },
			body: { address: { city: '__proto__' } },
		});
	});

	test('an answer with telling names changes nothing but itself', async () => {
		const hostile = '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"a":1}';
		server.answer = () => ({ body: hostile, headers: { 'content-type': 'application/json' } });
		const [row] = jsonOf(await send({}));
		expect(row).toMatchObject({ a: 1 });
		expect(({} as { polluted?: number }).polluted).toBeUndefined();
		expect(row?.polluted).toBeUndefined();
	});
});

describe('what comes back', () => {
	test.each([
		['an object', { id: 1 }, [{ id: 1 }]],
		['a list', [{ id: 1 }, { id: 2 }], [{ id: 1 }, { id: 2 }]],
		['an empty list', [], []],
		['plain values', [1, 2], [{ value: 1 }, { value: 2 }]],
	])('%s', async (_name, answer, expected) => {
		server.answer = () => ({ body: answer });
		expect(jsonOf(await exampleNode(get, server).run())).toEqual(expected);
	});

	test('nothing, where a change was carried out', async () => {
		server.answer = () => ({ body: '' });
		expect(jsonOf(await exampleNode(post, server).run())).toEqual([{ success: true }]);
	});

	test('nothing, where something was asked for, is an error', async () => {
		server.answer = () => ({ body: '' });
		await expect(exampleNode(get, server).run()).rejects.toThrow(
			'Do: Example answered without content',
		);
	});

	test.each([
		[
			'a web page',
			{ headers: { 'content-type': 'text/html' }, body: '<!DOCTYPE html><p>502' },
			'a web page instead of data',
		],
		[
			'JSON that breaks off',
			{ headers: { 'content-type': 'application/json' }, body: '{"id":1' },
			'JSON that is damaged or breaks off',
		],
		['a flood', { body: Buffer.alloc(33 * 1024 * 1024, 'x') }, 'more than 32 MB'],
	])('%s is no success', async (_name, answer, what) => {
		server.answer = () => answer;
		const message = `Example answered with ${what} (HTTP 200)`;
		await expect(exampleNode(get, server).run()).rejects.toMatchObject({ message });
		await expect(exampleNode(post, server).run()).rejects.toMatchObject({
			message,
			description: expect.stringContaining('not known whether the request was carried out'),
		});
		expect(server.seen).toHaveLength(2);
	});

	test('a word in plain text is a success', async () => {
		server.answer = () => ({ body: 'done' });
		expect(jsonOf(await exampleNode(post, server).run())).toEqual([{ value: 'done' }]);
	});

	test('is shortened by Simplify, unless it is off', async () => {
		server.answer = () => ({ body: { id: 1, much: 'more' } });
		const { run } = exampleNode(operation({ ...get, simplify: ({ id }) => ({ id }) }), server);
		expect(jsonOf(await run())).toEqual([{ id: 1 }]);
		expect(jsonOf(await run({ parameters: { simple: false } }))).toEqual([{ id: 1, much: 'more' }]);
	});
});

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

	test('it waits 1, then 2 s where the answer does not say how long', async () => {
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

describe('the credential', () => {
	test('is read once for many items, and each request has a copy of its own', async () => {
		const { run, credentials, handed } = exampleNode(get, server);
		await run({ items: items(30) });
		expect(credentials.reads).toBe(1);
		expect(new Set(handed).size).toBe(30);
	});

	test('is read again after 5 s, and after a 401', async () => {
		const { run, credentials } = exampleNode(post, server);
		let now = Date.now();
		vi.spyOn(Date, 'now').mockImplementation(() => now);
		server.answer = () => {
			now += 3000;
			return {};
		};
		await run({ items: items(4) });
		expect(credentials.reads).toBe(2);

		vi.restoreAllMocks();
		server.answer = () => ({ status: 401 });
		await run({ items: items(2), settings: { onError: 'continueRegularOutput' } });
		expect(credentials.reads).toBe(4);
	});

	test('never shows in an error, not even if the server repeats it', async () => {
		server.answer = () => ({ status: 403, body: { error: `The key ${SECRET} may not do this` } });
		const error: unknown = await exampleNode(get, server)
			.run()
			.catch((thrown: unknown) => thrown);
		expect(error).toMatchObject({ message: expect.stringContaining('may not do this') });
		expect(inspect(error, { depth: 20, showHidden: true })).not.toContain(SECRET);
		expect(JSON.stringify(error)).not.toContain(SECRET);
	});

	test('does not show in the address of a redirect', async () => {
		server.answer = () => ({
			status: 307,
			headers: { location: `https://${SECRET}.example.com/x` },
		});
		await expect(exampleNode(get, server).run()).rejects.toMatchObject({
			description: expect.stringContaining('redirects to ***.example.com'),
		});
	});

	test.each(Array.from({ length: 4 }, (_, index) => 283 + index * 5))(
		'does not show where a message is cut, %i letters on',
		async (before) => {
			const file = operation({
				...NAMES,
				request: { method: 'GET', service: 'api', path: '/file' },
				execute: async (context) => {
					await context.send({ ...context.request(), file: true });
					return [];
				},
			});
			server.answer = () => ({ status: 400, body: `${'x'.repeat(before)} ${SECRET}, it is` });
			const error: unknown = await exampleNode(file, server)
				.run()
				.catch((thrown: unknown) => thrown);
			expect(error).toMatchObject({ message: expect.stringContaining('xxx') });
			expect(inspect(error)).not.toContain(SECRET.slice(0, 6));
		},
	);

	test('hides the token of its stored session as well', async () => {
		const { run, credentials } = exampleNode(get, server);
		const session = { token: { accessToken: 'opaque-session-7' } };
		Object.assign(credentials.data.exampleApi ?? {}, { sessionToken: JSON.stringify(session) });
		server.answer = () => ({ status: 403, body: { error: 'opaque-session-7 may not do this' } });
		await expect(run()).rejects.toThrow('*** may not do this (HTTP 403)');
	});

	test('is not sent with a request that needs none', async () => {
		const open = operation({
			...NAMES,
			request: { method: 'GET', service: 'api', path: '/open', public: true },
		});
		server.answer = () => ({ body: { open: true } });
		const { run, handed } = exampleNode(open, server);
		expect(jsonOf(await run())).toEqual([{ open: true }]);
		expect(handed).toHaveLength(0);
		expect(server.seen[0]?.headers).not.toHaveProperty('x-api-key');
	});
});

describe('an error says what to do', () => {
	const failure = async (chosen = get) =>
		await exampleNode(chosen, server)
			.run()
			.then(
				() => undefined,
				(error: unknown) => error,
			);

	test.each([
		[401, 'press Retry'],
		[403, 'Ask the provider for the permission'],
		[404, 'Check the ID'],
		[502, 'Try again later'],
	])('HTTP %s', async (status, advice) => {
		server.answer = () => ({ status, body: '<html>nothing to read</html>' });
		expect(await failure()).toMatchObject({
			message: `Example answered with HTTP ${status}`,
			description: expect.stringContaining(advice),
			httpCode: String(status),
		});
	});

	test('a failure inside a 2xx is a failure', async () => {
		server.answer = () => ({ body: { error: 'Not really' } });
		expect(await failure()).toMatchObject({ message: 'Not really' });
	});

	test('a redirect is not followed, and its target is named', async () => {
		server.answer = () => ({
			status: 302,
			headers: { location: 'https://elsewhere.example.com/x' },
		});
		expect(await failure()).toMatchObject({
			description: expect.stringContaining('elsewhere.example.com'),
		});
		expect(server.seen).toHaveLength(1);
	});

	test('after a lost answer to a write, that it may have been carried out', async () => {
		await server.close();
		expect(await failure(get)).toMatchObject({
			message: 'Example could not be reached: the connection was refused',
			description: expect.stringContaining('Nothing was changed'),
		});
		expect(await failure(post)).toMatchObject({
			description: expect.stringContaining('not known whether the request was carried out'),
		});
	});
});

test('numbers in fields may be numeric text, as AI agents send them', async () => {
	const counted = operation({
		...get,
		parameters: { count: query(integer({ displayName: 'Count', maximum: 5 })) },
	});
	await exampleNode(counted, server).run({ parameters: { count: '3' } });
	expect(server.seen).toMatchObject([{ query: { count: '3' } }]);
});
