import type { Context } from '../context.mts';
import { SALES_CHANNEL } from './Catalog.mts';
import type { Merchant } from './Merchants.mts';
import { documentsOf } from './documents.mts';
import { usualPath, type OrderInput, type OrderStatus } from './orderTypes.mts';

/** What to fill a merchant's account with. */
export interface SeedRequest {
	/** Client id of the account; the default one unless told. */
	readonly account?: string;
	readonly skus?: number;
	/** Pieces of each of these SKUs in the main warehouse; none are set unless told. */
	readonly stock?: number;
	/** Orders of one line each; they need no SKU to have been made before. */
	readonly orders?: number;
	/** Parcels that belong to no order of the account. */
	readonly parcels?: number;
	/** How far along the usual path the orders are; READY_TO_SHIP unless told. */
	readonly status?: OrderStatus;
	/** Date of the first record, ISO 8601; unless told, such that the last one is of now. */
	readonly startDate?: string;
	/** Time between two records; 1000 unless told, 0 for records of the same instant. */
	readonly stepMilliseconds?: number;
}

/** Ids of what was made, first and last of each kind. */
export interface SeedResult {
	readonly skus: readonly string[];
	readonly orders: readonly string[];
	readonly parcels: readonly string[];
}

/** As many records as one request may make of a kind. */
export const SEED_MAXIMUM = 50_000;

const DEFAULT_STEP_MILLISECONDS = 1_000;
const SKU_OF_ORDERS = 'SEED-ORDERED';

/** Fills a merchant's account with records whose dates increase. */
export function seed(context: Context, merchant: Merchant, request: SeedRequest): SeedResult {
	const { skus = 0, stock, orders = 0, parcels = 0, status = 'READY_TO_SHIP' } = request;
	const dateOf = dates(context, request);
	return {
		skus: ends(skus, (index) => seedSku(merchant, { index, stock, date: dateOf(index, skus) })),
		orders: ends(orders, (index) => seedOrder(merchant, dateOf(index, orders), status)),
		parcels: ends(parcels, (index) => seedParcel(context, merchant, dateOf(index, parcels))),
	};
}

function dates(context: Context, { startDate, stepMilliseconds }: SeedRequest) {
	const step = stepMilliseconds ?? DEFAULT_STEP_MILLISECONDS;
	const now = context.clocks.ecross.now();
	return (index: number, count: number): string => {
		const start = startDate === undefined ? now - (count - 1) * step : Date.parse(startDate);
		return new Date(start + index * step).toISOString();
	};
}

function ends(count: number, create: (index: number) => string): string[] {
	const ids = Array.from({ length: count }, (_, index) => create(index));
	return ids.length > 2 ? [ids[0] ?? '', ids.at(-1) ?? ''] : ids;
}

interface SeededSku {
	readonly index: number;
	readonly stock: number | undefined;
	readonly date: string;
}

function seedSku({ catalog, inventories }: Merchant, { index, stock, date }: SeededSku): string {
	const number = String(index + 1).padStart(6, '0');
	const input = {
		skuId: `SEED-${number}`,
		productId: `SEED-P-${number}`,
		main: true,
		name: `Seeded SKU ${number}`,
		localizedSalePriceWithTaxes: 10,
	};
	const { id } = catalog.store(input, date);
	if (stock !== undefined) {
		const { skuId } = input;
		inventories.update({ skuId, quantity: stock, warehouseId: 1, inventoryType: 'AVAILABLE' });
	}
	return id;
}

function seedOrder({ catalog, orders }: Merchant, date: string, status: OrderStatus): string {
	if (!catalog.find(SKU_OF_ORDERS)) {
		catalog.store({ skuId: SKU_OF_ORDERS, productId: SKU_OF_ORDERS, name: 'Seeded SKU' }, date);
	}
	const order = orders.create(seededOrder(orders.list().length + 1, date));
	while (order.status !== status && order.status !== usualPath.at(-1)) orders.advance(order);
	return order.id;
}

function seededOrder(number: number, creationDate: string): OrderInput {
	const id = `line-${number}`;
	return {
		salesChannel: SALES_CHANNEL,
		salesChannelOrderId: `SEED-${String(number).padStart(6, '0')}`,
		currency: 'BRL',
		value: 60,
		creationDate,
		totals: { itemsGross: 50, itemsDiscount: 0, shippingGross: 10, shippingDiscount: 0 },
		items: [{ id, salesChannelSkuId: SKU_OF_ORDERS, quantity: 1, listPrice: 50, salePrice: 50 }],
		customer: { type: 'PERSON', firstName: 'Ana', lastName: 'Souza', email: 'ana@example.com' },
		shipping: {
			deliveryAddress: { city: 'São Paulo', state: 'SP', country: 'BR' },
			deliveries: [{ name: 'Standard', listPrice: 10, salePrice: 10, items: [id] }],
		},
		payments: [{ type: 'CREDIT_CARD', value: 60 }],
	};
}

function seedParcel({ foreignUrl }: Context, { parcels }: Merchant, creationDate: string): string {
	const number = parcels.list().length + 1;
	const salesChannelOrderId = `SEED-PARCEL-${number}`;
	return parcels.create({
		salesChannel: SALES_CHANNEL,
		salesChannelOrderId,
		country: 'BR',
		creationDate,
		items: [{ skuId: SKU_OF_ORDERS, quantity: 1 }],
		documents: documentsOf(salesChannelOrderId, foreignUrl),
	}).id;
}
