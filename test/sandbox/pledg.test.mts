import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { backModeDigest } from '../../sandbox/pledg/notifications.mts';
import { installments } from '../../sandbox/pledg/schedule.mts';
import { sign, verify } from '../../sandbox/pledg/signature.mts';
import { sandboxCredentials, startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { get, pledgToken, post, send } from './client.mts';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.control.reset());
afterAll(async () => await sandbox.close());

const secret = sandboxCredentials.pledg.secretKey;
const settings = {
	merchantUid: 'mer_test',
	title: 'Order 42',
	reference: 'order_42',
	amountCents: 2000,
	email: 'buyer@example.com',
	firstName: 'Test',
	lastName: 'Buyer',
};
const back = (path: string) => sandbox.addresses.pledg.baseUrl + path;

describe('published test vectors', () => {
	const linkToken =
		'eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJkYXRhIjp7Im1lcmNoYW50VWlkIjoibWVyX3Rlc3QiLCJ0aXRsZSI6Ik9yZGVyIDQyIiwicmVmZXJlbmNlIjoib3JkZXJfNDIiLCJhbW91bnRDZW50cyI6MjAwMCwiZW1haWwiOiJidXllckBleGFtcGxlLmNvbSIsImZpcnN0TmFtZSI6IlRlc3QiLCJsYXN0TmFtZSI6IkJ1eWVyIn0sInB1cmNoYXNlX2xpbmtfc2V0dGluZ3MiOnsic2VuZF9lbWFpbCI6dHJ1ZSwiZW1haWwiOiJidXllckBleGFtcGxlLmNvbSJ9fQ.2DzA7v-T5isF0SkFKF5K5h9rMo0qgT2H1yYgatRY4Ik';

	it('are what the sandbox signs', async () => {
		const link = { send_email: true, email: 'buyer@example.com' };
		expect(await sign({ data: settings, purchase_link_settings: link }, secret)).toBe(linkToken);
	});

	it('are accepted as a signed purchase link, and not with another signature', async () => {
		const url = (jwt: string) => back(`/api/purchase_link/?signature=${jwt}`);
		const { json } = await send('POST', url(linkToken));
		expect(json).toMatchObject({ email_has_been_sent: true });
		const forged = await sign({ data: settings, purchase_link_settings: {} }, 'another secret');
		expect((await send('POST', url(forged))).status).toBe(401);
	});

	it('have the documented digest of back mode', () => {
		const fields = {
			created_at: '2019-04-04T12:20:34.97138Z',
			error: '',
			id: 'test-valid',
			reference: 'PLEDG_1086986786391',
			sandbox: 'true',
			status: 'completed',
		};
		expect(backModeDigest(fields, 'SECRET')).toBe(
			'B1C777835C01CA96AC4C3097FD46A7CA49B92BE157EDE0CB3552880D12A15359',
		);
	});
});

describe('schedules', () => {
	it('have the documented example', async () => {
		const url = back('/api/users/me/merchants/mer_sandbox/simulate_payment_schedule');
		const { json, headers } = await post(url, { amount_cents: 200, created: '2021-12-17' });
		expect(json['INSTALLMENT']).toEqual([
			{ amount_cents: 68, fees: 2, payment_date: '2021-12-17' },
			{ amount_cents: 66, fees: 0, payment_date: '2022-01-17' },
			{ amount_cents: 66, fees: 0, payment_date: '2022-02-17' },
		]);
		expect(headers.get('access-control-allow-origin')).toBe('*');
	});

	it('keep to the end of short months, and merge shares later than a year', () => {
		const plan = { count: 3, feeRate: 0 };
		const dates = installments({ amount_cents: 300, created: '2026-01-31' }, plan);
		expect(dates.map(({ payment_date }) => payment_date)).toEqual([
			'2026-01-31',
			'2026-02-28',
			'2026-03-31',
		]);
		const late = {
			amount_cents: 300,
			created: '2026-01-31',
			second_installment_date: '2027-03-01',
		};
		expect(installments(late, plan)).toMatchObject([
			{ amount_cents: 100 },
			{ amount_cents: 200, payment_date: '2027-03-01' },
		]);
	});
});

describe('the funnel', () => {
	const page = (query: Record<string, string>) =>
		`${sandbox.addresses.pledg.frontUrl}/purchase?${new URLSearchParams(query)}`;
	const returns = { redirectUrl: 'https://shop.example/ok', cancelUrl: 'https://shop.example/no' };

	it('opens by a good signature only', async () => {
		const good = await sign({ data: { ...settings, ...returns } }, secret);
		expect((await get(page({ signature: good }))).status).toBe(200);
		const forged = await sign({ data: { ...settings, ...returns } }, 'another secret');
		expect((await get(page({ signature: forged }))).text).toContain('cannot be verified');
	});

	it('reads single settings, objects as JSON text, and refuses misspelt ones', async () => {
		const single = { ...settings, ...returns, amountCents: '2000', address: '{"city":"Paris"}' };
		expect((await get(page({ ...single, _: 'random' }))).status).toBe(200);
		expect((await get(page({ ...single, adress: '{}' }))).status).toBe(400);
		expect((await get(page({ ...single, address: '{"town":"Paris"}' }))).status).toBe(400);
	});
});

describe('payment and refund', () => {
	let receiver: Server;
	let url: string;
	let received: unknown;

	beforeAll(async () => {
		receiver = createServer((request, response) => {
			const chunks: Buffer[] = [];
			request.on('data', (chunk: Buffer) => chunks.push(chunk));
			request.on('end', () => {
				received = JSON.parse(Buffer.concat(chunks).toString());
				response.end('{"status":"ok"}');
			});
		}).listen(0, '127.0.0.1');
		await new Promise((resolve) => receiver.once('listening', resolve));
		url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
	});
	afterAll(() => receiver.close());

	const createPurchase = async (token: Record<string, string>) => {
		const merchantUid = sandboxCredentials.pledg.merchantUid;
		const urls = { paymentNotificationUrl: url, errorNotificationUrl: url };
		const { json } = await post(
			back(`/api/merchants/${merchantUid}/purchase_link`),
			{ data: { ...settings, merchantUid, ...urls }, purchase_link_settings: {} },
			token,
		);
		return String(json['purchase_uid']);
	};
	const refund = async (uid: string, amount: number, token: Record<string, string>) => {
		const path = back(`/api/purchases/${uid}/credit_by_transfer`);
		return await post(path, { amount_cents: amount }, token);
	};

	it('notifies with a signed transfer, and refunds within the documented rules', async () => {
		const token = await pledgToken(sandbox);
		const uid = await createPurchase(token);
		expect((await refund(uid, 500, token)).status).toBe(400);
		const { answer } = await sandbox.control.pledg.pay(uid, 'transfer');
		expect(answer).toEqual({ status: 200, body: '{"status":"ok"}' });
		const { signature } = received as { signature: string };
		expect(await verify(signature, secret, new Date())).toMatchObject({
			purchase_uid: uid,
			amount_cents: 2000,
		});
		expect((await refund(uid, 500, token)).status).toBe(200);
		expect((await refund(uid, 500, token)).status).toBe(425);
		expect((await refund(uid, 1501, token)).status).toBe(400);
		expect((await refund('pur_none', 1, token)).status).toBe(404);
		const other = await pledgToken(sandbox, 'key-b', 'secret-of-key-b');
		expect((await refund(uid, 1, other)).status).toBe(403);
	});

	it('notifies in back mode with a digest, whose purchase cannot be refunded', async () => {
		const token = await pledgToken(sandbox);
		const uid = await createPurchase(token);
		await sandbox.control.pledg.pay(uid, 'back');
		const body = received as Parameters<typeof backModeDigest>[0] & { signature: string };
		expect(body.signature).toBe(backModeDigest(body, secret));
		expect((await refund(uid, 1, token)).status).toBe(409);
	});

	it('notifies a failure, and takes the reference again afterwards', async () => {
		const token = await pledgToken(sandbox);
		const { control } = sandbox.addresses;
		const failed = await createPurchase(token);
		const { json } = await post(`${control}/pledg/pay`, { purchaseUid: failed, mode: 'error' });
		expect(json['state']).toBe('failed');
		const { signature } = received as { signature: string };
		expect(await verify(signature, secret, new Date())).toMatchObject({
			purchase_state: 'SCORING_KO',
		});
		const paid = await createPurchase(token);
		await sandbox.control.pledg.pay(paid, 'unsigned');
		expect(received).toMatchObject({ purchase_uid: paid, reference: 'order_42' });
		expect(await createPurchase(token)).toBe('undefined');
	});
});
