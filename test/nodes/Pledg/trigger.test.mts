import { createHmac } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { signHs256 } from '../../../credentials/lib/jwt';
import { backModeDigest } from '../../../nodes/Pledg/api/notification';
import { startSandbox, type Sandbox } from '../../../sandbox/server.mts';
import {
	backMode,
	errorToken,
	MERCHANT,
	pledgTrigger,
	SECRET,
	transfer,
	transferToken,
} from './triggerStage.mts';

const pledg = pledgTrigger();

describe('starts on', () => {
	test('a paid transfer', async () => {
		await pledg.expectStarted(
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
		await pledg.expectStarted(
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
		await pledg.expectStarted(
			{ signature: signHs256({ ...payload, acceptance_rejection_type: 'fraud' }, SECRET) },
			{ kind: 'failed', purchaseUid: 'pur_1', status: 'REJECTED', reason: 'fraud' },
		);
	});

	test('a completed transaction in back mode, whose unsigned members may be any', async () => {
		await pledg.expectStarted(
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
		expect(
			(await pledg.post({ ...signed, sandbox: true, signature: digest, ...beside })).status,
		).toBe(200);
		const [item] = pledg.listener.started;
		expect(item).toMatchObject({ sandbox: true, verified: true, unverified: beside });
		expect(item?.raw).toEqual(signed);
		expect(item).not.toHaveProperty('amountCents');
	});

	test('an id that is a number as on its text, so that it cannot count twice', async () => {
		const told = { ...backMode, id: '42' };
		const signature = backModeDigest(told, SECRET);
		await pledg.post({ ...told, signature });
		await pledg.post({ ...told, id: 42, signature });
		expect(pledg.listener.started).toMatchObject([{ transactionId: '42' }]);
	});

	test('a body with a byte order mark', async () => {
		await pledg.expectStarted(`\uFEFF${JSON.stringify({ signature: transferToken })}`, {
			kind: 'paid',
		});
	});

	test('any other status in back mode, without taking it for a payment', async () => {
		const refunded = { ...backMode, status: 'refunded' };
		const signature = backModeDigest(refunded, SECRET);
		await pledg.expectStarted({ ...refunded, signature }, { kind: 'status', status: 'refunded' });
	});

	test('what fits the credential, though it was pasted with blanks', async () => {
		await pledg.listen({ credential: { merchantUid: ` ${MERCHANT}`, secretKey: `${SECRET}\n` } });
		await pledg.expectStarted({ signature: transferToken }, { kind: 'paid' });
	});

	test('a body whose Content-Type is not that of JSON', async () => {
		expect((await pledg.post({ signature: transferToken }, 'text/plain')).status).toBe(200);
		expect(pledg.listener.started).toHaveLength(1);
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
	])('%s', async (_, body) => await pledg.expectRefused(body));

	test('anything where the credential holds another secret', async () => {
		await pledg.listen({ credential: { secretKey: 'other-secret' } });
		await pledg.expectRefused({ signature: transferToken });
		await pledg.expectRefused(backMode);
	});

	test('anything signed with an empty key where the credential holds none', async () => {
		await pledg.listen({
			credential: { secretKey: ' ' },
			parameters: { options: { acceptUnsigned: true } },
		});
		await pledg.expectRefused({ signature: signHs256(transfer, '') });
		await pledg.expectRefused({ ...transfer, signature: 'any' });
	});
});

describe("the forms that the provider's own modules take", () => {
	const FORM = 'application/x-www-form-urlencoded';
	const get = async (query: string) => (await fetch(`${pledg.url}?${query}`)).status;

	test('a form starts the workflow, verified like any other', async () => {
		const { status } = await pledg.post(`signature=${transferToken}`, FORM);
		expect(status).toBe(200);
		expect(pledg.listener.started).toMatchObject([{ kind: 'paid', verified: true }]);
		expect((await pledg.post(`signature=${transferToken}x`, FORM)).status).toBe(401);
	});

	test('so does a GET, with a token or with a digest', async () => {
		expect(await get(new URLSearchParams(backMode).toString())).toBe(200);
		expect(await get(`signature=${transferToken}`)).toBe(200);
		expect(pledg.listener.started).toMatchObject([
			{ form: 'back', verified: true },
			{ form: 'transfer', verified: true },
		]);
		expect(await get('signature=x')).toBe(401);
	});

	test('a name that comes twice could be read in two ways, and is refused', async () => {
		const twice = `${new URLSearchParams(backMode).toString()}&id=tx_test`;
		expect([await get(twice), (await pledg.post(twice, FORM)).status]).toEqual([401, 401]);
		expect(pledg.listener.started).toEqual([]);
	});

	test('an empty request is a ping: acknowledged, starting nothing', async () => {
		expect([await pledg.post(''), await pledg.post(' \n')]).toEqual([PING, PING]);
		expect(await get('')).toBe(200);
		expect(pledg.listener.started).toEqual([]);
		expect(pledg.stage.log).toEqual([]);
	});

	const PING = { status: 200, body: '{"status":"ok"}' };
});

test.each([
	['a list', ['failed']],
	['what an expression gives', 'status, failed'],
])('notifications that the user does not want are dropped: %s', async (_name, kinds) => {
	await pledg.listen({ parameters: { kinds } });
	expect((await pledg.post({ signature: transferToken })).status).toBe(200);
	expect(pledg.listener.started).toEqual([]);
	await pledg.expectStarted({ signature: errorToken }, { kind: 'failed' });
});

test('a credential that cannot be read gives a 500 and no execution', async () => {
	await pledg.listen({ credential: 'cannot be read' });
	expect((await pledg.post({ signature: transferToken })).status).toBe(500);
	expect(pledg.listener.started).toEqual([]);
});

test('there is nothing to register at Pledg, and it says so', async () => {
	await pledg.stage.activate();
	expect(await pledg.stage.deactivate()).toBe(true);
	expect(pledg.stage.staticData()).toEqual({});
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
			paymentNotificationUrl: pledg.url,
			errorNotificationUrl: pledg.url,
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
		expect(pledg.listener.started.map((item) => item.kind)).toEqual(kind ? [kind] : []);
	});
});
