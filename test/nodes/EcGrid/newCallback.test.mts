/** ECGrid documents one form of a new callback, and its back end has another one. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { EcGridApi } from '../../../credentials/EcGridApi.credentials';
import { EcGrid } from '../../../nodes/EcGrid/EcGrid.node';
import { CredentialStore, jsonOf, runNode } from '../harness.mts';
import { startServer, type Answer, type ScriptedServer } from '../shared/exampleNode.mts';

let server: ScriptedServer;

beforeEach(async () => {
	server = await startServer();
});

afterEach(async () => await server.close());

const URL_OF_MINE = 'https://n8n.example.com/hook';

async function create(...answers: Answer[]) {
	server.answer = () => answers.shift() ?? { status: 500 };
	return await runNode({
		node: new EcGrid(),
		parameters: {
			resource: 'callback',
			operation: 'create',
			url: URL_OF_MINE,
			event: 'Parcel',
			additionalFields: { httpAuthType: 'Basic', username: 'me', password: 'of mine' },
		},
		credentials: new CredentialStore([new EcGridApi()], {
			ecGridApi: { baseUrl: server.url, apiKey: 'a-key' },
		}),
	});
}

const refusal = (errorCode: string, status = 400): Answer => ({
	status,
	body: { success: false, errorCode, message: 'No', data: null },
});

describe('a new callback', () => {
	test('is sent in the documented form', async () => {
		await create({ body: { success: true, data: { callbackId: 7 } } });
		expect(server.seen.map(({ body }) => body)).toEqual([
			{
				url: URL_OF_MINE,
				event: 'Parcel',
				httpAuthType: 'Basic',
				username: 'me',
				password: 'of mine',
			},
		]);
	});

	test('is sent in the form of the back end where the first one is invalid', async () => {
		const registered = { success: true, data: { callBackEventId: 8, url: URL_OF_MINE } };
		const output = await create(refusal('InvalidParameter'), { body: registered });
		expect(jsonOf(output)).toMatchObject([{ callbackId: 8, url: URL_OF_MINE }]);
		expect(server.seen).toHaveLength(2);
		expect(server.seen[1]?.body).toMatchObject({
			url: URL_OF_MINE,
			systemObject: 'Parcel',
			direction: 'InBox',
			frequency: 60,
			maxCalls: 24,
			httpUser: 'me',
			httpPassword: 'of mine',
		});
		expect(server.seen[1]?.body).not.toHaveProperty('event');
	});

	test.each([
		['exists already', refusal('DuplicateObject')],
		['may have been made', { status: 502, body: 'Bad gateway' }],
		['is not allowed', refusal('AccessDenied', 403)],
	])('is not sent again where it %s', async (_name, answer) => {
		await expect(create(answer)).rejects.toThrow();
		expect(server.seen).toHaveLength(1);
	});

	test('that both forms cannot make fails with what was said of the documented one', async () => {
		const second = { status: 400, body: { title: 'The other form', detail: 'is wrong, too' } };
		await expect(create(refusal('InvalidParameter'), second)).rejects.toThrow(
			'InvalidParameter: No',
		);
	});

	test('without an ID that can be used is an error that says that it was made', async () => {
		const odd = { success: true, data: { callBackEventId: 1.5, note: 'confidential' } };
		await expect(create({ body: odd })).rejects.toMatchObject({
			message:
				'Create: ECGrid answered with a callbackEventId that is not a whole number. It has the members callbackEventId, note, callbackId.',
			description: expect.stringContaining('was carried out'),
		});
	});
});
