import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { EcGridApi } from '../../../credentials/EcGridApi.credentials';
import { EcGridWebhookTrigger } from '../../../nodes/EcGrid/EcGridWebhookTrigger.node';
import { CredentialStore } from '../harness.mts';
import { TriggerStage, WebhookListener } from '../triggerHarness.mts';
import { Stage } from './stage.mts';
import { EcGridTriggerStage } from './triggerStage.mts';

let stage: Stage;
let listeners: WebhookListener[] = [];

beforeAll(async () => {
	stage = await Stage.open();
});

beforeEach(() => stage.begin());

afterEach(async () => {
	await Promise.all(listeners.map(async (one) => await one.close()));
	listeners = [];
});

afterAll(async () => await stage.sandbox.close());

const LOGIN = { user: 'ecgrid', password: 'a-password-of-my-own' };

/** A trigger whose address ECGrid can call: the sandbox calls this machine without TLS. */
async function open(parameters: INodeParameters = {}, login: IDataObject = LOGIN) {
	const all = { authentication: 'apiKey', httpAuthentication: true, ...parameters };
	const credentials = new CredentialStore([new EcGridApi()], {
		ecGridApi: {
			...stage.credentials().data.ecGridApi,
			webhookUser: String(login.user),
			webhookPassword: String(login.password),
		},
	});
	const node = new EcGridWebhookTrigger();
	const calls = new TriggerStage({ node, parameters: all, credentials });
	const listener = new WebhookListener(calls);
	listeners.push(listener);
	const address = await listener.listen();
	const hooks = new EcGridTriggerStage(node, all, credentials, address.replace('http:', 'https:'));
	return { listener, hooks, address, log: calls.log, credentials };
}

async function registered(): Promise<IDataObject[]> {
	return await stage.rows('callback getDeliveries', { returnAll: true });
}

/** ECGrid does what it is asked for, and nobody hears of it. */
function loseAnswers(operationId: string, times: number): void {
	const kind = 'executeThenReset';
	stage.sandbox.control.fault({ provider: 'ecgrid', operationId, kind, times });
}

async function receive(): Promise<number | undefined> {
	const ids = await stage.sandbox.control.ecgrid.receive({ account: stage.account });
	return ids[0];
}

async function post(address: string, body: unknown, login: IDataObject = LOGIN): Promise<number> {
	const text = Buffer.from(`${String(login.user)}:${String(login.password)}`).toString('base64');
	const response = await fetch(address, {
		method: 'POST',
		headers: { authorization: `Basic ${text}` },
		body: typeof body === 'string' ? body : JSON.stringify(body),
	});
	return response.status;
}

describe('the registration', () => {
	test('is made, tried out, found again and removed', async () => {
		const { hooks, listener } = await open();
		expect(await hooks.hook('checkExists')).toBe(false);
		expect(await hooks.hook('create')).toBe(true);
		expect(await hooks.hook('checkExists')).toBe(true);
		expect(await registered()).toEqual([
			expect.objectContaining({ url: expect.stringContaining('/a-random-id/webhook') }),
		]);
		// The made-up event of the test has started nothing.
		expect(listener.started).toEqual([]);
		await hooks.hook('delete');
		expect(await registered()).toEqual([]);
		expect(hooks.staticData()).toEqual({});
		expect(await hooks.hook('delete')).toBe(true);
	});

	test('that was removed at ECGrid by hand does not count, and is no obstacle', async () => {
		const { hooks } = await open();
		await hooks.hook('create');
		const [{ callbackId } = {}] = await registered();
		await stage.run('callback delete', { callbackId: Number(callbackId) });
		expect(await hooks.hook('checkExists')).toBe(false);
		expect(await hooks.hook('delete')).toBe(true);
	});

	test('is replaced when the login was changed', async () => {
		const { hooks, credentials } = await open();
		await hooks.hook('create');
		const [before] = await registered();
		Object.assign(credentials.data.ecGridApi ?? {}, { webhookPassword: 'another' });
		expect(await hooks.hook('checkExists')).toBe(false);
		// The listener shares the credential, so ECGrid's test arrives with the new password.
		await hooks.hook('create');
		const after = await registered();
		expect(after).toHaveLength(1);
		expect(after[0]?.callbackId).not.toBe(before?.callbackId);
	});

	test('is noted so that nobody who sees the workflow can try out passwords on the note', async () => {
		const { hooks, credentials } = await open();
		await hooks.hook('create');
		const noted = hooks.staticData().registration;
		// The same login, known or guessed, makes another note where the API key is another one.
		const other = 'key-of-somebody-else@example.com';
		Object.assign(credentials.data.ecGridApi ?? {}, { apiKey: other });
		await hooks.hook('create');
		expect(hooks.staticData().registration).not.toMatchObject({
			scope: (noted as IDataObject).scope,
		});
	});

	test('does not stay when the test event does not arrive', async () => {
		const { hooks, listener } = await open();
		await listener.close();
		await expect(hooks.hook('create')).rejects.toThrow(/could not deliver its test event/);
		expect(await registered()).toEqual([]);
		listeners = [];
	});

	test('whose answer was lost is found again', async () => {
		const { hooks } = await open();
		loseAnswers('createCallback', 1);
		expect(await hooks.hook('create')).toBe(true);
		expect(await registered()).toHaveLength(1);
		expect(await hooks.hook('checkExists')).toBe(true);
		await hooks.hook('delete');
		expect(await registered()).toEqual([]);
	});

	test('that may have been made and is not found is in doubt, and removed as soon as it is', async () => {
		const { hooks } = await open();
		loseAnswers('createCallback', 1);
		// The look-up before, the one after.
		loseAnswers('listCallbackQueue', 9);
		await expect(hooks.hook('create')).rejects.toThrow(
			/^It is not known whether ECGrid has registered https:.*a-random-id/,
		);
		stage.sandbox.control.clearFaults();
		expect(await registered()).toHaveLength(1);
		// As n8n does after an activation that failed, with nothing noted.
		expect(hooks.staticData()).toEqual({});
		await hooks.hook('delete');
		expect(await registered()).toEqual([]);
	});

	test('that was left behind is replaced at the next activation', async () => {
		const { hooks } = await open();
		await hooks.hook('create');
		const [left] = await registered();
		delete hooks.staticData().registration;
		await hooks.hook('create');
		const after = await registered();
		expect(after).toHaveLength(1);
		expect(after[0]?.callbackId).not.toBe(left?.callbackId);
	});

	test('that was refused is not looked for', async () => {
		const { hooks } = await open();
		const fault = { provider: 'ecgrid', operationId: 'createCallback', status: 400 } as const;
		stage.sandbox.control.fault(fault);
		await expect(hooks.hook('create')).rejects.toMatchObject({ httpCode: '400' });
	});

	test('is kept apart in a test, and removed again', async () => {
		const { hooks } = await open();
		await hooks.hook('create');
		await hooks.hook('create', 'manual');
		expect(await registered()).toHaveLength(2);
		await hooks.hook('delete', 'manual');
		expect(await registered()).toHaveLength(1);
		expect(await hooks.hook('checkExists')).toBe(true);
	});

	test('needs HTTPS', async () => {
		const { credentials } = await open();
		const node = new EcGridWebhookTrigger();
		const hooks = new EcGridTriggerStage(node, {}, credentials, 'http://n8n.example.com/webhook');
		await expect(hooks.hook('create')).rejects.toThrow(/HTTPS addresses only/);
	});
});

describe('a call', () => {
	test('starts the workflow with the parcel as ECGrid knows it', async () => {
		const { hooks, listener } = await open();
		await hooks.hook('create');
		const parcelId = await receive();
		expect(listener.started).toEqual([
			expect.objectContaining({ parcelId, status: 'InBoxReady', fileName: expect.any(String) }),
		]);
	});

	test.each([
		{ name: 'another user', login: { ...LOGIN, user: 'other' } },
		{ name: 'another password', login: { ...LOGIN, password: 'other' } },
		{ name: 'an empty login', login: { user: '', password: '' } },
	])('with $name is refused', async ({ login }) => {
		const { address, listener } = await open();
		expect(await post(address, { parcelId: await receive() }, login)).toBe(401);
		expect(listener.started).toEqual([]);
	});

	test('is refused while the credential has no password', async () => {
		const { address } = await open({}, { user: '', password: '' });
		expect(await post(address, { parcelId: 1 }, { user: '', password: '' })).toBe(401);
	});

	test.each(['not JSON', '[]', '"text"'])('with the body %s is refused', async (body) => {
		const { address } = await open();
		expect(await post(address, body)).toBe(400);
	});

	test.each([
		['a parcel ID without a text', '{"parcelId":{"toString":1}}'],
		[
			'a parcel ID that is nested too deep',
			`{"parcelId":${'['.repeat(9_000)}${']'.repeat(9_000)}}`,
		],
		['a member that is nested too deep', `{"parcelId":1,"x":${'['.repeat(99)}${']'.repeat(99)}}`],
		['a number beyond all bounds', '{"parcelId":1e999}'],
		['a member that would change all objects', '{"parcelId":1,"__proto__":{"isTest":true}}'],
	])('with %s is refused, and is no failure of the node', async (_name, body) => {
		const { address, listener } = await open();
		expect(await post(address, body)).toBe(400);
		expect(listener.started).toEqual([]);
	});

	test.each([{ parcelId: 999_999_999 }, { parcelId: '1/../2' }, {}, { parcelId: null }])(
		'about no parcel of the account starts nothing: %j',
		async (body) => {
			const { address, listener } = await open();
			expect(await post(address, body)).toBe(200);
			expect(listener.started).toEqual([]);
		},
	);

	test.each([
		['a failure', { status: 500 }],
		['an empty list', { status: 200, body: { success: true, data: [] } }],
		['a success without a parcel', { status: 200, body: { success: true, data: null } }],
	])('that cannot be checked because of %s is to be repeated', async (_name, answer) => {
		const { address, listener } = await open();
		const body = { parcelId: await receive(), created: '2026-01-01T00:00:00Z' };
		const fault = { provider: 'ecgrid', operationId: 'getParcel', times: 1, ...answer } as const;
		stage.sandbox.control.fault(fault);
		expect(await post(address, body)).toBe(503);
		expect(await post(address, body)).toBe(200);
		expect(listener.started).toHaveLength(1);
	});

	test('that is repeated starts nothing, unless n8n could not start the first', async () => {
		const { address, listener } = await open();
		const body = { parcelID: await receive(), created: '2026-01-01T00:00:00Z' };
		listener.startFailure = 503;
		expect(await post(address, body)).toBe(503);
		listener.startFailure = undefined;
		expect(await post(address, body)).toBe(200);
		expect(await post(address, body)).toBe(200);
		expect(listener.started).toHaveLength(1);
	});

	test.each([[['outboxAcknowledged', 'outboxFailed']], ['outboxAcknowledged, OutBoxFailed']])(
		'about another status than wanted starts nothing: %j',
		async (statuses) => {
			const { address, listener } = await open({ statuses });
			expect(await post(address, { parcelId: await receive() })).toBe(200);
			expect(listener.started).toEqual([]);
		},
	);

	test('that is made up starts only what listens for a test event', async () => {
		const { address, listener } = await open();
		expect(await post(address, { parcelId: 0 })).toBe(200);
		expect(listener.started).toEqual([]);
		listener.mode = 'manual';
		await post(address, { parcelId: 5, isTest: true });
		expect(listener.started).toEqual([{ isTest: true, event: { parcelId: 5, isTest: true } }]);
	});
});
