import { inspect } from 'node:util';

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

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

afterEach(async () => await server.close());

const get = operation({ ...NAMES, request: { method: 'GET', service: 'api', path: '/things' } });
const post = operation({ ...NAMES, request: { method: 'POST', service: 'api', path: '/things' } });

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
		'does not show at the point where a message is cut, after %i letters',
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
