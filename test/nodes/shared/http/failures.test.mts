/** Answers with HTTP 200 that tell of a failure. */
import type { IDataObject } from 'n8n-workflow';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { failureIn } from '../../../../nodes/shared/http/failures';
import { pageNumber } from '../../../../nodes/shared/http/pagination';
import { operation } from '../../../../nodes/shared/operation/operation';
import { jsonOf } from '../../harness.mts';
import { exampleNode, NAMES, startServer, type ScriptedServer } from '../exampleNode.mts';

let server: ScriptedServer;

beforeEach(async () => {
	server = await startServer();
});

afterEach(async () => await server.close());

const FAILURES: Array<[message: string, body: unknown]> = [
	['Not found', { error: 'Not found' }],
	['No money', { error: { code: 7, message: 'No money' } }],
	['No money', { error: true, message: 'No money' }],
	['bad', { errors: [{ message: 'bad' }] }],
	['bad', { success: true, errors: ['bad'] }],
	['bad', { data: null, errors: ['bad'] }],
	['no', { success: false, message: 'no' }],
	['no', { Success: 'false', Message: 'no', data: {} }],
	['no', { status: 'error', message: 'no' }],
	['x', { statusCode: 404, message: 'x' }],
	['x', { type: 'about:blank', title: 'Bad Request', status: 400, detail: 'x', traceId: '1' }],
	['The request was refused, without a reason', { success: false }],
	['The request was refused, without a reason', { ok: false }],
	['The request was refused, without a reason', false],
];

const SUCCESSES: unknown[] = [
	{},
	[],
	null,
	true,
	0,
	'error',
	[{ error: 'of a row' }],
	{ message: 'Carried out' },
	{ success: true, error: null, errors: [] },
	{ success: true, error: false, message: 'Carried out', status: 200 },
	{ error: '', errors: {}, message: 'Carried out' },
	{ id: 1, error: 'of the last delivery' },
	{ id: 1, success: false },
	{ status: 'failed' },
	{ status: 404 },
	{ success: false, data: { id: 1 } },
];

describe.each(FAILURES)('%s', (message, body) => {
	test(`is what ${JSON.stringify(body)} says`, () => {
		expect(failureIn(body)).toEqual({ message });
	});
});

test.each(SUCCESSES.map((body) => [JSON.stringify(body), body]))(
	'%s is no failure',
	(_name, body) => {
		expect(failureIn(body)).toBeUndefined();
	},
);

describe('nothing is reported as done', () => {
	const body = { errors: [{ message: 'bad' }] };

	test.each(['POST', 'PUT', 'DELETE', 'GET'] as const)('by a %s', async (method) => {
		server.answer = () => ({ body });
		const one = operation({ ...NAMES, request: { method, service: 'api', path: '/' } });
		await expect(exampleNode(one, server).run()).rejects.toMatchObject({ message: 'bad' });
		expect(server.seen).toHaveLength(1);
	});

	test('by a list, whose only list are the errors', async () => {
		server.answer = () => ({ body });
		const pages = pageNumber({ items: 'errors', size: 'limit', maximum: 3 });
		const one = operation({
			...NAMES,
			request: { method: 'GET', service: 'api', path: '/' },
			pages,
		});
		await expect(exampleNode(one, server).run()).rejects.toMatchObject({ message: 'bad' });
	});

	test('and Continue On Fail gives out the error', async () => {
		server.answer = () => ({ body });
		const one = operation({ ...NAMES, request: { method: 'DELETE', service: 'api', path: '/' } });
		const settings = { onError: 'continueRegularOutput' } as const;
		const outputs = await exampleNode(one, server).run({ settings });
		expect(jsonOf(outputs)).toMatchObject([{ error: 'bad' }]);
	});
});

test('a change that is answered with nothing gives out that it was carried out', async () => {
	server.answer = () => ({ body: '' });
	const one = operation({
		...NAMES,
		request: { method: 'POST', service: 'api', path: '/' },
		output: (answer) => answer as IDataObject,
	});
	expect(jsonOf(await exampleNode(one, server).run())).toEqual([{ success: true }]);
});
