import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { sandboxCredentials, startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { basic, get, post, send, type Headers } from './client.mts';

let sandbox: Sandbox;
let receiver: Server;
let receiverUrl: string;
let token: Headers;

interface Delivered {
	readonly headers: IncomingHttpHeaders;
	readonly body: string;
}

/** What arrived at the receiver, and the statuses with which it answers, the last one for good. */
const delivered: Delivered[] = [];
let statuses: number[] = [];

beforeAll(async () => {
	sandbox = await startSandbox();
	receiver = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			delivered.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8') });
			response.statusCode = (statuses.length > 1 ? statuses.shift() : statuses[0]) ?? 200;
			response.end();
		});
	});
	await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
	receiverUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
});

beforeEach(async () => {
	sandbox.control.reset();
	delivered.length = 0;
	statuses = [200];
	const { publicKey, privateKey } = sandboxCredentials.ecartpay;
	const { json } = await send('POST', api('/api/authorizations/token'), {
		headers: basic(publicKey, privateKey),
	});
	token = { authorization: String(json['token']) };
});

afterAll(async () => {
	receiver.close();
	await sandbox.close();
});

const api = (path: string) => sandbox.addresses.ecartpay.baseUrl + path;
const states = () => sandbox.control.ecartpay.deliveries().map(({ state }) => state);
const eventsDelivered = () =>
	delivered.map(({ body }) => (JSON.parse(body) as { event: string }).event);

async function newOrder(more: object = {}): Promise<string> {
	const items = [{ name: 'Taza', quantity: 2, price: 50 }];
	const { json } = await post(api('/api/orders'), { items, first_name: 'José', ...more }, token);
	return String(json['id']);
}

describe('an order', () => {
	it('is paid, moves the balance by what is left after the fee, and is refunded', async () => {
		const id = await newOrder();
		sandbox.control.ecartpay.pay(id);
		const { json } = await get(api('/api/transactions?limit=1'), token);
		const movement = json['docs']?.[0];
		expect(movement).toMatchObject({ amount: 92.46, fee: 7.54, order_id: id });
		expect(Number(movement?.['current']) - Number(movement?.['previous'])).toBeCloseTo(92.46, 2);
		await post(api(`/api/orders/${id}/refund`), { amount: 40 }, token);
		const { json: order } = await post(api(`/api/orders/${id}/refund`), { amount: 60 }, token);
		expect(order).toMatchObject({ status: 'refunded' });
		const more = await post(api(`/api/orders/${id}/refund`), { amount: 1 }, token);
		expect(more).toMatchObject({ status: 500, json: { statusCode: 400 } });
	});

	it('is paid on its page', async () => {
		const id = await newOrder();
		const { json } = await get(api(`/api/orders/${id}`), token);
		const page = String(json['pay_link']);
		expect((await get(page)).text).toContain('created');
		expect((await send('POST', page)).text).toContain('paid');
	});

	it('can carry a reference once', async () => {
		await newOrder({ reference_id: 'A' });
		const again = await post(
			api('/api/orders'),
			{ items: [{ name: 'B', quantity: 1, price: 1 }], reference_id: 'A' },
			token,
		);
		expect(again).toMatchObject({ status: 500, json: { statusCode: 400 } });
	});
});

describe('a subscription', () => {
	it('fails after two attempts and is paused after five', async () => {
		const { json: customers } = await get(api('/api/customers?limit=1'), token);
		const { json } = await post(
			api('/api/subscriptions'),
			{ customer_id: customers['docs']?.[0]?.['id'], amount: 10, notify_url: receiverUrl },
			token,
		);
		const id = String(json['id']);
		const seen = [];
		for (let attempt = 0; attempt < 5; attempt += 1) {
			const { attempts, status } = sandbox.control.ecartpay.charge(id, 'failed');
			seen.push([attempts, status]);
		}
		expect(seen).toEqual([
			[1, 'active'],
			[2, 'active'],
			[3, 'active'],
			[4, 'active'],
			[5, 'paused'],
		]);
		await vi.waitFor(() => expect(delivered).toHaveLength(3));
		expect(eventsDelivered().sort()).toEqual([
			'subscription.created',
			'subscription.paused',
			'subscription.payment_failed',
		]);
		expect(() => sandbox.control.ecartpay.charge(id, 'paid')).toThrow(/is paused/);
	});
});

describe('a webhook', () => {
	const subscribe = async (events: string[]) =>
		await post(api('/api/webhooks'), { url: receiverUrl, events }, token);

	it('is signed over the time, its id and the compact data, whatever letters are in it', async () => {
		await subscribe(['orders.confirmation']);
		sandbox.control.ecartpay.pay(await newOrder());
		await vi.waitFor(() => expect(states()).toEqual(['success']));
		const [{ headers, body } = { headers: {}, body: '' }] = delivered;
		expect(body).toContain('José');
		const data = body.slice(body.indexOf('"data":') + '"data":'.length, -1);
		const signed = `${headers['x-pay-timestamp']}.${headers['x-pay-webhook-id']}.${data}`;
		const digest = createHmac('sha256', sandboxCredentials.ecartpay.webhookSecret)
			.update(signed)
			.digest('hex');
		expect(headers['x-pay-signature']).toBe(`SHA256=${digest}`);
	});

	it('tells only what was asked for, and the address of the order everything', async () => {
		await subscribe(['orders.create']);
		await newOrder({ notify_url: receiverUrl });
		await vi.waitFor(() => expect(states()).toEqual(['success', 'success']));
		expect(eventsDelivered()).toEqual(['orders.create', 'orders.create']);
	});

	it('is repeated with the same id after a 5xx, and never after a 4xx', async () => {
		sandbox.control.settings('ecartpay', { webhookWaitFactor: 0.0001 });
		await subscribe(['orders.create']);
		statuses = [500, 503, 200];
		await newOrder();
		await vi.waitFor(() => expect(states()).toEqual(['success']));
		const ids = delivered.map(({ headers }) => headers['x-pay-webhook-id']);
		expect(ids).toHaveLength(3);
		expect(new Set(ids).size).toBe(1);
		statuses = [404];
		await newOrder();
		await vi.waitFor(() => expect(states()).toEqual(['success', 'client_error']));
		expect(delivered).toHaveLength(4);
	});

	it('is given up after six attempts', async () => {
		sandbox.control.settings('ecartpay', { webhookWaitFactor: 0.0001 });
		await subscribe(['orders.create']);
		statuses = [500];
		await newOrder();
		await vi.waitFor(() => expect(delivered).toHaveLength(6));
		await vi.waitFor(() => expect(states()).toEqual(['failed']));
	});

	it.each([
		['unsigned', { unsigned: true }],
		['tampered with', { tampered: true }],
		['too old', { ageSeconds: 600 }],
		['a replay', { webhookId: 'hook_1' }],
	])('can be sent %s, for receivers to notice', async (name, wrong) => {
		const wanted = { url: receiverUrl, event: 'orders.update', data: { id: '1' } };
		const { json } = await post(`${sandbox.addresses.control}/ecartpay/send`, {
			...wanted,
			...wrong,
		});
		expect(json).toMatchObject({ status: 200 });
		const [{ headers, body } = { headers: {}, body: '' }] = delivered;
		const age = Date.now() - Number(headers['x-pay-timestamp']);
		const data = body.slice(body.indexOf('"data":') + '"data":'.length, -1);
		const signed = `${headers['x-pay-timestamp']}.${headers['x-pay-webhook-id']}.${data}`;
		const digest = createHmac('sha256', sandboxCredentials.ecartpay.webhookSecret)
			.update(signed)
			.digest('hex');
		expect({
			isSigned: headers['x-pay-signature'] === `SHA256=${digest}`,
			isOld: age > 300_000,
			isReplay: headers['x-pay-webhook-id'] === 'hook_1',
		}).toEqual({
			isSigned: name === 'too old' || name === 'a replay',
			isOld: name === 'too old',
			isReplay: name === 'a replay',
		});
	});
});
