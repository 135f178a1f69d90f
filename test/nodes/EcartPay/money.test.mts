import type { IDataObject } from 'n8n-workflow';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import type { Fault } from '../../../sandbox/faults.mts';
import { byId } from '../harness.mts';
import { items, PAYOUT, Stage } from './stage.mts';

let stage: Stage;

beforeAll(async () => {
	stage = await Stage.start();
});
beforeEach(() => stage.next());
afterAll(async () => await stage.sandbox.close());

const fault = (operationId: string, more: Partial<Fault>) =>
	stage.sandbox.control.fault({ provider: 'ecartpay', operationId, ...more });

/** How often an operation was asked for, whatever became of it. */
function requests(operationId: string): number {
	const { operations } = stage.sandbox.control.statistics().providers.ecartpay;
	return Object.values(operations[operationId] ?? {}).reduce((sum, count) => sum + count, 0);
}

const refund = async (order_id: string, amount = 43.33, more: IDataObject = {}) =>
	await stage.record('refund', 'create', { order_id, amount, ...more } as never);

const UNKNOWN_OUTCOMES: Array<[string, Partial<Fault>]> = [
	['the connection is cut', { kind: 'reset' }],
	['the answer breaks off', { kind: 'truncated' }],
	['the server fails', { status: 502, body: '<html></html>', contentType: 'text/html' }],
	['the service is overloaded', { status: 503, body: { message: 'Busy' } }],
];

describe('a refund', () => {
	test('that was carried out before the connection broke is found, and not sent again', async () => {
		const id = await stage.paidOrder();
		fault('refundOrder', { kind: 'executeThenReset' });
		const row = await refund(id);
		expect(stage.sandbox.control.ecartpay.refunds(id)).toEqual([43.33]);
		expect(requests('refundOrder')).toBe(1);
		expect(row).toMatchObject({
			id,
			status: 'partially_refunded',
			lookedUp: {
				because: expect.stringMatching(
					/^Ecart Pay could not be reached at 127\.0\.0\.1:\d+: the connection was cut off$/,
				),
				found: expect.stringMatching(/from paid to partially_refunded: the refund was carried out/),
			},
		});
	});

	test.each(UNKNOWN_OUTCOMES)('is not repeated when %s, and the user is told', async (_, how) => {
		const id = await stage.paidOrder();
		fault('refundOrder', { ...how, times: 'always' });
		await expect(refund(id)).rejects.toMatchObject({
			description: expect.stringMatching(/is paid, as before.*Look at the order's refunds/),
		});
		expect(requests('refundOrder')).toBe(1);
		expect(stage.sandbox.control.ecartpay.refunds(id)).toEqual([]);
	});

	test('says that it is unknown what became of a further partial refund', async () => {
		const id = await stage.paidOrder();
		await refund(id, 10);
		fault('refundOrder', { kind: 'executeThenReset' });
		await expect(refund(id, 20)).rejects.toMatchObject({
			description: expect.stringMatching(/does not show whether another part was refunded/),
		});
		expect(stage.sandbox.control.ecartpay.refunds(id)).toEqual([10, 20]);
	});

	test('says how to find out where the look-up fails as well', async () => {
		const id = await stage.paidOrder();
		fault('refundOrder', { kind: 'reset' });
		fault('getOrder', { delayMilliseconds: 1 });
		fault('getOrder', { kind: 'reset' });
		await expect(refund(id)).rejects.toMatchObject({
			description: expect.stringMatching(/looking it up failed as well.*dashboard/),
		});
	});

	test('of an order that is not paid, or of more than its total, is not sent', async () => {
		await expect(refund(await stage.newOrder())).rejects.toThrow(/has not been paid yet/);
		await expect(refund(await stage.paidOrder(), 243.34)).rejects.toThrow(/more than the total/);
		expect(requests('refundOrder')).toBe(0);
	});

	test('is held to the decimals of its order', async () => {
		const created = { items: items(), currency: 'CLP' };
		await expect(stage.idOf('order', 'create', created)).rejects.toThrow(/more decimals than CLP/);
		await expect(refund(await stage.paidOrder(), 10.005)).rejects.toThrow(/decimals than MXN/);
	});

	test('refused with HTTP 500 and status 400 is an error of the input, and nothing is looked up', async () => {
		const id = await stage.paidOrder();
		const body = { statusCode: 400, message: 'refunds validation failed: amount' };
		fault('refundOrder', { status: 500, body });
		await expect(refund(id)).rejects.toMatchObject({
			message: 'refunds validation failed: amount (400, sent as HTTP 500)',
			description:
				'Check the values in this node; the provider refused one of them. Field to change: Amount.',
			httpCode: '400',
		});
		expect(requests('getOrder')).toBe(1);
	});
});

describe('a payout', () => {
	test('that was carried out before the connection broke is found by its reference', async () => {
		fault('createPayout', { kind: 'executeThenReset' });
		const row = await stage.record('payout', 'create', { ...PAYOUT, require_confirmation: false });
		expect(requests('createPayout')).toBe(1);
		expect(row).toMatchObject({
			status: 'paid',
			lookedUp: { found: expect.stringMatching(/^The payout exists: payout .*150.5 MXN, paid/) },
		});
		expect(await stage.run('payout', 'getAll')).toHaveLength(1);
	});

	test.each(UNKNOWN_OUTCOMES)('is not repeated when %s', async (_, how) => {
		fault('createPayout', { ...how, times: 'always' });
		await expect(stage.newPayout()).rejects.toMatchObject({
			description: expect.stringMatching(/^No payout with the reference ID n8n-.* Get Many/),
		});
		expect(requests('createPayout')).toBe(1);
	});

	test('of an item that n8n runs again is not sent again', async () => {
		await stage.newPayout();
		await expect(stage.newPayout()).rejects.toThrow(
			/A payout with the reference ID n8n-.* already exists/,
		);
		expect(requests('createPayout')).toBe(1);
	});

	test('has a reference of its own for each item, and that of the user if there is one', async () => {
		const rows = await stage.run(
			'payout',
			'create',
			{
				...PAYOUT,
				additionalFields: { reference_id: '={{ $json.reference ?? "" }}' },
			},
			{ items: [{ json: {} }, { json: { reference: 'INV-7' } }, { json: {} }] },
		);
		const references = rows.map(({ json }) => String(json.reference_id));
		expect(references[1]).toBe('INV-7');
		expect(references[0]).toMatch(/-0-0$/);
		expect(references[2]).toMatch(/-0-2$/);
	});

	test('is confirmed once, and a lost answer is looked up', async () => {
		const payout_id = byId(await stage.newPayout());
		fault('confirmPayout', { kind: 'executeThenReset' });
		const row = await stage.record('payout', 'confirm', { payout_id });
		expect(row).toMatchObject({ status: 'paid', lookedUp: expect.anything() });
		await expect(stage.record('payout', 'confirm', { payout_id })).rejects.toThrow(
			/nothing to confirm/,
		);
		expect(requests('confirmPayout')).toBe(1);
	});

	test('whose change was lost on the way back is looked up', async () => {
		const payout_id = byId(await stage.newPayout());
		fault('updatePayout', { kind: 'executeThenReset' });
		const row = await stage.record('payout', 'update', { payout_id, amount: 99 });
		expect(row).toMatchObject({ amount: 99, lookedUp: expect.anything() });
	});
});

describe('a charge', () => {
	const charge = async () =>
		await stage.record('order', 'chargeCard', {
			token: await stage.newCardToken(),
			currency: 'MXN',
			items: items(),
		});

	test('that was carried out before the connection broke is found by its transaction', async () => {
		fault('createOrder', { kind: 'executeThenReset' });
		expect(await charge()).toMatchObject({
			type: 'payment',
			lookedUp: { found: expect.stringMatching(/^The card was charged: transaction TR/) },
		});
		expect(requests('createOrder')).toBe(1);
	});

	test('of an item that n8n runs again is not sent again', async () => {
		await charge();
		await expect(charge()).rejects.toThrow(/has already been charged: transaction TR/);
		expect(requests('createOrder')).toBe(1);
	});
});

describe('other movements', () => {
	test('a new subscription is found after a broken connection', async () => {
		const customer_id = byId(await stage.newCustomer());
		fault('createSubscription', { kind: 'executeThenReset' });
		const row = await stage.record('subscription', 'create', { customer_id, amount: 10 });
		expect(row).toMatchObject({ status: 'active', lookedUp: expect.anything() });
		expect(requests('createSubscription')).toBe(1);
	});

	test('a dispute is found after a broken connection, and not made twice', async () => {
		const payout_id = byId(await stage.newPayout());
		fault('createChargeback', { kind: 'executeThenReset' });
		const row = await stage.record('chargeback', 'create', { payout_id });
		expect(row).toMatchObject({ status: 'created', lookedUp: expect.anything() });
		await expect(stage.record('chargeback', 'create', { payout_id })).rejects.toThrow(
			/is already disputed/,
		);
		expect(requests('createChargeback')).toBe(1);
	});

	test.each([
		['refund', 'create'],
		['payout', 'create'],
		['payout', 'confirm'],
		['payout', 'update'],
		['order', 'chargeCard'],
		['subscription', 'create'],
		['chargeback', 'create'],
		['cardToken', 'create'],
		['threeDSecure', 'start'],
	])('%s %s does not run while Retry On Fail is on', async (resource, operation) => {
		const settings = { retryOnFail: true };
		await expect(stage.run(resource, operation, {}, { settings })).rejects.toThrow(
			/does not run while Retry On Fail is on/,
		);
	});
});

describe('an amount', () => {
	test.each([
		['-1', 'is not an amount'],
		[-1, 'must be at least 0'],
		['1e3', 'is not an amount'],
		['0x10', 'is not an amount'],
		['NaN', 'is not an amount'],
		[Infinity, 'must be a number'],
		['12,50', 'is not an amount'],
		[0, 'must be more than 0'],
		[10.005, 'has more decimals than MXN'],
	])('of %s is refused before anything is sent', async (amount, problem) => {
		await expect(stage.newPayout({ amount })).rejects.toThrow(problem);
		expect(requests('createPayout')).toBe(0);
	});

	test.each([
		[{ name: 'A', quantity: 1, price: -5 }, 'Item 1: Price must be at least 0'],
		[{ name: 'A', quantity: 'two', price: 5 }, 'Item 1: Quantity must be a number, such as 2'],
		[{ name: 'A', quantity: 1, price: 5.001 }, 'Item 1: Price has more decimals'],
		[{ name: 'A', quantity: 1 }, 'Item 1: Price is missing'],
		['A', 'Item 1 is not an object'],
		[{ name: 'A', quantity: 1, Price: 5 }, 'Item 1: Price is not a known name'],
		[{ '\uFEFFname': 'A', quantity: 1, price: 5 }, 'name is not a known name'],
		[{ name: 'A', quantity: 1, price: 5, Discount: '2.50' }, 'Discount is not a known name'],
		[{ name: 'A', quantity: 1, price: 5, discuont: 2 }, 'discuont is not a known name'],
		[{ name: 'A', quantity: 1, price: 5, 'Is Service': true }, 'Is Service is not a known name'],
		[{ name: 'A', quantity: 1, price: 5, is_service: 'no' }, 'must be true or false'],
		[{ name: { en: 'A' }, quantity: 1, price: 5 }, 'Item 1: Name must be text'],
	])('of an item is held to the same: %j', async (item, problem) => {
		const parameters = { currency: 'MXN', itemsFrom: 'json', itemsJson: JSON.stringify([item]) };
		await expect(stage.record('order', 'create', parameters)).rejects.toThrow(problem);
		expect(requests('createOrder')).toBe(0);
	});

	test('of an item is sent without the columns that are blank or of others', async () => {
		const item = { name: 7, quantity: '2', price: '5.50', discount: ' ', is_service: 'FALSE' };
		const others = { row_number: 2, price2: 9, discounts: [], Discount: null, sku: 'A-1' };
		const row = await stage.record('order', 'create', {
			currency: 'MXN',
			itemsFrom: 'json',
			itemsJson: JSON.stringify([{ ...item, ...others }]),
			dryRun: true,
		});
		expect(row.request).toMatchObject({
			body: { items: [{ name: '7', quantity: 2, price: 5.5, is_service: false }] },
		});
		expect(JSON.stringify(row)).not.toMatch(/discount|sku|row_number|price2/i);
	});

	test.each([
		[
			{ price: '12,50' },
			'Item 2: Price is not an amount of money: "12,50"',
			'Use a decimal point: 12.50.',
		],
		[{ price: '' }, 'Item 2: Price is missing', 'Fill it in.'],
		[
			{ quantity: '1,5' },
			'Item 2: Quantity must be a number, such as 2',
			'digits and a decimal point',
		],
		[{ discount: '1e1' }, 'Item 2: Discount is not an amount of money', 'as printed on a bill'],
	])('of the form names row and field: %j', async (wrong, message, description) => {
		const row = { name: 'A', quantity: 1, price: 5 };
		const items = { values: [row, { ...row, ...wrong }] };
		await expect(
			stage.record('paymentLink', 'create', { name: 'A', currency: 'MXN', items }),
		).rejects.toMatchObject({
			message: expect.stringContaining(message),
			description: expect.stringContaining(description),
		});
	});

	test('of a list without rows says how to add one', async () => {
		const link = { name: 'A', currency: 'MXN', items: {} };
		await expect(stage.record('paymentLink', 'create', link)).rejects.toMatchObject({
			message: 'Items has no rows',
			description: 'Use Add Item.',
		});
	});
});
