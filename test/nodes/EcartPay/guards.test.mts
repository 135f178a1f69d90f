import type { INode, INodeParameters } from 'n8n-workflow';
import { getSchema } from 'n8n-core/dist/execution-engine/node-execution-context/utils/create-node-as-tool';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { EcartPay } from '../../../nodes/EcartPay/EcartPay.node';
import { byId } from '../harness.mts';
import { CARD, items, PAYOUT, Stage } from './stage.mts';

let stage: Stage;

beforeAll(async () => {
	stage = await Stage.start();
});
beforeEach(() => stage.next());
afterAll(async () => await stage.sandbox.close());

const { properties } = new EcartPay().description;
/** How many operations have each. Some move money, but no amount that a field tells; some only write. */
const GUARDS = { dryRun: 30, maximumAmount: 9, maximumAmountCurrency: 9 };

function executed(operationId: string): boolean {
	const { operations } = stage.sandbox.control.statistics().providers.ecartpay;
	return operations[operationId] !== undefined;
}

const pay = async (more: INodeParameters) =>
	await stage.record('payout', 'create', { ...PAYOUT, ...more });

test('every operation that moves an amount has the guards, without the expression switch', () => {
	for (const [name, count] of Object.entries(GUARDS)) {
		const fields = properties.filter((property) => property.name === name);
		expect(fields).toHaveLength(count);
		for (const field of fields) expect(field.noDataExpression).toBe(true);
	}
});

test('a dry run shows the request and sends none that changes anything', async () => {
	const shown = await pay({ dryRun: true });
	expect(shown).toEqual({
		dryRun: true,
		request: {
			method: 'POST',
			url: `${stage.sandbox.addresses.ecartpay.baseUrl}/api/payouts`,
			body: {
				email: 'partner@example.com',
				amount: 150.5,
				currency: 'MXN',
				require_confirmation: true,
				reference_id: expect.stringMatching(/^n8n-/),
			},
		},
	});
	expect(executed('createPayout')).toBe(false);
	expect(await pay({})).toMatchObject({ status: 'pending' });
});

test('a dry run does not show the card token', async () => {
	const token = await stage.newCardToken();
	const shown = await stage.record('order', 'chargeCard', {
		token,
		items: items(),
		dryRun: true,
	});
	expect(shown).toMatchObject({ request: { body: { token: '***' } } });
	expect(JSON.stringify(shown)).not.toContain(token);
	expect(executed('createOrder')).toBe(false);
});

test.each([
	['more than the maximum', { maximumAmount: 150 }, '150.5 MXN is above the Maximum Amount'],
	['an amount of another currency', { maximumAmount: 500, currency: 'USD' }, 'USD is not the'],
	['anything, with a maximum of 0', { maximumAmount: 0 }, 'is above the Maximum Amount of 0 MXN'],
])('the guards refuse %s', async (_name, more, problem) => {
	await expect(pay(more)).rejects.toThrow(problem);
	expect(executed('createPayout')).toBe(false);
});

test('the maximum itself is allowed, and an empty one is none', async () => {
	expect(await pay({ maximumAmount: 150.5 })).toMatchObject({ status: 'pending' });
	stage.next();
	expect(await pay({ maximumAmount: '' })).toMatchObject({ status: 'pending' });
});

test('the amount of a payout to confirm, and of a charge, is known to the guards', async () => {
	const payout_id = byId(await stage.newPayout());
	const confirm = { payout_id, maximumAmount: 100 };
	await expect(stage.record('payout', 'confirm', confirm)).rejects.toThrow(/is above the Maximum/);
	const charge = { token: await stage.newCardToken(), items: items(), maximumAmount: 243.32 };
	await expect(stage.record('order', 'chargeCard', charge)).rejects.toThrow(/243.33 MXN is above/);
	expect(executed('confirmPayout') || executed('createOrder')).toBe(false);
});

test('members of items that no one can see in the form do not add to a charge', async () => {
	const shown = await stage.record('order', 'chargeCard', {
		token: await stage.newCardToken(),
		itemsFrom: 'json',
		itemsJson: JSON.stringify([{ name: 'A', quantity: 1, price: 10, tax: 9_999, total: 9_999 }]),
		maximumAmount: 10,
		dryRun: true,
	});
	expect(shown).toMatchObject({ request: { body: { items: [{ name: 'A', price: 10 }] } } });
	expect(JSON.stringify(shown)).not.toContain('9999');
});

test('the items and charges of a payout count if they are more than its amount', async () => {
	const item = { name: 'A', quantity: 2, price: 100 };
	const more = { additionalFields: { items: { values: [item] } }, maximumAmount: 199 };
	await expect(pay(more)).rejects.toThrow(/200 MXN is above/);
	const payout_id = byId(await stage.newPayout());
	const charges = { values: [{ name: 'Fee', amount: 300 }] };
	const update = { payout_id, additionalFields: { charges }, maximumAmount: 450.49 };
	await expect(stage.record('payout', 'update', update)).rejects.toThrow(/450.5 MXN is above/);
});

test('what a subscription by template charges is not known, so a maximum refuses it', async () => {
	const template = { service: 'Gym', amount: 10, currency: 'MXN' };
	const template_id = byId(await stage.idOf('subscriptionTemplate', 'create', template));
	const customer_id = byId(await stage.newCustomer());
	const wanted = { customer_id, template_id, maximumAmount: 100 };
	await expect(stage.record('subscription', 'create', wanted)).rejects.toThrow(
		/cannot be checked, because the amount is not known/,
	);
});

test('nor where the subscription tells an amount beside the template', async () => {
	const template = { service: 'Gym', amount: 10_000, currency: 'MXN' };
	const template_id = byId(await stage.idOf('subscriptionTemplate', 'create', template));
	const customer_id = byId(await stage.newCustomer());
	const wanted = { customer_id, template_id, amount: 1, currency: 'MXN', maximumAmount: 100 };
	await expect(stage.record('subscription', 'create', wanted)).rejects.toThrow(
		/cannot be checked, because the amount is not known/,
	);
	expect(executed('createSubscription')).toBe(false);
});

test.each(['update', 'updateFromCustomer'])(
	'a subscription that is made active again is held against the maximum: %s',
	async (operation) => {
		const customer_id = byId(await stage.newCustomer());
		const plan = { customer_id, service: 'Gym', amount: 101, currency: 'MXN' };
		const subscription_id = byId(await stage.idOf('subscription', 'create', plan));
		const change = async (status: string, maximumAmount: number) =>
			await stage.record('subscription', operation, { subscription_id, status, maximumAmount });
		await change('paused', 1);
		await expect(change('active', 100)).rejects.toThrow(/101 MXN is above/);
		const { status } = await stage.record('subscription', 'get', { subscription_id });
		expect(status).toBe('paused');
		expect(await change('active', 101)).toMatchObject({ status: 'active' });
	},
);

/** A page of rows whose references only begin with the one that is looked for. */
function otherRows(page: number, pages: number): object {
	const row = (index: number) => ({
		id: `t-${page}-${index}`,
		reference_id: `bill-1${page}${index}`,
	});
	return { docs: Array.from({ length: 50 }, (_, index) => row(index)), count: 50 * pages, pages };
}

function answerNext(operationId: string, body: object): void {
	stage.sandbox.control.fault({ provider: 'ecartpay', operationId, status: 200, body });
}

const answerTransactions = (body: object) => answerNext('listTransactions', body);

const bill = async () =>
	await stage.record('order', 'chargeCard', {
		token: await stage.newCardToken(),
		items: items(),
		additionalFields: { reference_id: 'bill-1' },
	});

test('a charge that was made before is found behind others, on whatever page', async () => {
	answerTransactions(otherRows(1, 2));
	answerTransactions({ docs: [{ id: 't-1', reference_id: 'bill-1' }], count: 51, pages: 2 });
	await expect(bill()).rejects.toThrow('The reference ID bill-1 has already been charged');
	expect(executed('createOrder')).toBe(false);
});

test('a charge whose answer was lost is found behind others, on whatever page', async () => {
	answerTransactions({ docs: [], count: 0, pages: 0 });
	stage.sandbox.control.fault({
		provider: 'ecartpay',
		operationId: 'createOrder',
		kind: 'executeThenReset',
	});
	answerTransactions(otherRows(1, 2));
	answerTransactions({ docs: [{ id: 't-1', reference_id: 'bill-1' }], count: 51, pages: 2 });
	expect(await bill()).toMatchObject({
		id: 't-1',
		lookedUp: { found: expect.stringContaining('The card was charged: transaction t-1') },
	});
});

test('a list that is too long to tell whether a charge was made before stops it, and says so', async () => {
	for (let page = 1; page <= 50; page += 1) answerTransactions(otherRows(page, 60));
	await expect(bill()).rejects.toThrow('It is not known whether this was done before');
	expect(executed('createOrder')).toBe(false);
});

test('a payout that was made before is found behind others, on whatever page', async () => {
	answerNext('listPayouts', otherRows(1, 2));
	const earlier = { id: 'p-1', amount: 150.5, currency: 'MXN', status: 'paid' };
	const docs = [{ ...earlier, reference_id: 'bill-1' }];
	answerNext('listPayouts', { docs, count: 51, pages: 2 });
	await expect(pay({ additionalFields: { reference_id: 'bill-1' } })).rejects.toThrow(
		'A payout with the reference ID bill-1 already exists: payout p-1',
	);
	expect(executed('createPayout')).toBe(false);
});

test('references that only begin with that of the charge do not stop it', async () => {
	answerTransactions(otherRows(1, 1));
	expect(await bill()).toMatchObject({ status: 'paid' });
});

test.each(['create', 'chargeCard'])('an order without items is not sent: %s', async (operation) => {
	const order = operation === 'chargeCard' ? { token: await stage.newCardToken() } : {};
	await expect(stage.record('order', operation, { ...order, currency: 'MXN' })).rejects.toThrow(
		'The order has no items',
	);
	expect(stage.sandbox.control.statistics().providers.ecartpay.operations.createOrder).toBe(
		undefined,
	);
});

test.each([
	[{ quantity: 3, price: 1.1 }, 3.3],
	[{ quantity: 1, price: 0.1 }, 0.1],
	[{ quantity: 1.1, price: 1.1 }, 1.21],
])('sums are decimal: %j costs exactly %d', async (item, maximumAmount) => {
	const charge = {
		token: await stage.newCardToken(),
		itemsFrom: 'json',
		itemsJson: JSON.stringify([{ name: 'A', ...item }]),
		dryRun: true,
	};
	expect(await stage.record('order', 'chargeCard', { ...charge, maximumAmount })).toMatchObject({
		dryRun: true,
	});
	const less = { ...charge, maximumAmount: maximumAmount - 0.01 };
	await expect(stage.record('order', 'chargeCard', less)).rejects.toThrow(/is above/);
});

test.each([
	['dryRun', '={{ false }}', 'Dry Run'],
	['maximumAmount', '={{ $json.max }}', 'Maximum Amount'],
	['maximumAmount', "={{ $fromAI('max', '', 'number') }}", 'Maximum Amount'],
	['dryRun', "={{ $fromAI('dry', '', 'boolean') }}", 'Dry Run'],
	['maximumAmountCurrency', '={{ "USD" }}', 'Currency of Maximum Amount'],
])('%s that comes from the data or an agent is refused: %s', async (name, value, title) => {
	const run = stage.run(
		'payout',
		'create',
		{ ...PAYOUT, dryRun: false, maximumAmount: 1, maximumAmountCurrency: 'MXN', [name]: value },
		{ items: [{ json: { max: 1_000_000, dry: false } }] },
	);
	await expect(run).rejects.toThrow(`${title} must be a fixed value, not an expression`);
	expect(executed('createPayout')).toBe(false);
});

test('an AI agent is offered what the user left to it, and none of the guards', () => {
	const node = {
		name: 'Pay',
		parameters: {
			...PAYOUT,
			amount: "={{ $fromAI('amount', '', 'number') }}",
			dryRun: true,
			maximumAmount: 100,
			maximumAmountCurrency: 'MXN',
		},
	} as unknown as INode;
	expect(Object.keys(getSchema(node).shape)).toEqual(['amount']);
});

test('a card does not appear in an error, in whatever way the answer repeats it', async () => {
	const customer_id = byId(await stage.newCustomer());
	const message = `card 4242 4242 4242 4242 (${CARD.number}), cvc ${CARD.cvc}: declined; CLABE 646180000000000001`;
	stage.sandbox.control.fault({
		provider: 'ecartpay',
		operationId: 'createCustomerCard',
		status: 500,
		body: { statusCode: 400, message },
		times: 'always',
	});
	const run = stage.run('customerCard', 'create', { customer_id, ...CARD });
	await expect(run).rejects.toMatchObject({
		message: 'card *** (***), cvc ***: declined; CLABE 646180000000000001 (400, sent as HTTP 500)',
	});
	const settings = { onError: 'continueRegularOutput' as const };
	const rows = await stage.run('customerCard', 'create', { customer_id, ...CARD }, { settings });
	expect(JSON.stringify(rows)).not.toMatch(/4242|\b111\b/);
});
