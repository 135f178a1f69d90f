import { gzipSync } from 'node:zlib';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { operation } from '../../../../nodes/shared/operation/operation';
import { jsonOf } from '../../harness.mts';
import { exampleNode, NAMES, startServer, type ScriptedServer } from '../exampleNode.mts';

/** Compressed, it is a quarter of a megabyte. */
const FLOOD_BYTES = 256 * 1024 * 1024;

let server: ScriptedServer;

beforeEach(async () => {
	server = await startServer();
});

afterEach(async () => await server.close());

const get = operation({ ...NAMES, request: { method: 'GET', service: 'api', path: '/things' } });
const post = operation({ ...NAMES, request: { method: 'POST', service: 'api', path: '/things' } });

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

	test('nothing, if a change was carried out', async () => {
		server.answer = () => ({ body: '' });
		expect(jsonOf(await exampleNode(post, server).run())).toEqual([{ success: true }]);
	});

	test('an empty list, if a change of one thing was carried out', async () => {
		server.answer = () => ({ body: [] });
		const one = operation({ ...post, read: () => ({ rows: [], problem: 'answered oddly' }) });
		expect(jsonOf(await exampleNode(one, server).run())).toEqual([{ success: true }]);
	});

	test('a sentence in place of a change or a deletion is passed on', async () => {
		server.answer = () => ({ headers: { 'content-type': 'text/plain' }, body: 'Tomorrow' });
		const request = { method: 'DELETE', service: 'api', path: '/things' } as const;
		const deletion = operation({ ...NAMES, request });
		expect(jsonOf(await exampleNode(deletion, server).run())).toEqual([
			{ deleted: true, message: 'Tomorrow' },
		]);
		expect(jsonOf(await exampleNode(post, server).run())).toEqual([{ value: 'Tomorrow' }]);
	});

	test('nothing, if something was asked for, is an error', async () => {
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
			'a piece of a web page',
			{ headers: { 'content-type': 'text/html' }, body: '<p>Scheduled maintenance</p>' },
			'a web page instead of data',
		],
		[
			'a web page below a comment',
			{ headers: { 'content-type': 'text/plain' }, body: '<!-- proxy 7 --><html><p>502' },
			'a web page instead of data',
		],
		[
			"a gateway's own words",
			{ headers: { 'content-type': 'text/xml' }, body: '<Error><Code>AccessDenied</Code></Error>' },
			'XML instead of data',
		],
		[
			'JSON that breaks off',
			{ headers: { 'content-type': 'application/json' }, body: '{"id":1' },
			'JSON that is damaged or cut off',
		],
		['a flood', { body: Buffer.alloc(33 * 1024 * 1024, 'x') }, 'more than 32 MB'],
		[
			'a flood that came compressed to a thousandth',
			{ headers: { 'content-encoding': 'gzip' }, body: gzipSync(Buffer.alloc(FLOOD_BYTES)) },
			'more than 32 MB',
		],
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

	test.each([
		['application/json; charset=ISO-8859-1', Buffer.from('{"name":"José"}', 'latin1'), 'José'],
		['application/json; charset="windows-1252"', Buffer.from([0x22, 0x80, 0x22]), '€'],
		['application/json; charset=ISO-8859-1', Buffer.from('{"name":"José"}'), 'José'],
		['application/json', Buffer.from('{"name":"José"}'), 'José'],
		['application/json; charset=unheard-of', Buffer.from('{"name":"Jose"}'), 'Jose'],
	])('%s is read as what it is', async (type, body, name) => {
		server.answer = () => ({ headers: { 'content-type': type }, body });
		const [json] = jsonOf(await exampleNode(get, server).run());
		expect(Object.values(json ?? {})).toEqual([name]);
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
		[403, 'Ask the provider for permission'],
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
			message: `Example could not be reached at ${new URL(server.url).host}: the connection was refused`,
			description: expect.stringContaining('Nothing was changed'),
		});
		expect(await failure(post)).toMatchObject({
			description: expect.stringContaining('not known whether the request was carried out'),
		});
	});
});
