import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { PledgApi } from '../../../credentials/PledgApi.credentials';
import { PledgDashboardApi } from '../../../credentials/PledgDashboardApi.credentials';
import { PledgSignatureApi } from '../../../credentials/PledgSignatureApi.credentials';
import { backModeDigest, readNotification } from '../../../nodes/Pledg/api/notification';
import { Pledg } from '../../../nodes/Pledg/Pledg.node';
import { sandboxCredentials, startSandbox, type Sandbox } from '../../../sandbox/server.mts';
import { CredentialStore, runNode, type RunOptions } from '../harness.mts';

let sandbox: Sandbox;
let accounts = 0;
let account = '';

const { merchantUid, secretKey } = sandboxCredentials.pledg;

beforeAll(async () => {
	sandbox = await startSandbox();
});

beforeEach(() => {
	account = `key-${++accounts}`;
	sandbox.control.reset();
});

afterAll(async () => await sandbox.close());

async function run(
	operation: string,
	parameters: object,
	settings: RunOptions['settings'] = {},
	signature: Record<string, string> = {},
) {
	const address = { environment: 'custom', ...sandbox.addresses.pledg };
	const { email, password } = sandboxCredentials.pledg;
	const types = [new PledgApi(), new PledgDashboardApi(), new PledgSignatureApi()];
	const [resource = '', value = ''] = operation.split(' ');
	return await runNode({
		node: new Pledg(),
		parameters: { resource, operation: value, ...parameters },
		credentials: new CredentialStore(types, {
			pledgApi: { ...address, apiKey: account, apiSecret: `secret-of-${account}`, storage: true },
			pledgDashboardApi: { ...address, email, password },
			pledgSignatureApi: { ...address, merchantUid, secretKey, ...signature },
		}),
		settings,
	});
}

const settings = {
	amount: 20,
	reference: 'order_42',
	title: 'Order 42',
	email: 'buyer@example.com',
	firstName: 'Test',
	lastName: 'Buyer',
};

async function purchase(mode?: 'transfer' | 'back'): Promise<string> {
	const [link] = await run('purchaseLink create', { merchantUid, ...settings });
	const uid = String(link?.json.purchase_uid);
	if (mode) await sandbox.control.pledg.pay(uid, mode);
	return uid;
}

const refunds = () => {
	const { operations } = sandbox.control.statistics().providers.pledg;
	const counts = Object.values(operations.refundByTransfer ?? {});
	return counts.reduce((sum, count) => sum + count, 0);
};

describe('a refund', () => {
	test('has not been made if the answer says so with HTTP 200', async () => {
		const purchaseUid = await purchase('transfer');
		sandbox.control.fault({
			provider: 'pledg',
			operationId: 'refundByTransfer',
			status: 200,
			body: { error: { debug: 'No transfer', message: 'No transfer to refund' } },
			times: 1,
		});
		await expect(run('purchase refund', { purchaseUid, amount: 5 })).rejects.toMatchObject({
			message: 'No transfer to refund',
		});
	});

	test('that was already asked for is shown as done, and not sent again', async () => {
		const refund = { purchaseUid: await purchase('transfer'), amount: 5 };
		await run('purchase refund', refund);
		const [again] = await run('purchase refund', refund);
		expect(again?.json).toMatchObject({
			refunded: true,
			alreadyDone: true,
			message: expect.any(String),
		});
		expect(refunds()).toBe(2);
	});

	test('passes on the sentence that Pledg answers with', async () => {
		sandbox.control.fault({
			provider: 'pledg',
			operationId: 'refundByTransfer',
			status: 200,
			body: 'Registered, to be confirmed',
			contentType: 'text/plain',
			times: 1,
		});
		const refund = { purchaseUid: await purchase('transfer'), amount: 5 };
		const [refunded] = await run('purchase refund', refund);
		expect(refunded?.json).toEqual({
			purchase_uid: refund.purchaseUid,
			amount_cents: 500,
			refunded: true,
			alreadyDone: false,
			message: 'Registered, to be confirmed',
		});
	});

	test.each([
		['transfer', 9_999.99, 400, 'higher than what can be refunded'],
		['back', 5, 409, 'Refund the card at your payment service provider'],
	] as const)('of a %s purchase, %s: HTTP %s', async (mode, amount, status, advice) => {
		const refund = run('purchase refund', { purchaseUid: await purchase(mode), amount });
		await expect(refund).rejects.toMatchObject({
			httpCode: String(status),
			message: expect.stringContaining(`(HTTP ${status})`),
			description: expect.stringContaining(advice),
		});
	});

	test('of an unknown purchase says what to check', async () => {
		const refund = run('purchase refund', { purchaseUid: 'pur_none', amount: 1 });
		await expect(refund).rejects.toMatchObject({
			httpCode: '404',
			description: expect.stringContaining('Check the purchase UID'),
		});
	});

	test('does not run while Retry On Fail is on', async () => {
		const refund = { purchaseUid: await purchase('transfer'), amount: 1 };
		await expect(run('purchase refund', refund, { retryOnFail: true })).rejects.toThrow(
			'Refund does not run while Retry On Fail is on',
		);
		expect(refunds()).toBe(0);
	});

	test('is refused above the Maximum Amount, before anything is sent', async () => {
		const purchaseUid = await purchase('transfer');
		const refund = { purchaseUid, amount: 5, maximumAmount: 4.99 };
		await expect(run('purchase refund', refund)).rejects.toThrow(
			'5.00 is above the Maximum Amount of 4.99',
		);
		const open = { purchaseUid, amount: 5, maximumAmount: '={{ 1000 }}' };
		await expect(run('purchase refund', open)).rejects.toThrow(
			'Maximum Amount must be a fixed value, not an expression',
		);
		expect(refunds()).toBe(0);
		await run('purchase refund', { purchaseUid, amount: 5, maximumAmount: 5 });
		expect(refunds()).toBe(1);
	});

	test('takes the dashboard credentials as well', async () => {
		const purchaseUid = await purchase('transfer');
		const refund = { purchaseUid, amount: 1, authentication: 'dashboard' };
		const [refunded] = await run('purchase refund', refund);
		expect(refunded?.json).toMatchObject({ refunded: true, alreadyDone: false });
	});
});

describe('a notification', () => {
	// Own vectors of contracts/pledg.
	const secret = 'pledg-test-secret';
	const transfer = {
		signature:
			'eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJyZWZlcmVuY2UiOiJvcmRlcl80MiIsImNyZWF0ZWQiOiIyMDI2LTAxLTAyIDAzOjA0OjA1LjAwMDAwNiIsInRyYW5zZmVyX29yZGVyX2l0ZW1fdWlkIjoidHJpX3Rlc3QiLCJtZXJjaGFudF91aWQiOiJtZXJfdGVzdCIsInB1cmNoYXNlX3VpZCI6InB1cl90ZXN0IiwiYW1vdW50X2NlbnRzIjoyMDAwfQ.SW-jrrLMXkDRhdsOUgSss144pTLIV12zuo-NjFPiQ34',
	};
	const failure = {
		signature:
			'eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJyZWZlcmVuY2UiOiJvcmRlcl80MiIsInB1cmNoYXNlX3N0YXRlIjoiU0NPUklOR19LTyIsInB1cmNoYXNlX3VpZCI6InB1cl90ZXN0In0.wxHW5nBV9IByXZfYYPLroN9UzmIlDOCmM-BmQW53DNE',
	};
	const back = {
		created_at: '2026-01-02T03:04:05Z',
		error: '',
		id: 'tx_test',
		reference: 'order_42',
		sandbox: true,
		status: 'completed',
		metadata: { any: 'thing' },
		signature: '8A2C59F7FCB5036A92BB06C87084EA7AC4ADA377379641F060D4B208BB4BDDA5',
	};

	test.each([
		['of a transfer', transfer, 'transfer', 'paid'],
		['of a failure', failure, 'error', 'failed'],
		['in back mode', back, 'back', 'paid'],
	])('%s is recognised', (_name, body, form, outcome) => {
		expect(readNotification(body, secret)).toMatchObject({
			form,
			outcome,
			content: { reference: 'order_42' },
		});
	});

	test('the documented digest is reproduced', () => {
		const documented = {
			created_at: '2019-04-04T12:20:34.97138Z',
			id: 'test-valid',
			reference: 'PLEDG_1086986786391',
			sandbox: 'true',
			status: 'completed',
		};
		expect(backModeDigest(documented, 'SECRET')).toBe(
			'B1C777835C01CA96AC4C3097FD46A7CA49B92BE157EDE0CB3552880D12A15359',
		);
	});

	test.each([
		['with another secret', transfer, 'another secret', 'does not match'],
		['in back mode with another secret', back, 'another secret', 'does not match'],
		['that was changed', { ...back, status: 'failed' }, secret, 'does not match'],
		['without a signature', { reference: 'order_42', amount_cents: 2000 }, secret, 'not signed'],
		['that is no object', 'signature', secret, 'not a JSON object'],
		['that names no algorithm', { signature: withAlgorithm('none') }, secret, 'does not match'],
	])('%s is refused', (_name, body: unknown, key, reason) => {
		expect(readNotification(body, key)).toContain(reason);
	});

	test('that is not genuine fails the item', async () => {
		const forged = run('signature verifyNotification', { body: { ...back, reference: 'other' } });
		await expect(forged).rejects.toThrow('The notification cannot be trusted');
	});

	function withAlgorithm(alg: string): string {
		const header = Buffer.from(JSON.stringify({ alg, typ: 'JWT' })).toString('base64url');
		const [, payload = ''] = transfer.signature.split('.');
		return `${header}.${payload}.`;
	}
});

describe('signing', () => {
	test.each([
		[{ data: { amountCents: 250.5 } }, 'amountCents is in cents', '250.50 is 25050.'],
		[{ data: { amountCents: '250.50' } }, 'amountCents is in cents', '250.50 is 25050.'],
		[{ amount_cents: 19.99 }, 'amount_cents is in cents', '19.99 is 1999.'],
	])('refuses cents with a decimal point: %j', async (payload, message, description) => {
		await expect(run('signature sign', { payload })).rejects.toMatchObject({
			message,
			description,
		});
	});

	test('gives the published tokens for their settings', async () => {
		const data = {
			merchantUid: 'mer_test',
			title: 'Order 42',
			reference: 'order_42',
			amountCents: 2000,
			email: 'buyer@example.com',
			firstName: 'Test',
			lastName: 'Buyer',
		};
		const [signed] = await run('signature sign', { payload: { data } });
		expect(signed?.json.signature).toBe(
			'eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJkYXRhIjp7Im1lcmNoYW50VWlkIjoibWVyX3Rlc3QiLCJ0aXRsZSI6Ik9yZGVyIDQyIiwicmVmZXJlbmNlIjoib3JkZXJfNDIiLCJhbW91bnRDZW50cyI6MjAwMCwiZW1haWwiOiJidXllckBleGFtcGxlLmNvbSIsImZpcnN0TmFtZSI6IlRlc3QiLCJsYXN0TmFtZSI6IkJ1eWVyIn19.yjVWGjHhLKWJPkS0NGh1bOoa0yHiEvhJWh62AdmNon4',
		);
	});

	test('needs a secret key', async () => {
		const unsigned = run('signature sign', { payload: '{}' }, {}, { secretKey: ' ' });
		await expect(unsigned).rejects.toThrow('The secret key is missing');
	});
});

describe('the address of a payment page', () => {
	test.each([
		[{ cancelUrl: 'https://shop.example.com' }, 'Redirect URL and Cancel URL are both needed'],
		[{ redirectUrl: 'https://shop.example.com' }, 'Redirect URL and Cancel URL are both needed'],
	])('needs both return addresses', async (returns, message) => {
		await expect(run('funnel getUrl', { ...settings, ...returns })).rejects.toThrow(message);
	});

	test('of a company needs the company and a currency', async () => {
		const returns = { redirectUrl: 'https://a.example.com', cancelUrl: 'https://b.example.com' };
		const page = { ...settings, ...returns };
		await expect(run('funnel getCompanyUrl', page)).rejects.toThrow('Company UID is missing');
		await expect(run('funnel getCompanyUrl', { ...page, companyUid: 'cmp_a' })).rejects.toThrow(
			'Currency is missing',
		);
	});
});

test('a simulation without a token sends none, whatever the credential', async () => {
	const simulation = { merchantUid, amount: 2, created: '2026-01-31' };
	await run('schedule simulatePublicly', simulation);
	expect(sandbox.control.statistics().providers.pledg.token.total).toBe(0);
});

test.each([
	[20, 2000],
	['250.50', 25050],
	[1.1, 110],
	[19.99, 1999],
	[' 0.07 ', 7],
])('an amount as printed on a bill, %j, is sent as %d cents', async (amount, cents) => {
	const [page] = await run('funnel getUrl', { ...settings, ...RETURNS, amount, sign: false });
	expect(new URL(String(page?.json.url)).searchParams.get('amountCents')).toBe(String(cents));
});

test.each([
	['250,00', 'Use a decimal point: 250.00.'],
	['1,5', 'Use a decimal point: 1.5.'],
	['1.250,00', 'at most two decimals: 250.50'],
	['0x10', 'as printed on a bill'],
	['1e3', 'as printed on a bill'],
	['0b11', 'as printed on a bill'],
	[19.999, 'at most two decimals'],
	[-5, 'as printed on a bill'],
	[true, 'as printed on a bill'],
	[0, 'Use a larger amount'],
])('what is no amount, %j, is refused with what to write', async (amount, description) => {
	const link = run('purchaseLink create', { merchantUid, ...settings, amount });
	await expect(link).rejects.toMatchObject({
		message: expect.stringMatching(/^Amount (is not an amount of money|must be at least 0.01)/),
		description: expect.stringContaining(description),
	});
});

const RETURNS = { redirectUrl: 'https://a.example.com', cancelUrl: 'https://b.example.com' };
