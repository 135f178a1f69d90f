/** Find or Create of E-CROSS: a shipment by its parcels and tracking number, a test order by its ID. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { ECross } from '../../../nodes/ECross/ECross.node';
import { startSandbox, type Sandbox } from '../../../sandbox/server.mts';
import { credentialsOf } from './account.mts';
import { runNode } from '../harness.mts';

let sandbox: Sandbox;
let accounts = 0;
let account = '';

beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => {
	account = `client-${++accounts}`;
	sandbox.control.reset();
});
afterAll(async () => await sandbox.close());

async function record(resource: string, operation: string, parameters: object) {
	const [first] = await runNode({
		node: new ECross(),
		parameters: { resource, operation, ...parameters },
		credentials: credentialsOf(account, sandbox),
	});
	return first?.json ?? {};
}

/** How often an operation of the API was called, by status of its answer. */
const calls = (operationId: string) =>
	sandbox.control.statistics().providers.ecross.operations[operationId];

/** Answers an operation of the API in this way, once unless told. */
const answer = (
	operationId: string,
	status: number,
	body: object | string,
	times: number | 'always' = 1,
) => sandbox.control.fault({ provider: 'ecross', operationId, status, body, times });

describe('a shipment', () => {
	const DISPATCH = {
		expectedShipDate: '2026-02-01T10:00:00Z',
		expectedDeliveryDate: '2026-02-03',
		firstMileTrackingNumber: 'FM-1',
	};

	const seedParcels = (count: number): string[] =>
		Array.from({ length: count }).flatMap(
			() => sandbox.control.ecross.seed({ account, parcels: 1 }).parcels,
		);

	const create = async (parcels: string[], more: object = {}) =>
		await record('shipment', 'create', { parcelIds: parcels, ...DISPATCH, ...more });

	const findOrCreate = async (parcels: string[], more: object = {}) =>
		await record('shipment', 'findOrCreate', { parcelIds: parcels, ...DISPATCH, ...more });

	test('is announced once, and found from then on, unchanged', async () => {
		const parcels = seedParcels(2);
		const created = await findOrCreate(parcels);
		expect(created).toMatchObject({ parcelIds: parcels, created: true });
		const again = await findOrCreate([...parcels].reverse(), { expectedShipDate: '2026-02-02' });
		const { type: _, ...stored } = created;
		expect(again).toEqual({ ...stored, created: false });
		expect(calls('createShipment')).toEqual({ 200: 1 });
	});

	test('with other parcels, or another tracking number, is refused and nothing is sent', async () => {
		const [one = '', two = '', three = ''] = seedParcels(3);
		const { id } = await create([one, two]);
		const problem = (parcel: string) =>
			`The parcel "${parcel}" is already in the shipment ${String(id)}, which is a different one`;
		await expect(findOrCreate([one, two, three])).rejects.toThrow(problem(two));
		await expect(findOrCreate([one])).rejects.toThrow(problem(one));
		await expect(findOrCreate([one, three])).rejects.toThrow(problem(one));
		await expect(findOrCreate([one, two], { firstMileTrackingNumber: 'FM-2' })).rejects.toThrow(
			problem(two),
		);
		expect(calls('createShipment')).toEqual({ 200: 1 });
	});

	test('that was cancelled is none', async () => {
		const parcels = seedParcels(1);
		const { type: _, ...cancelled } = await create(parcels);
		answer('getShipment', 200, { ...cancelled, status: 'CANCELLED' });
		const { id, created } = await findOrCreate(parcels);
		expect(created).toBe(true);
		expect(id).not.toBe(cancelled.id);
	});

	test('somebody else announces it meanwhile: theirs is found', async () => {
		const parcels = seedParcels(1);
		const { type: _, ...theirs } = await create(parcels);
		answer('getParcel', 200, { parcelId: parcels[0] });
		answer('createShipment', 400, { message: 'in a shipment already' });
		expect(await findOrCreate(parcels)).toEqual({ ...theirs, created: false });
	});

	test('a refusal stands where the parcels are in none', async () => {
		answer('createShipment', 400, { message: 'no pick-up that day' });
		await expect(findOrCreate(seedParcels(1))).rejects.toThrow('no pick-up that day');
	});

	test('a shipment without its parcels is no proof: nothing is sent', async () => {
		const parcels = seedParcels(1);
		const { id } = await create(parcels);
		answer('getShipment', 200, { id: String(id), status: 'CREATED' });
		await expect(findOrCreate(parcels)).rejects.toThrow(
			'E-CROSS returned a shipment without its parcels',
		);
		expect(calls('createShipment')).toEqual({ 200: 1 });
	});

	test('a parcel in a form that is not known is no proof: nothing is sent', async () => {
		answer('getParcel', 200, { parcel: { shipmentId: 'other' } });
		await expect(findOrCreate(seedParcels(1))).rejects.toThrow('answered without parcelId');
		expect(calls('createShipment')).toBeUndefined();
	});

	test('a Dry Run looks once, and shows what is found or what would be sent', async () => {
		const parcels = seedParcels(2);
		expect(await findOrCreate(parcels, { dryRun: true })).toMatchObject({
			dryRun: true,
			request: { body: { parcelIds: parcels } },
		});
		expect(calls('getParcel')).toEqual({ 200: 2 });
		expect(calls('createShipment')).toBeUndefined();
		const { id } = await create(parcels);
		expect(await findOrCreate(parcels, { dryRun: true })).toMatchObject({ id, created: false });
	});
});

describe('a test order', () => {
	const seedSku = (): string => {
		const [id = ''] = sandbox.control.ecross.seed({ account, skus: 1 }).skus;
		return id.slice(id.indexOf('-') + 1);
	};

	const order = (salesChannelSkuId: string, more: object = {}) => ({
		salesChannel: 'ECOM',
		currency: 'BRL',
		salesChannelOrderId: 'TEST-7',
		value: 110,
		totals: { itemsGross: 100, itemsDiscount: 0, shippingGross: 10, shippingDiscount: 0 },
		items: [{ id: '1', salesChannelSkuId, quantity: 1, listPrice: 100, salePrice: 100 }],
		shipping: { deliveries: [{ listPrice: 10, salePrice: 10, items: ['1'] }] },
		payments: [{ type: 'CREDIT_CARD', value: 110 }],
		...more,
	});

	const findOrCreate = async (wanted: object) =>
		await record('sandboxOrder', 'findOrCreate', { order: JSON.stringify(wanted) });

	test('is created once, and found from then on, unchanged', async () => {
		const wanted = order(seedSku());
		const created = await findOrCreate(wanted);
		expect(created).toMatchObject({ salesChannelOrderId: 'TEST-7', created: true });
		expect(await findOrCreate({ ...wanted, currency: 'USD' })).toEqual({
			...created,
			created: false,
		});
		expect(calls('sandboxCreateOrder')).toEqual({ 200: 1 });
	});

	test('of another ID, which the look-up may give, is not taken for it', async () => {
		const sku = seedSku();
		const other = await findOrCreate(order(sku, { salesChannelOrderId: 'TEST-70' }));
		answer('getOrderBySalesChannelOrderId', 200, other);
		expect(await findOrCreate(order(sku))).toMatchObject({
			salesChannelOrderId: 'TEST-7',
			created: true,
		});
	});

	test('of another sales channel is another order, so that the refusal stands', async () => {
		const sku = seedSku();
		await findOrCreate(order(sku));
		await expect(findOrCreate(order(sku, { salesChannel: 'OTHER' }))).rejects.toThrow(
			'must be ECOM',
		);
	});

	test('a lost answer: what is there comes out, and nobody says who made it', async () => {
		const wanted = order(seedSku());
		const { created: _, ...theirs } = await findOrCreate(wanted);
		answer('getOrderBySalesChannelOrderId', 404, { message: 'There is no such order' });
		answer('sandboxCreateOrder', 502, '');
		expect(await findOrCreate(wanted)).toEqual({
			...theirs,
			lookedUp: { because: expect.stringContaining('502') },
		});
	});

	test('in a form that is not known is no proof: nothing is sent', async () => {
		answer('getOrderBySalesChannelOrderId', 200, { order: {} });
		await expect(findOrCreate(order(seedSku()))).rejects.toThrow('answered without orderId');
		expect(calls('sandboxCreateOrder')).toBeUndefined();
	});

	test('without an ID is refused before anything is sent', async () => {
		const wanted = order(seedSku(), { salesChannelOrderId: '' });
		await expect(findOrCreate(wanted)).rejects.toThrow('Order (JSON) has no salesChannelOrderId');
		expect(calls('sandboxCreateOrder')).toBeUndefined();
	});
});
