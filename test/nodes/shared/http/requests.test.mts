import type { INodeParameters } from 'n8n-workflow';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { multiOptions, choices, integer, jsonObject, text } from '../../../../nodes/shared/fields';
import { body, path, query, wholeBody } from '../../../../nodes/shared/operation/locations';
import { operation } from '../../../../nodes/shared/operation/operation';
import { jsonOf } from '../../harness.mts';
import { exampleNode, NAMES, SECRET, startServer, type ScriptedServer } from '../exampleNode.mts';

let server: ScriptedServer;

beforeEach(async () => {
	server = await startServer();
});

afterEach(async () => await server.close());

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

	test('an answer with special names changes nothing but itself', async () => {
		const hostile = '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"a":1}';
		server.answer = () => ({ body: hostile, headers: { 'content-type': 'application/json' } });
		const [row] = jsonOf(await send({}));
		expect(row).toMatchObject({ a: 1 });
		expect(({} as { polluted?: number }).polluted).toBeUndefined();
		expect(row?.polluted).toBeUndefined();
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
