import { afterAll, beforeAll, beforeEach, expect } from 'vitest';

import { ECross } from '../../../nodes/ECross/ECross.node';
import { resources } from '../../../nodes/ECross/resources/index';
import { startSandbox, type Sandbox } from '../../../sandbox/server.mts';
import { credentialsOf } from './account.mts';
import { byId, CredentialStore, runNode } from '../harness.mts';
import { testOperations } from '../operationCases.mts';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});

let accounts = 0;
let account = '';

// An account of its own for each test, since a reset also revokes the tokens.
beforeEach(() => {
	account = `client-${++accounts}`;
	sandbox.control.reset();
});

afterAll(async () => await sandbox.close());

function credentials(): CredentialStore {
	return credentialsOf(account, sandbox);
}

function seedOrder(status: 'CREATED' | 'APPROVED' | 'READY_TO_SHIP' = 'READY_TO_SHIP'): string {
	return sandbox.control.ecross.seed({ account, orders: 1, status }).orders[0] ?? '';
}

/** The merchant's own id of the SKU; seeding names it as E-CROSS does, with the merchant before it. */
function seedSku(): string {
	const [id = ''] = sandbox.control.ecross.seed({ account, skus: 1 }).skus;
	return id.slice(id.indexOf('-') + 1);
}

function seedParcel(): string {
	return sandbox.control.ecross.seed({ account, parcels: 1 }).parcels[0] ?? '';
}

/** Runs another operation to get what a case needs. */
async function run(resource: string, operation: string, parameters: object) {
	const node = new ECross();
	return await runNode({
		node,
		parameters: { resource, operation, ...parameters },
		credentials: credentials(),
	});
}

async function channelIdOf(orderId: string): Promise<string> {
	const [order] = await run('order', 'get', { orderId: byId(orderId) });
	return String(order?.json.salesChannelOrderId);
}

const shipment = {
	expectedShipDate: '2026-02-01T10:00:00Z',
	expectedDeliveryDate: '2026-02-03',
	firstMileTrackingNumber: 'FM-1',
};

testOperations({
	node: new ECross(),
	resources,
	sandbox: () => sandbox,
	credentials,
	provider: 'ecross',
	undocumented: ['localizationStatus', 'location'],
	refusal: { body: { message: 'Refused by the test.' }, message: 'Refused by the test.' },
	cases: {
		'order getAll': {
			parameters: () => {
				seedOrder();
				seedOrder('APPROVED');
				return { filters: { status: ['READY_TO_SHIP', 'SHIPPED'] }, returnAll: true };
			},
			check: (rows) => {
				expect(rows).toMatchObject([{ status: 'READY_TO_SHIP' }]);
				expect(rows[0]).not.toHaveProperty('customer');
			},
		},
		'order get': {
			parameters: () => ({ orderId: byId(seedOrder()), simple: false }),
			check: ([order]) =>
				expect(order).toMatchObject({ status: 'READY_TO_SHIP', statusHistory: expect.any(Array) }),
		},
		'order getBySalesChannelOrderId': {
			parameters: async () => ({ salesChannelOrderId: await channelIdOf(seedOrder()) }),
			check: ([order]) => expect(order).toMatchObject({ status: 'READY_TO_SHIP' }),
		},
		'order getDocuments': {
			parameters: () => ({ orderId: byId(seedOrder()), documents: 'labels' }),
			check: (rows, [first]) => {
				expect(rows[0]?.name).toMatch(/^Label/);
				expect(first?.binary?.data).toMatchObject({ mimeType: expect.any(String) });
				const { foreign } = sandbox.control.statistics();
				expect(foreign).not.toHaveLength(0);
				expect(JSON.stringify(foreign)).not.toMatch(/authorization|bearer/i);
			},
		},
		'order getDocumentsBySalesChannelOrderId': {
			parameters: async () => ({
				salesChannelOrderId: await channelIdOf(seedOrder('CREATED')),
				download: false,
			}),
			check: (rows) => expect(rows).toEqual([{ status: 'processing', documents: [] }]),
		},
		'order cancel': {
			parameters: () => ({
				orderId: byId(seedOrder('APPROVED')),
				cancelDate: '2026-01-31T10:00:00',
				additionalFields: { cancelReason: 'Out of stock' },
			}),
			check: ([order]) =>
				// Without a zone, a date is one of the workflow's time zone (Europe/Paris here).
				expect(order).toMatchObject({
					status: 'CANCELLED',
					cancelDate: '2026-01-31T09:00:00.000Z',
				}),
		},
		'sku getAll': {
			parameters: () => {
				seedSku();
				return { filters: { lastUpdateDateFrom: '2020-01-01' } };
			},
			check: (rows) => expect(rows).toMatchObject([{ skuId: expect.any(String) }]),
		},
		'sku getByProduct': {
			parameters: async () => {
				const skuId = seedSku();
				const rows = await run('sku', 'getAll', {});
				const { productId } = rows.find(({ json }) => json.skuId === skuId)?.json ?? {};
				return { productId: byId(String(productId)) };
			},
			check: (rows) => expect(rows).toMatchObject([{ skuId: expect.any(String) }]),
		},
		'sku upsert': {
			parameters: () => ({
				productId: 'SHIRT',
				skuId: 'SHIRT-M',
				additionalFields: {
					name: 'Shirt',
					weight: 0.2,
					main: true,
					brand: 'Acme',
					attributes: { values: [{ name: 'Fit', value: 'Slim' }] },
					images: 'https://example.com/1.jpg, https://example.com/2.jpg',
					moreFields: '{"ean":"4006381333931"}',
				},
			}),
			check: (rows) =>
				expect(rows).toMatchObject([
					{
						skuId: 'SHIRT-M',
						weight: 0.2,
						ean: '4006381333931',
						globalSaleChannelData: { brand: 'Acme', attributes: [{ name: 'Fit', value: 'Slim' }] },
						images: ['https://example.com/1.jpg', 'https://example.com/2.jpg'],
						lastUpdateDate: expect.any(String),
					},
				]),
		},
		'price get': {
			parameters: async () => {
				const skuId = byId(seedSku());
				await run('price', 'setOrigin', { skuId, salePrice: 12.5 });
				return { skuId, salesChannel: 'ECOM', currency: 'BRL' };
			},
			check: ([price]) => expect(price).toMatchObject({ localizedCurrency: 'BRL' }),
		},
		'price setOrigin': {
			parameters: () => ({
				skuId: byId(seedSku()),
				salePrice: '12.5',
				additionalFields: { listPrice: 15 },
			}),
			check: ([result]) => expect(result).toMatchObject({ status: 'LOCALIZATION IN PROGRESS' }),
		},
		'price setDestination': {
			parameters: () => ({
				skuId: byId(seedSku()),
				salesChannel: 'ECOM',
				country: 'BR',
				salePrice: 99.9,
			}),
			check: ([result]) => expect(result).toMatchObject({ status: 'LOCALIZATION IN PROGRESS' }),
		},
		'inventory getAll': {
			parameters: async () => {
				await run('inventory', 'update', { skuId: byId(seedSku()), quantity: 3 });
				return {};
			},
			check: (rows) => expect(rows).toMatchObject([{ quantity: 3, warehouseId: 1 }]),
		},
		'inventory update': {
			parameters: () => ({ skuId: byId(seedSku()), quantity: 0, inventoryType: 'DAMAGED' }),
			check: ([record]) =>
				expect(record).toMatchObject({ quantity: 0, inventoryType: 'DAMAGED', warehouseId: 1 }),
		},
		'parcel getAll': {
			parameters: () => {
				seedParcel();
				return { filters: { creationDateFrom: '2020-01-01T00:00:00Z' } };
			},
			check: (rows) => expect(rows).toMatchObject([{ parcelId: expect.any(String) }]),
		},
		'parcel get': {
			parameters: () => ({ parcelId: byId(seedParcel()) }),
			check: ([parcel]) => expect(parcel).toMatchObject({ events: expect.any(Array) }),
		},
		'parcel sendTrackingEvent': {
			parameters: () => ({
				parcelId: seedParcel(),
				externalCode: 'LEFT_FULFILLMENT',
				additionalFields: { location: 'Paris, FR' },
			}),
			check: ([event]) =>
				expect(event).toMatchObject({
					status: 'UPDATE IN PROGRESS',
					carrierId: 'carrier-1',
					externalCode: 'LEFT_FULFILLMENT',
					location: 'Paris, FR',
				}),
		},
		'shipment create': {
			parameters: () => ({ parcelIds: seedParcel(), ...shipment }),
			check: ([created]) => expect(created).toMatchObject({ status: 'CREATED' }),
		},
		'shipment findOrCreate': {
			parameters: () => ({ parcelIds: seedParcel(), ...shipment }),
			check: ([created]) => expect(created).toMatchObject({ status: 'CREATED', created: true }),
		},
		'shipment get': {
			parameters: async () => {
				const [created] = await run('shipment', 'create', { parcelIds: seedParcel(), ...shipment });
				return { shipmentId: String(created?.json.id) };
			},
			check: ([found]) => expect(found).toMatchObject({ firstMileTrackingNumber: 'FM-1' }),
		},
		'tax simulate': {
			parameters: () => ({
				country: 'BR',
				state: 'SP',
				freight: 10,
				items: { values: [{ id: '1', skuId: 'SHIRT-M', quantity: 2, unitPriceWithDiscount: 50 }] },
			}),
			check: ([taxes]) =>
				expect(taxes).toMatchObject({ totals: { totalTaxValue: expect.any(Number) } }),
		},
		'sandboxOrder create': {
			parameters: () => ({ order: testOrder(seedSku()) }),
			check: ([order]) => expect(order).toMatchObject({ status: 'CREATED' }),
		},
		'sandboxOrder findOrCreate': {
			parameters: () => ({ order: testOrder(seedSku()) }),
			check: ([order]) => expect(order).toMatchObject({ status: 'CREATED', created: true }),
		},
		'sandboxOrder approve': {
			parameters: () => ({ orderId: seedOrder('CREATED') }),
			check: ([order]) => expect(order).toMatchObject({ status: 'APPROVED' }),
		},
		'sandboxOrder startHandling': {
			parameters: () => ({ orderId: seedOrder('APPROVED') }),
			check: ([order]) => expect(order).toMatchObject({ status: 'HANDLING' }),
		},
		'connection check': {
			parameters: () => ({}),
			check: ([state]) =>
				expect(state).toMatchObject({ accepted: true, token: { state: 'fresh' } }),
			refuse: false,
		},
		'connection forgetToken': {
			parameters: () => ({}),
			check: ([state]) => expect(state).toMatchObject({ forgotten: false }),
			refuse: false,
		},
	},
});

function testOrder(salesChannelSkuId: string): string {
	return JSON.stringify({
		salesChannel: 'ECOM',
		currency: 'BRL',
		salesChannelOrderId: 'TEST-1',
		value: 110,
		totals: { itemsGross: 100, itemsDiscount: 0, shippingGross: 10, shippingDiscount: 0 },
		items: [{ id: '1', salesChannelSkuId, quantity: 1, listPrice: 100, salePrice: 100 }],
		shipping: { deliveries: [{ listPrice: 10, salePrice: 10, items: ['1'] }] },
		payments: [{ type: 'CREDIT_CARD', value: 110 }],
	});
}
