/**
 * The options Maximum Response Size and Time Limit, and what a node says about the provider's own limits.
 */
import type { INodeParameters, NodeExecutionHint } from 'n8n-workflow';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { operation } from '../../../../nodes/shared/operation/operation';
import { exampleNode, items, NAMES, startServer, type ScriptedServer } from '../exampleNode.mts';
import { jsonOf } from '../../harness.mts';

const MEGABYTE = 1024 * 1024;

let server: ScriptedServer;

beforeEach(async () => {
	server = await startServer();
});

afterEach(async () => await server.close());

const request = { method: 'GET' as const, service: 'api', path: '/things' };
const get = operation({ ...NAMES, request });
const create = operation({ ...NAMES, request: { ...request, method: 'POST' } });

/** Answers with the size of the file that arrived. */
const download = operation({
	...NAMES,
	request,
	filesOut: true,
	execute: async (context) => {
		const { body } = await context.answer({ ...context.request(), file: true });
		return [{ json: { bytes: (body as Buffer).length } }];
	},
});
const embedded = operation({
	...NAMES,
	request,
	filesOut: true,
	execute: async (context) => {
		const answer = await context.answer({ ...context.request(), embeddedFile: 'content' });
		return [{ json: { bytes: answer.file?.length ?? -1 } }];
	},
});
const fetched = operation({
	...NAMES,
	request,
	filesOut: true,
	execute: async (context) => {
		const { content } = await context.download(`${server.url}/file`);
		return [{ json: { bytes: content.length } }];
	},
});

const run = async (one: typeof get, options: INodeParameters, hints?: NodeExecutionHint[]) =>
	jsonOf(
		await exampleNode(one, server).run({
			parameters: { options },
			...(hints ? { hints } : {}),
		}),
	);

const RAISE = 'Increase Maximum Response Size under Options, or ask for less.';

describe('Maximum Response Size', () => {
	const body = 'x'.repeat(2 * MEGABYTE);

	test.each([
		['data', get, () => body, 'Example answered with more than 1 MB (HTTP 200)'],
		['a file', download, () => body, 'Example answered with more than 1 MB (HTTP 200)'],
		['a file in JSON', embedded, () => ({ content: body }), 'a file of more than 1 MB'],
		['a public file', fetched, () => body, 'sends a file that is larger than 1 MB'],
	])('ends reading of %s', async (_what, one, answer, message) => {
		server.answer = () => ({ body: answer() });
		await expect(run(one, { largestAnswer: 1 })).rejects.toMatchObject({
			message: expect.stringContaining(message),
			description: RAISE,
		});
	});

	test('lets larger data come than usual', async () => {
		server.answer = () => ({ body: [{ text: 'x'.repeat(33 * MEGABYTE) }] });
		await expect(run(get, {})).rejects.toMatchObject({ description: RAISE });
		const [row] = await run(get, { largestAnswer: 40 });
		expect(String(row?.text)).toHaveLength(33 * MEGABYTE);
	});

	test('says of a change that it may have been carried out', async () => {
		server.answer = () => ({ body });
		await expect(run(create, { largestAnswer: 1 })).rejects.toMatchObject({
			description: expect.stringMatching(
				/^It is not known whether .* Increase Maximum Response Size/,
			),
		});
	});

	test.each([[0], [-1], ['many'], ['']])('means the usual one if it is %j', async (given) => {
		server.answer = () => ({ body: [{ text: body }] });
		expect(await run(get, { largestAnswer: given })).toHaveLength(1);
	});
});

describe('Time Limit', () => {
	test('gives up a silent server', async () => {
		server.answer = async () => await new Promise(() => {});
		const start = performance.now();
		await expect(run(get, { timeLimit: 1 })).rejects.toThrow('Example could not be reached');
		expect(performance.now() - start).toBeLessThan(5_000);
	});
});

describe('a provider that asks to wait', () => {
	test('is named in one hint, with the time that all its items have waited', async () => {
		let refusals = 0;
		server.answer = () =>
			refusals++ < 2 ? { status: 429, headers: { 'retry-after': '1' } } : { body: { ok: true } };
		const hints: NodeExecutionHint[] = [];
		await exampleNode(get, server).run({ items: items(5), hints });
		expect(hints).toEqual([
			{
				message: expect.stringMatching(
					/^Waited [123] s for Example, which limits how many requests it accepts\.$/,
				),
				location: 'outputPane',
				type: 'info',
			},
		]);
	});

	test('is not mentioned if nobody waited', async () => {
		const hints: NodeExecutionHint[] = [];
		await run(get, {}, hints);
		expect(hints).toEqual([]);
	});
});
