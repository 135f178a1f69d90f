/** Find or Create: run as often as one likes, there is one customer. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { Stage } from './stage.mts';

let stage: Stage;

beforeAll(async () => {
	stage = await Stage.start();
});
beforeEach(() => stage.next());
afterAll(async () => await stage.sandbox.close());

const ANA = { email: 'ana@example.com', first_name: 'Ana' };

const findOrCreate = async (more: object = {}) =>
	await stage.record('customer', 'findOrCreate', { ...ANA, ...more });

const customers = async () =>
	(await stage.run('customer', 'getAll', { returnAll: true })).map(({ json }) => json);

/** How often the request that creates was sent, by status of its answer. */
const creations = () =>
	stage.sandbox.control.statistics().providers.ecartpay.operations['createCustomer'];

/** The next look-up finds nobody, as if the customer were made just after it. */
const missOnce = () =>
	stage.sandbox.control.fault({
		provider: 'ecartpay',
		operationId: 'listCustomers',
		status: 200,
		body: { docs: [], count: 0, pages: 0 },
		times: 1,
	});

test('it is created once, and found from then on, unchanged', async () => {
	const before = (await customers()).length;
	const created = await findOrCreate();
	expect(created).toMatchObject({ ...ANA, created: true });
	const found = await findOrCreate({ first_name: 'Other' });
	expect(found).toEqual({ ...created, created: false });
	expect(creations()).toEqual({ 200: 1 });
	expect(await customers()).toHaveLength(before + 1);
});

test('somebody else makes it meanwhile: theirs is found', async () => {
	const theirs = await stage.record('customer', 'create', { ...ANA, first_name: 'Theirs' });
	missOnce();
	expect(await findOrCreate()).toEqual({ ...theirs, created: false });
});

test('a lost answer: what is there comes out, and nobody says who made it', async () => {
	const theirs = await stage.record('customer', 'create', ANA);
	missOnce();
	stage.sandbox.control.fault({
		provider: 'ecartpay',
		operationId: 'createCustomer',
		status: 502,
		body: '',
		times: 1,
	});
	const record = await findOrCreate();
	expect(record).toMatchObject({
		...theirs,
		lookedUp: { because: expect.stringContaining('502') },
	});
	expect(record).not.toHaveProperty('created');
});

test('a refusal stands where there is nobody of that email', async () => {
	stage.sandbox.control.fault({
		provider: 'ecartpay',
		operationId: 'createCustomer',
		status: 500,
		body: { message: 'no email', statusCode: 400 },
		times: 'always',
	});
	await expect(findOrCreate()).rejects.toThrow('no email');
});

test('another customer, which a filter that is ignored would give, is not taken for it', async () => {
	const other = await stage.record('customer', 'create', { email: 'other@example.com' });
	stage.sandbox.control.fault({
		provider: 'ecartpay',
		operationId: 'listCustomers',
		status: 200,
		body: { docs: [other], count: 1, pages: 1 },
		times: 'always',
	});
	expect(await findOrCreate()).toMatchObject({ ...ANA, created: true });
});
