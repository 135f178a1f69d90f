import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { eCrossToken, get, post, send, type Headers } from './client.mts';

let sandbox: Sandbox;
let token: Headers;

beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(async () => {
	sandbox.control.reset();
	token = await eCrossToken(sandbox);
});
afterAll(async () => await sandbox.close());

const product = (path: string) => sandbox.addresses.ecross.productUrl + path;
const order = (path: string) => sandbox.addresses.ecross.orderUrl + path;
const shipping = (path: string) => sandbox.addresses.ecross.shipmentUrl + path;

const newOrder = {
	salesChannel: 'ECOM',
	salesChannelOrderId: 'TEST-003',
	currency: 'BRL',
	value: 105,
	totals: { itemsGross: 100, itemsDiscount: 5, shippingGross: 10, shippingDiscount: 0 },
	items: [{ id: 'l1', salesChannelSkuId: 'shirt-m', quantity: 1, listPrice: 100, salePrice: 95 }],
	customer: { type: 'PERSON', firstName: 'Ana', email: 'ana@example.com' },
	shipping: { deliveryAddress: { country: 'BR' }, deliveries: [{ items: ['l1'] }] },
	payments: [{ type: 'CREDIT_CARD', value: 105 }],
};

describe('catalog', () => {
	const shirts = ['shirt-m', 'shirt-l'].map((skuId) => ({ skuId, productId: 'shirt' }));

	it('replaces all SKUs of a product', async () => {
		await post(product('/ext/merchant/skus'), shirts, token);
		await post(product('/ext/merchant/skus'), [{ skuId: 'cap', productId: 'cap' }], token);
		await post(product('/ext/merchant/skus'), shirts.slice(0, 1), token);
		const { json } = await get(product('/ext/merchant/products/shirt'), token);
		expect(json).toMatchObject([{ id: 'ACME-shirt-m', merchantProductId: 'ACME-shirt' }]);
		expect((await get(product('/ext/merchant/skus'), token)).json['skus']).toHaveLength(2);
	});

	it('pages over all SKUs once, and lists only those updated after a date', async () => {
		const startDate = '2026-01-01T00:00:00.000Z';
		sandbox.control.ecross.seed({ skus: 250, startDate });
		sandbox.control.settings('ecross', { pageSize: 100 });
		const ids = new Set<string>();
		let pages = 0;
		for (let pageToken: string | undefined = ''; pageToken !== undefined; pages += 1) {
			const query = new URLSearchParams({ nextPageToken: pageToken });
			const { json } = await get(product(`/ext/merchant/skus?${query}`), token);
			for (const { id } of json['skus'] as unknown as Array<{ id: string }>) ids.add(id);
			pageToken = json['nextPageToken'] as unknown as string | undefined;
		}
		expect([pages, ids.size]).toEqual([3, 250]);
		const from = '2026-01-01T00:04:07.000Z';
		const { json } = await get(product(`/ext/merchant/skus?lastUpdateDateFrom=${from}`), token);
		expect(json['skus']).toHaveLength(2);
	});

	it('refuses a garbled page token, and one of another list', async () => {
		sandbox.control.ecross.seed({ orders: 3 });
		sandbox.control.settings('ecross', { pageSize: 1 });
		const { json } = await get(order('/ext/orders'), token);
		for (const nextPageToken of ['garbled', String(json['nextPageToken'])]) {
			const query = new URLSearchParams({ nextPageToken });
			expect((await get(product(`/ext/merchant/skus?${query}`), token)).status).toBe(400);
		}
	});

	it('works a retail price out of a payout, and takes one as it is', async () => {
		await post(product('/ext/merchant/skus'), shirts, token);
		await post(product('/ext/prices/origin/shirt-m'), { salePrice: 10 }, token);
		const price = product('/ext/skus/shirt-m/validPrice?salesChannel=ECOM&currency=BRL');
		expect((await get(price, token)).json['localizedSalePriceWithTaxes']).toBe(60);
		const retail = { salesChannel: 'ECOM', country: 'BR', salePrice: 99 };
		await post(product('/ext/prices/destination/shirt-m'), retail, token);
		expect((await get(price, token)).json['localizedSalePriceWithTaxes']).toBe(99);
		const unknown = await post(product('/ext/prices/origin/none'), { salePrice: 1 }, token);
		expect(unknown.json).toMatchObject({ status: 'ERROR', failedSkus: ['none'] });
	});

	it('updates inventory at the address with the slash only', async () => {
		const stock = { skuId: 'a', quantity: 3, warehouseId: 1, inventoryType: 'AVAILABLE' };
		const { json } = await post(product('/ext/inventories/'), stock, token);
		expect(json).toMatchObject({ id: 'ACME-a-1-AVAILABLE', quantity: 3 });
		expect((await post(product('/ext/inventories'), stock, token)).status).toBe(404);
		expect((await get(product('/ext/inventories'), token)).json['inventories']).toHaveLength(1);
	});
});

describe('orders', () => {
	const id = 'ACME-ECOM-TEST-003';
	const status = async () => (await get(order(`/ext/orders/${id}`), token)).json['status'];

	beforeEach(async () => {
		const sku = [{ skuId: 'shirt-m', productId: 'shirt', weight: 0.2 }];
		await post(product('/ext/merchant/skus'), sku, token);
	});

	it('walk to READY_TO_SHIP by themselves, with documents once invoiced', async () => {
		expect((await post(order('/orders'), newOrder, token)).json).toMatchObject({
			orderId: id,
			status: 'CREATED',
		});
		expect(
			(await send('POST', order(`/orders/${id}/startHandling`), { headers: token })).status,
		).toBe(409);
		const approval = { approvalDate: '2026-01-01T00:00:00Z' };
		await post(order(`/orders/${id}/approve`), approval, token);
		await send('POST', order(`/orders/${id}/startHandling`), { headers: token });
		sandbox.control.settings('ecross', { stepsPerRead: 0 });
		const documents = async () => (await get(order(`/ext/orders/${id}/documents`), token)).json;
		expect(await documents()).toEqual({ status: 'processing' });
		sandbox.control.settings('ecross', { stepsPerRead: 1 });
		expect([await status(), await status(), await status()]).toEqual([
			'PACKED',
			'INVOICED',
			'READY_TO_SHIP',
		]);
		const { json } = await get(order(`/ext/orders/salesChannelOrderId/TEST-003`), token);
		expect(json['shipping']?.['deliveries']?.[0]?.['parcels']?.[0]).toMatchObject({
			parcelId: 'ACME000000000001BR',
		});
		const [invoice] = (await documents())['documents'] as unknown as Array<{ url: string }>;
		expect(invoice?.url.startsWith(sandbox.foreignUrl)).toBe(true);
		expect((await get(invoice?.url ?? '')).text.startsWith('%PDF-')).toBe(true);
	});

	it.each([
		['value', { value: 104 }, 'body.value'],
		['payments', { payments: [{ value: 1 }] }, 'body.payments'],
		[
			'deliveries',
			{ shipping: { deliveries: [{ items: ['x'] }] } },
			'body.shipping.deliveries.0.items',
		],
		['SKUs', { items: [{ id: 'l1', salesChannelSkuId: 'none' }] }, 'body.items'],
	])('are refused when their %s break the rules', async (_, change, place) => {
		const { status: code, json } = await post(order('/orders'), { ...newOrder, ...change }, token);
		expect(code).toBe(400);
		expect(json['message']).toContain(place);
	});

	it('can be cancelled once, before they leave', async () => {
		await post(order('/orders'), newOrder, token);
		const cancellation = { cancelDate: '2026-01-02T00:00:00Z', cancelReason: 'out of stock' };
		const cancelled = await post(order(`/ext/orders/${id}/cancel`), cancellation, token);
		expect(cancelled.json).toMatchObject({
			status: 'CANCELLED',
			cancelDate: cancellation.cancelDate,
		});
		expect((await post(order(`/ext/orders/${id}/cancel`), cancellation, token)).status).toBe(409);
	});

	it('are listed by status and move on by control', async () => {
		sandbox.control.ecross.seed({ orders: 3, status: 'INVOICED' });
		sandbox.control.settings('ecross', { stepsPerRead: 0 });
		const ready = async () =>
			(await get(order('/ext/orders?status=READY_TO_SHIP,SHIPPED'), token)).json['orders'];
		expect(await ready()).toHaveLength(0);
		sandbox.control.ecross.advance('ACME-ECOM-SEED-000001');
		expect(await ready()).toHaveLength(1);
		expect((await get(order('/ext/orders?status=RETURNED'), token)).status).toBe(400);
	});
});

describe('parcels', () => {
	it('ship their order once they have left the fulfillment site', async () => {
		sandbox.control.ecross.seed({ orders: 1 });
		const [parcel] = (await get(shipping('/ext/parcels'), token)).json[
			'parcels'
		] as unknown as Array<{ parcelId: string; lastMileTrackingNumber: string }>;
		const shipment = {
			parcelIds: [parcel?.parcelId],
			expectedShipDate: '2026-01-01T00:00:00Z',
			expectedDeliveryDate: '2026-01-03T00:00:00Z',
			firstMileTrackingNumber: '1Z',
		};
		const created = await post(shipping('/ext/shipments'), shipment, token);
		expect(created.json).toMatchObject({ status: 'CREATED', weight: 1.2 });
		const read = await get(shipping(`/ext/shipments/${String(created.json['id'])}`), token);
		expect(read.json['parcelIds']).toEqual(shipment.parcelIds);
		const event = {
			externalParcelId: parcel?.lastMileTrackingNumber,
			externalCode: 'LEFT_FULFILLMENT',
		};
		const trackings = { carrierId: 'carrier-1', events: [event] };
		const url = shipping('/ext/parcelTrackings');
		const sent = await send('PUT', url, { json: trackings, headers: token });
		expect(sent.json).toEqual({ status: 'UPDATE IN PROGRESS' });
		const { json } = await get(order('/ext/orders/ACME-ECOM-SEED-000001'), token);
		expect(json['status']).toBe('SHIPPED');
	});

	it('take 500 events with a parcel each, from the right carrier', async () => {
		const url = shipping('/ext/parcelTrackings');
		const put = async (json: object) => (await send('PUT', url, { json, headers: token })).status;
		const events = Array.from({ length: 501 }, () => ({ parcelId: 'p' }));
		expect(await put({ carrierId: 'carrier-1', events })).toBe(400);
		expect(await put({ carrierId: 'carrier-1', events: events.slice(1) })).toBe(200);
		expect(await put({ carrierId: 'carrier-1', events: [{ description: 'x' }] })).toBe(400);
		expect(await put({ carrierId: 'other', events: [{ parcelId: 'p' }] })).toBe(403);
	});
});
