import { createHmac } from 'node:crypto';

import type { INodeParameters, ICredentialDataDecryptedObject } from 'n8n-workflow';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';

import { PledgSignatureApi } from '../../../credentials/PledgSignatureApi.credentials';
import { signHs256 } from '../../../credentials/lib/jwt';
import { backModeDigest } from '../../../nodes/Pledg/api/notification';
import { PledgTrigger } from '../../../nodes/Pledg/PledgTrigger.node';
import { startSandbox, type Sandbox } from '../../../sandbox/server.mts';
import { CredentialStore } from '../harness.mts';
import { TriggerStage, WebhookListener } from '../triggerHarness.mts';

/** Of the vectors in the contract's notes. */
const SECRET = 'pledg-test-secret';
const MERCHANT = 'mer_test';

const transfer = {
	reference: 'order_42',
	created: '2026-01-02 03:04:05.000006',
	transfer_order_item_uid: 'tri_test',
	merchant_uid: MERCHANT,
	purchase_uid: 'pur_test',
	amount_cents: 2000,
};

const transferToken =
	'eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJyZWZlcmVuY2UiOiJvcmRlcl80MiIsImNyZWF0ZWQiOiIyMDI2LTAxLTAyIDAzOjA0OjA1LjAwMDAwNiIsInRyYW5zZmVyX29yZGVyX2l0ZW1fdWlkIjoidHJpX3Rlc3QiLCJtZXJjaGFudF91aWQiOiJtZXJfdGVzdCIsInB1cmNoYXNlX3VpZCI6InB1cl90ZXN0IiwiYW1vdW50X2NlbnRzIjoyMDAwfQ.SW-jrrLMXkDRhdsOUgSss144pTLIV12zuo-NjFPiQ34';

const errorToken =
	'eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJyZWZlcmVuY2UiOiJvcmRlcl80MiIsInB1cmNoYXNlX3N0YXRlIjoiU0NPUklOR19LTyIsInB1cmNoYXNlX3VpZCI6InB1cl90ZXN0In0.wxHW5nBV9IByXZfYYPLroN9UzmIlDOCmM-BmQW53DNE';

const backMode = {
	created_at: '2026-01-02T03:04:05Z',
	error: '',
	id: 'tx_test',
	reference: 'order_42',
	sandbox: 'true',
	status: 'completed',
	signature: '8A2C59F7FCB5036A92BB06C87084EA7AC4ADA377379641F060D4B208BB4BDDA5',
};

let listener: WebhookListener;
let stage: TriggerStage;
let url = '';

interface Setup {
	parameters?: INodeParameters;
	credential?: ICredentialDataDecryptedObject;
}

async function listen({ parameters = {}, credential = {} }: Setup = {}): Promise<void> {
	await listener?.close();
	const credentials = new CredentialStore([new PledgSignatureApi()], {
		pledgSignatureApi: { merchantUid: MERCHANT, secretKey: SECRET, ...credential },
	});
	const node = new PledgTrigger();
	stage = new TriggerStage({ node, parameters: { ...DEFAULTS, ...parameters }, credentials });
	listener = new WebhookListener(stage);
	url = await listener.listen();
}

const DEFAULTS = { kinds: ['paid', 'failed', 'status'] };

const MINUTE = 60_000;

// One clock for all tests, since it is a process that remembers deliveries.
beforeAll(() => {
	vi.useFakeTimers({ toFake: ['Date', 'performance'] });
});

beforeEach(async () => await listen());

afterAll(async () => {
	await listener.close();
	vi.useRealTimers();
});

async function post(body: unknown, contentType = 'application/json') {
	const response = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': contentType },
		body: typeof body === 'string' ? body : JSON.stringify(body),
	});
	return { status: response.status, body: await response.text() };
}

async function expectStarted(body: unknown, item: object): Promise<void> {
	expect(await post(body)).toEqual({ status: 200, body: '{"status":"ok"}' });
	expect(listener.started).toEqual([expect.objectContaining(item)]);
}

async function expectRefused(body: unknown): Promise<void> {
	expect(await post(body)).toEqual({ status: 401, body: '' });
	expect(listener.started).toEqual([]);
	expect(stage.log.at(-1)).toMatch(/^Pledg Trigger refused a notification: [a-z ,]+$/i);
}

describe('starts on', () => {
	test('a paid transfer', async () => {
		await expectStarted(
			{ signature: transferToken },
			{
				kind: 'paid',
				form: 'transfer',
				reference: 'order_42',
				purchaseUid: 'pur_test',
				amountCents: 2000,
				transferOrderItemUid: 'tri_test',
				createdAt: '2026-01-02 03:04:05.000006',
				verified: true,
				raw: transfer,
			},
		);
	});

	test('an error', async () => {
		await expectStarted(
			{ signature: errorToken },
			{
				kind: 'failed',
				form: 'error',
				reference: 'order_42',
				purchaseUid: 'pur_test',
				status: 'SCORING_KO',
				verified: true,
			},
		);
	});

	test("an error in the words of the provider's newest module", async () => {
		const payload = { reference: 'order_42', uid: 'pur_1', acceptance_state: 'REJECTED' };
		await expectStarted(
			{ signature: signHs256({ ...payload, acceptance_rejection_type: 'fraud' }, SECRET) },
			{ kind: 'failed', purchaseUid: 'pur_1', status: 'REJECTED', reason: 'fraud' },
		);
	});

	test('a completed transaction in back mode, whose unsigned members may be any', async () => {
		await expectStarted(
			{ ...backMode, metadata: { cart: 7 }, additional_data: {} },
			{
				kind: 'paid',
				form: 'back',
				reference: 'order_42',
				transactionId: 'tx_test',
				status: 'completed',
				sandbox: true,
				verified: true,
			},
		);
	});

	test('the signed members of back mode alone, with the others apart', async () => {
		const { signature: digest, ...signed } = backMode;
		const beside = { metadata: { cart: 7 }, amount_cents: 1 };
		expect((await post({ ...signed, sandbox: true, signature: digest, ...beside })).status).toBe(
			200,
		);
		const [item] = listener.started;
		expect(item).toMatchObject({ sandbox: true, verified: true, unverified: beside });
		expect(item?.raw).toEqual(signed);
		expect(item).not.toHaveProperty('amountCents');
	});

	test('an id that is a number as on its text, so that it cannot count twice', async () => {
		const told = { ...backMode, id: '42' };
		const signature = backModeDigest(told, SECRET);
		await post({ ...told, signature });
		await post({ ...told, id: 42, signature });
		expect(listener.started).toMatchObject([{ transactionId: '42' }]);
	});

	test('a body with a byte order mark', async () => {
		await expectStarted(`\uFEFF${JSON.stringify({ signature: transferToken })}`, { kind: 'paid' });
	});

	test('any other status in back mode, without taking it for a payment', async () => {
		const refunded = { ...backMode, status: 'refunded' };
		const signature = backModeDigest(refunded, SECRET);
		await expectStarted({ ...refunded, signature }, { kind: 'status', status: 'refunded' });
	});

	test('what fits the credential, though it was pasted with blanks', async () => {
		await listen({ credential: { merchantUid: ` ${MERCHANT}`, secretKey: `${SECRET}\n` } });
		await expectStarted({ signature: transferToken }, { kind: 'paid' });
	});

	test('a body whose Content-Type is not that of JSON', async () => {
		expect((await post({ signature: transferToken }, 'text/plain')).status).toBe(200);
		expect(listener.started).toHaveLength(1);
	});
});

function tokenWith(header: object, payload: object, algorithm: string): string {
	const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
	const text = `${encode(header)}.${encode(payload)}`;
	return `${text}.${createHmac(algorithm, SECRET).update(text).digest('base64url')}`;
}

const [header, , signature] = transferToken.split('.');
const dearer = Buffer.from(JSON.stringify({ ...transfer, amount_cents: 1 })).toString('base64url');

/** A list in a list in a list, as text. */
function deep(levels: number): string {
	return '['.repeat(levels) + ']'.repeat(levels);
}

function withMember(json: string): string {
	return JSON.stringify(backMode).replace(/}$/, `,"metadata":${json}}`);
}

function withProto(body: object): string {
	return JSON.stringify(body).replace(/}$/, ',"__proto__":{"status":"completed"}}');
}

describe('refuses and starts nothing on', () => {
	test.each([
		['a token with another payload', { signature: `${header}.${dearer}.${signature}` }],
		['a token of another secret', { signature: signHs256(transfer, 'other-secret') }],
		['a token without a signature', { signature: transferToken.replace(/[^.]+$/, '') }],
		['a token that is cut off', { signature: transferToken.slice(0, -3) }],
		['alg none', { signature: tokenWith({ alg: 'none' }, transfer, 'sha256') }],
		[
			'alg none, unsigned',
			{ signature: `${tokenWith({ alg: 'none' }, transfer, 'sha256').replace(/[^.]+$/, '')}` },
		],
		['alg HS512', { signature: tokenWith({ alg: 'HS512', typ: 'JWT' }, transfer, 'sha512') }],
		['a token with members beside it', { signature: transferToken, amount_cents: 1 }],
		['a token that has expired', { signature: signHs256({ ...transfer, exp: 1 }, SECRET) }],
		[
			'a token of another merchant',
			{ signature: signHs256({ ...transfer, merchant_uid: 'mer_other' }, SECRET) },
		],
		[
			'a token that is neither payment nor failure',
			{ signature: signHs256({ uid: 'pur_1' }, SECRET) },
		],
		['a signature that is no text', { signature: 1 }],
		['a digest of other fields', { ...backMode, status: 'refunded' }],
		['a digest in lower case', { ...backMode, signature: backMode.signature.toLowerCase() }],
		['a digest that is cut off', { ...backMode, signature: backMode.signature.slice(1) }],
		['a missing digest', { ...backMode, signature: '' }],
		['an unsigned notification', transfer],
		['the card data of the former front mode', { uid: 'vcar_1', card_number: '4242', cvc: '123' }],
		['a list', [{ signature: transferToken }]],
		['null', null],
		['an empty object', {}],
		['what is not JSON', 'signature=x'],
		['an id in a list, which has the digest of its text', { ...backMode, id: ['tx_test'] }],
		['a status in a list', { ...backMode, status: ['completed'] }],
		['a sandbox in an object', { ...backMode, sandbox: { toString: 1 } }],
		['an id without a text', { ...backMode, id: { toString: 1 } }],
		['a value without a text in what is not signed', '{"id":{"toString":1},"signature":"x"}'],
		['an id that is nested too deep', `{"id":${deep(50_000)},"signature":"x"}`],
		['a number beyond all bounds', JSON.stringify(backMode).replace('"tx_test"', '1e999')],
		['a member that would change all objects', withProto(backMode)],
		['a genuine digest around what is nested too deep', withMember(deep(200))],
		['what is nested too deep to read', '['.repeat(200_000)],
		['a huge body', { ...backMode, additional_data: 'x'.repeat(300_000) }],
	])('%s', async (_, body) => await expectRefused(body));

	test('anything where the credential holds another secret', async () => {
		await listen({ credential: { secretKey: 'other-secret' } });
		await expectRefused({ signature: transferToken });
		await expectRefused(backMode);
	});

	test('anything signed with an empty key where the credential holds none', async () => {
		await listen({
			credential: { secretKey: ' ' },
			parameters: { options: { acceptUnsigned: true } },
		});
		await expectRefused({ signature: signHs256(transfer, '') });
		await expectRefused({ ...transfer, signature: 'any' });
	});
});

describe("the forms that the provider's own modules take", () => {
	const FORM = 'application/x-www-form-urlencoded';
	const get = async (query: string) => (await fetch(`${url}?${query}`)).status;

	test('a form starts the workflow, verified like any other', async () => {
		const { status } = await post(`signature=${transferToken}`, FORM);
		expect(status).toBe(200);
		expect(listener.started).toMatchObject([{ kind: 'paid', verified: true }]);
		expect((await post(`signature=${transferToken}x`, FORM)).status).toBe(401);
	});

	test('so does a GET, with a token or with a digest', async () => {
		expect(await get(new URLSearchParams(backMode).toString())).toBe(200);
		expect(await get(`signature=${transferToken}`)).toBe(200);
		expect(listener.started).toMatchObject([
			{ form: 'back', verified: true },
			{ form: 'transfer', verified: true },
		]);
		expect(await get('signature=x')).toBe(401);
	});

	test('a name that comes twice could be read in two ways, and is refused', async () => {
		const twice = `${new URLSearchParams(backMode).toString()}&id=tx_test`;
		expect([await get(twice), (await post(twice, FORM)).status]).toEqual([401, 401]);
		expect(listener.started).toEqual([]);
	});

	test('an empty request is a ping: acknowledged, starting nothing', async () => {
		expect([await post(''), await post(' \n')]).toEqual([PING, PING]);
		expect(await get('')).toBe(200);
		expect(listener.started).toEqual([]);
		expect(stage.log).toEqual([]);
	});

	const PING = { status: 200, body: '{"status":"ok"}' };
});

describe('unsigned failures, where the credential has a secret', () => {
	const failure = { reference: 'order_42', purchase_state: 'VCP_KO', purchase_uid: 'pur_1' };
	const accept = { options: { acceptUnsignedFailures: true } };

	test('are refused unless the user accepts them', async () => await expectRefused(failure));

	test('start the workflow if accepted, and are marked as not verified', async () => {
		await listen({ parameters: accept });
		await expectStarted(failure, { kind: 'failed', status: 'VCP_KO', verified: false });
	});

	test('do not stand in the way of the genuine one', async () => {
		await listen({ parameters: accept });
		await post(failure);
		await post({ signature: signHs256(failure, SECRET) });
		expect(listener.started.map(({ verified }) => verified)).toEqual([false, true]);
	});

	test('are no door for payments', async () => {
		await listen({ parameters: accept });
		await expectRefused(transfer);
		await expectRefused({ ...transfer, purchase_state: 'VCP_KO' });
	});
});

describe('unsigned notifications', () => {
	const accept = { options: { acceptUnsigned: true } };

	test('are refused without a secret, too, unless the user accepts them', async () => {
		await listen({ credential: { secretKey: '' } });
		await expectRefused(transfer);
	});

	test('are refused as long as there is a secret, even if the user accepts them', async () => {
		await listen({ parameters: accept });
		await expectRefused(transfer);
	});

	test('start the workflow otherwise, and are marked as not verified', async () => {
		await listen({ credential: { secretKey: '' }, parameters: accept });
		await expectStarted(transfer, { kind: 'paid', amountCents: 2000, verified: false });
	});

	test('of a failure do so, too; of another merchant or without a meaning they do not', async () => {
		await listen({ credential: { secretKey: '' }, parameters: accept });
		await expectRefused({ ...transfer, merchant_uid: 'mer_other' });
		await expectRefused({ reference: 'order_42', uid: 'pur_1' });
		const failure = { reference: 'order_42', purchase_state: 'VCP_KO', purchase_uid: 'pur_1' };
		await expectStarted(failure, { kind: 'failed', status: 'VCP_KO', verified: false });
	});
});

test('notifications that the user does not want are acknowledged and dropped', async () => {
	await listen({ parameters: { kinds: ['failed'] } });
	expect((await post({ signature: transferToken })).status).toBe(200);
	expect(listener.started).toEqual([]);
	await expectStarted({ signature: errorToken }, { kind: 'failed' });
});

test('a notification that was not wanted is remembered like any other', async () => {
	await listen({ parameters: { kinds: ['failed'] } });
	await post({ signature: transferToken });
	stage.edit({ kinds: ['paid'] });
	expect((await post({ signature: transferToken })).status).toBe(200);
	expect(listener.started).toEqual([]);
});

describe('a delivery that comes again', () => {
	const again = { signature: signHs256({ ...transfer, created: 'a second later' }, SECRET) };

	test.each([
		['a transfer', { signature: transferToken }, again],
		['an error', { signature: errorToken }, { signature: errorToken }],
		['back mode', backMode, backMode],
	])('is acknowledged and starts nothing: %s', async (_, first, second) => {
		const bodies = [first, second, first];
		const answers = await Promise.all(bodies.map(async (body) => await post(body)));
		expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
		expect(listener.started).toHaveLength(1);
	});

	test('is recognised after a restart, from what n8n saved', async () => {
		await post({ signature: transferToken });
		vi.advanceTimersByTime(11 * MINUTE);
		stage.restart();
		expect((await post({ signature: transferToken })).status).toBe(200);
		expect(listener.started).toHaveLength(1);
	});

	test('is recognised for ten minutes where n8n could not save', async () => {
		const saved = stage.savedStaticData();
		const counts: number[] = [];
		for (const minutes of [0, 9, 2]) {
			vi.advanceTimersByTime(minutes * MINUTE);
			stage.restart(saved);
			await post({ signature: transferToken });
			counts.push(listener.started.length);
		}
		expect(counts).toEqual([1, 1, 2]);
	});

	test('counts again if n8n could not start the workflow', async () => {
		listener.startFailure = 500;
		expect((await post({ signature: transferToken })).status).toBe(500);
		listener.startFailure = undefined;
		await expectStarted({ signature: transferToken }, { kind: 'paid' });
	});

	test('starts a test as often as it comes', async () => {
		listener.mode = 'manual';
		await post({ signature: transferToken });
		await post({ signature: transferToken });
		expect(listener.started).toHaveLength(2);
		expect(stage.staticData()).toEqual({});
	});

	test('takes the place of the one that came longest ago', async () => {
		const others = Array.from({ length: 500 }, (_, index) => `other-${index}`);
		stage.staticData().deliveries = Object.fromEntries(others.map((key) => [key, Date.now()]));
		await post({ signature: transferToken });
		const kept = Object.keys(stage.staticData().deliveries ?? {});
		expect(kept.slice(1)).toEqual(others.slice(0, -1));
		vi.advanceTimersByTime(11 * MINUTE);
		stage.restart();
		await post({ signature: transferToken });
		expect(listener.started).toHaveLength(1);
	});
});

test('a credential that cannot be read gives a 500 and no execution', async () => {
	stage = new TriggerStage({
		node: new PledgTrigger(),
		parameters: DEFAULTS,
		credentials: new CredentialStore([new PledgSignatureApi()], {}),
	});
	await listener.close();
	listener = new WebhookListener(stage);
	url = await listener.listen();
	expect((await post({ signature: transferToken })).status).toBe(500);
	expect(listener.started).toEqual([]);
});

test('there is nothing to register at Pledg, and it says so', async () => {
	const { checkExists, create, delete: remove } = new PledgTrigger().webhookMethods.default;
	expect(await Promise.all([checkExists(), create(), remove()])).toEqual([true, true, true]);
});

describe('what the sandbox sends when a buyer pays', () => {
	let sandbox: Sandbox;

	beforeAll(async () => {
		sandbox = await startSandbox();
	});

	afterAll(async () => await sandbox.close());

	/** A signed purchase, since it names the merchant whose secret the trigger has. */
	async function purchase(): Promise<string> {
		const data = {
			merchantUid: MERCHANT,
			title: 'Order 42',
			reference: `order_${++purchases}`,
			amountCents: 2000,
			email: 'buyer@example.com',
			firstName: 'Test',
			lastName: 'Buyer',
			paymentNotificationUrl: url,
			errorNotificationUrl: url,
		};
		const token = signHs256({ data, purchase_link_settings: {} }, SECRET);
		const address = `${sandbox.addresses.pledg.baseUrl}/api/purchase_link/?signature=${token}`;
		const response = await fetch(address, { method: 'POST' });
		const { purchase_uid: uid } = (await response.json()) as { purchase_uid: string };
		return uid;
	}

	let purchases = 0;

	test.each([
		['transfer', 200, 'paid'],
		['error', 200, 'failed'],
		['back', 200, 'paid'],
		['unsigned', 401, undefined],
	] as const)('%s', async (mode, status, kind) => {
		const { answer } = await sandbox.control.pledg.pay(await purchase(), mode);
		expect(answer?.status).toBe(status);
		expect(listener.started.map((item) => item.kind)).toEqual(kind ? [kind] : []);
	});
});
