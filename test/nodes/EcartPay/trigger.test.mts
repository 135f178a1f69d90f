import { createHmac } from 'node:crypto';

import type { ICredentialDataDecryptedObject, INodeParameters } from 'n8n-workflow';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';

import { EcartPayApi } from '../../../credentials/EcartPayApi.credentials';
import { EcartPayTrigger } from '../../../nodes/EcartPay/EcartPayTrigger.node';
import type { SendRequest } from '../../../sandbox/ecartpay/EcartPayControl.mts';
import { sandboxCredentials, startSandbox, type Sandbox } from '../../../sandbox/server.mts';
import { CredentialStore } from '../harness.mts';
import { TriggerStage, WebhookListener } from '../triggerHarness.mts';

const SECRET = sandboxCredentials.ecartpay.webhookSecret;
const EVENT = 'orders.confirmation';
const ORDER = { id: '65a1b2c3d4e5f60718293a4b', status: 'paid', buyer: 'José Ñandú' };
const UNSIGNED = { options: { acceptUnsigned: true } };
const MINUTE = 60_000;

let sandbox: Sandbox;
let listener: WebhookListener;
let stage: TriggerStage;
let url = '';

interface Setup {
	parameters?: INodeParameters;
	credential?: ICredentialDataDecryptedObject;
}

async function listen({ parameters = {}, credential = {} }: Setup = {}): Promise<void> {
	await listener?.close();
	const credentials = new CredentialStore([new EcartPayApi()], {
		ecartPayApi: { ...sandboxCredentials.ecartpay, ...credential },
	});
	stage = new TriggerStage({
		node: new EcartPayTrigger(),
		parameters: { events: [EVENT], ...parameters },
		credentials,
	});
	listener = new WebhookListener(stage);
	url = await listener.listen();
}

// One clock for all tests, since it is a process that remembers deliveries.
beforeAll(async () => {
	vi.useFakeTimers({ toFake: ['Date', 'performance'] });
	sandbox = await startSandbox();
});

beforeEach(async () => await listen());

afterAll(async () => {
	await listener.close();
	await sandbox.close();
	vi.useRealTimers();
});

/** Has the sandbox send a delivery, right or wrong; the status that it got. */
async function deliver(wanted: Partial<SendRequest> = {}) {
	return await sandbox.control.ecartpay.send({ url, event: EVENT, data: ORDER, ...wanted });
}

/** Headers as the documentation describes them, for a text that was signed. */
function stampFor(text: string, secret: string = SECRET): Record<string, string> {
	const timestamp = String(Date.now());
	const digest = createHmac('sha256', secret).update(`${timestamp}.hook_1.${text}`).digest('hex');
	return {
		'x-pay-timestamp': timestamp,
		'x-pay-webhook-id': 'hook_1',
		'x-pay-signature': `SHA256=${digest}`,
	};
}

async function post(body: string, headers: Record<string, string>): Promise<number> {
	const response = await fetch(url, { method: 'POST', headers, body });
	await response.text();
	return response.status;
}

function expectRefused(status: number | string): void {
	expect(status).toBe(401);
	expect(listener.started).toEqual([]);
	expect(stage.log.at(-1)).toMatch(/^Ecart Pay Trigger refused a delivery: [a-z ,]+$/i);
}

describe('starts on', () => {
	test('what the sandbox signs, and tells when it was sent', async () => {
		const { status, webhookId } = await deliver({ ageSeconds: 60 });
		expect(status).toBe(200);
		expect(listener.started).toEqual([
			{
				webhookId,
				sentAt: new Date(Date.now() - MINUTE).toISOString(),
				verified: true,
				data: ORDER,
				// Ecart Pay signs the data alone.
				unverified: { event: EVENT },
			},
		]);
	});

	test('a delivery whose signature was made with other tools', async () => {
		vi.setSystemTime(1_767_225_600_000);
		const status = await post(`{"event":"${EVENT}","data":{"id":"65a1","buyer":"José Ñandú"}}`, {
			'x-pay-timestamp': '1767225600000',
			'x-pay-webhook-id': 'hook_0b0f7a51-2d3e-4c55-9a3f-6f0c9d1e2a3b',
			// printf '%s' '{timestamp}.{id}.{data}' | openssl dgst -sha256 -hmac whsec_sandbox_ecartpay
			'x-pay-signature': 'SHA256=7a2c86d56f4ffe8291c8a3fa54e5e2f8a053863f604a53c9b896f33ced24a566',
		});
		expect(status).toBe(200);
		expect(listener.started).toMatchObject([{ data: { id: '65a1' }, verified: true }]);
	});

	test.each([
		['with spaces', '{ "id": "1",\n\t"total" : 10.50 }'],
		['with escaped letters', '{"buyer":"Jos\\u00e9","path":"a\\/b"}'],
		['with members in an order that JavaScript changes', '{"b":1,"2":"x","1":"y"}'],
		['with marks inside texts', '{"a":"}, \\"data\\": {","b":["{",{"data":1}]}'],
		['that is empty', '{}'],
		['that is a list', '[1, 2]'],
	])('data that was signed as it was sent: %s', async (_, data) => {
		const body = `{ "sent" : {"data": 1}, "data" : ${data} , "event":"${EVENT}" }`;
		expect(await post(body, stampFor(data))).toBe(200);
		expect(listener.started).toMatchObject([{ data: JSON.parse(data) as object }]);
	});

	test('data that was signed compactly and sent with spaces', async () => {
		const body = JSON.stringify({ event: EVENT, data: ORDER }, null, '  ');
		expect(await post(body, stampFor(JSON.stringify(ORDER)))).toBe(200);
		expect(listener.started).toMatchObject([{ data: ORDER }]);
	});

	test.each([
		['as it was sent', ' { "event" : "%", "data" : {"id":"1"} }'],
		['compactly', '{"event":"%","data":{"id":"1"}}'],
	])('a whole body that was signed %s, as code of merchants takes it', async (_, form) => {
		const body = form.replace('%', EVENT);
		expect(await post(body, stampFor(body.trim()))).toBe(200);
		expect(listener.started).toMatchObject([{ data: { id: '1' }, verified: true }]);
	});

	test('a body with a byte order mark', async () => {
		const body = `\uFEFF{"event":"${EVENT}","data":{"id":"1"}}`;
		expect(await post(body, stampFor('{"id":"1"}'))).toBe(200);
		expect(listener.started).toHaveLength(1);
	});

	test('what fits the secret, though it was pasted with blanks', async () => {
		await listen({ credential: { webhookSecret: ` ${SECRET}\n` } });
		await deliver();
		expect(listener.started).toHaveLength(1);
	});
});

describe('refuses and starts nothing on', () => {
	test('a tampered delivery', async () => {
		expectRefused((await deliver({ tampered: true })).status);
	});

	test('an unsigned delivery', async () => {
		expectRefused((await deliver({ unsigned: true })).status);
	});

	test('a delivery of another account', async () => {
		expectRefused((await deliver({ account: 'pub-other' })).status);
	});

	test.each([
		['too old', 301],
		['too far ahead of the clock', -301],
	])('a delivery that is %s', async (_, ageSeconds) => {
		expectRefused((await deliver({ ageSeconds })).status);
	});

	test('more than the user tolerates, and nothing less', async () => {
		await listen({ parameters: { options: { toleranceMinutes: 1 } } });
		expectRefused((await deliver({ ageSeconds: 61 })).status);
		expect((await deliver({ ageSeconds: 59 })).status).toBe(200);
	});

	test('anything while a workflow tolerates more than a process remembers', async () => {
		await listen({ parameters: { options: { toleranceMinutes: 600 } } });
		expect((await deliver({ ageSeconds: 601 })).status).toBe(500);
		expect(listener.started).toEqual([]);
		expect(stage.log.at(-1)).toMatch(/Timestamp Tolerance \(Minutes\) must be at most 10/);
	});

	const signed = '{"status":"paid"}';
	const body = (data: string) => `{"event":"${EVENT}","data":${data}}`;

	test.each([
		['signed data beside other data', `{"data":${signed},"event":"${EVENT}","data":{"id":"x"}}`],
		['signed data inside other data', body(`{"data":${signed}}`)],
		['signed data under a bare body', signed],
		['a body without an event', `{"data":${signed}}`],
		['a body that is a list', `[${body(signed)}]`],
		['a body that is not JSON', `event=${EVENT}`],
		['an empty body', ''],
		['a huge body', body(`{"x":"${'x'.repeat(1_100_000)}"}`)],
		['data that is nested too deep', body(`{"x":${'['.repeat(500)}${']'.repeat(500)}}`)],
		['a number beyond all bounds', body('{"total":1e999}')],
		['a member that would change all objects', body('{"__proto__":{"status":"paid"}}')],
		['what is nested too deep', body('['.repeat(200_000) + ']'.repeat(200_000))],
	])('%s', async (_, sent) => expectRefused(await post(sent, stampFor(signed))));

	test.each([
		['another time', { 'x-pay-timestamp': String(Date.now() + 1) }],
		['no time', { 'x-pay-timestamp': '' }],
		['another id', { 'x-pay-webhook-id': 'hook_2' }],
		['a signature that is cut off', { 'x-pay-signature': 'SHA256=00' }],
		['no digest', { 'x-pay-signature': 'SHA256=' }],
		['an id that was moved into the time', { 'x-pay-timestamp': '1.hook_1' }],
	])('a good signature with %s', async (_, changed) => {
		expectRefused(await post(body(signed), { ...stampFor(signed), ...changed }));
	});

	test('anything signed with an empty secret where the credential has none', async () => {
		await listen({ credential: { webhookSecret: ' ' } });
		expectRefused(await post(body(signed), stampFor(signed, '')));
	});
});

describe('unsigned deliveries', () => {
	test('start the workflow if the user accepts them, and are marked', async () => {
		await listen({ credential: { webhookSecret: '' }, parameters: UNSIGNED });
		expect((await deliver({ unsigned: true })).status).toBe(200);
		expect(listener.started).toMatchObject([{ verified: false, data: ORDER }]);
	});

	test('are refused as long as there is a secret, even if the user accepts them', async () => {
		await listen({ parameters: UNSIGNED });
		expectRefused((await deliver({ unsigned: true })).status);
	});
});

test('only the events that an expression gives as text start the workflow', async () => {
	await listen({ parameters: { events: `orders.update, ${EVENT}` } });
	await deliver({ event: 'orders.create', data: { id: 'o-1' } });
	expect(listener.started).toEqual([]);
	await deliver({ data: { id: 'o-2' } });
	expect(listener.started).toHaveLength(1);
});

describe('a delivery that comes again', () => {
	test('is acknowledged and starts nothing, also under another event', async () => {
		await listen({ parameters: { events: [EVENT, 'orders.update'] } });
		const { request } = await deliver();
		const replay = async (body = request.body) => await post(body, request.headers);
		const renamed = request.body.replace(EVENT, 'orders.update');
		expect([await replay(), await replay(renamed), await replay(`${request.body} `)]).toEqual([
			200, 200, 200,
		]);
		expect(listener.started).toHaveLength(1);
	});

	test('is remembered where its event was not wanted, and starts nothing as another', async () => {
		const { request } = await deliver({ event: 'orders.create' });
		const renamed = request.body.replace('orders.create', EVENT);
		expect(await post(renamed, request.headers)).toBe(200);
		expect(listener.started).toEqual([]);
	});

	test('as the data of another event, after it was signed as a whole, starts nothing', async () => {
		const whole = `{"event":"orders.create","data":${JSON.stringify(ORDER)}}`;
		const stamp = stampFor(whole);
		expect(await post(whole, stamp)).toBe(200);
		expect(await post(`{"event":"${EVENT}","data":${whole}}`, stamp)).toBe(200);
		expect(listener.started).toEqual([]);
	});

	test('is acknowledged and starts nothing where the attempt has a time of its own', async () => {
		const { webhookId } = await deliver();
		vi.advanceTimersByTime(30_000);
		expect((await deliver({ webhookId })).status).toBe(200);
		expect(listener.started).toHaveLength(1);
	});

	test('is recognised after a restart, from what n8n saved', async () => {
		const { webhookId } = await deliver();
		vi.advanceTimersByTime(11 * MINUTE);
		stage.restart();
		await deliver({ webhookId });
		expect(listener.started).toHaveLength(1);
	});

	test('is not taken for one that says something else, even under one id', async () => {
		const { webhookId } = await deliver();
		await deliver({ webhookId, data: { ...ORDER, status: 'refunded' } });
		expect(listener.started).toHaveLength(2);
	});

	test('starts a test as often as it comes', async () => {
		listener.mode = 'manual';
		const { webhookId } = await deliver();
		await deliver({ webhookId });
		expect(listener.started).toHaveLength(2);
		expect(stage.staticData()).toEqual({});
	});
});

describe('events', () => {
	test('that the user does not want are acknowledged and dropped', async () => {
		expect((await deliver({ event: 'orders.create' })).status).toBe(200);
		expect(listener.started).toEqual([]);
	});

	test.each([
		['all', [], 2],
		['the chosen', ['subscription.paused'], 1],
	])('of a record: %s', async (_, recordEvents, count) => {
		await listen({ parameters: { registration: 'record', recordEvents } });
		await deliver({ event: 'orders.create' });
		await deliver({ event: 'subscription.paused' });
		expect(listener.started).toHaveLength(count);
	});

	test('of a record may come without the wrapper, signed as a whole', async () => {
		await listen({ parameters: { registration: 'record' } });
		const bare = '{ "id": "65a1", "status": "paid" }';
		expect(await post(bare, stampFor(bare))).toBe(200);
		const [item] = listener.started;
		expect(item).toMatchObject({ data: { id: '65a1', status: 'paid' }, verified: true });
		expect(item).not.toHaveProperty('unverified');
		expect(await post('{"id":"65a1","status":"refunded"}', stampFor(bare))).toBe(401);
	});
});

test('answers before n8n starts the workflow', async () => {
	const answered: number[] = [];
	const take = stage.webhook.bind(stage);
	stage.webhook = async (request, response, mode) => {
		const result = await take(request, response, mode);
		expect(result).toMatchObject({ noWebhookResponse: true });
		answered.push(Number(response.writableEnded && response.statusCode));
		return result;
	};
	await deliver();
	expect(answered).toEqual([200]);
	expect(listener.started).toHaveLength(1);
});

test('a credential that cannot be read gives a 500 and no execution', async () => {
	stage = new TriggerStage({
		node: new EcartPayTrigger(),
		parameters: { events: [EVENT] },
		credentials: new CredentialStore([new EcartPayApi()], {}),
	});
	await listener.close();
	listener = new WebhookListener(stage);
	url = await listener.listen();
	expect((await deliver()).status).toBe(500);
	expect(listener.started).toEqual([]);
});
