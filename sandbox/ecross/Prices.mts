import type { Clock } from '../clock.mts';
import { SALES_CHANNEL, type Catalog, type Sku } from './Catalog.mts';
import { badRequest, notFound } from './errors.mts';
import {
	cents,
	currencyOf,
	isKnownCurrency,
	MERCHANT_CURRENCY,
	toDollars,
	toLocal,
} from './money.mts';

/** A payout price, in the merchant's currency. */
export interface OriginPrice {
	readonly listPrice?: number;
	readonly salePrice: number;
}

/** A retail price, in the currency of the channel's country. */
export interface DestinationPrice extends OriginPrice {
	readonly salesChannel: string;
	readonly country: string;
}

interface PriceQuery {
	readonly skuId: string;
	readonly salesChannel: string;
	readonly currency: string;
}

interface StoredPrice {
	readonly price: OriginPrice;
	readonly timestamp: string;
}

/** What taxes and duties add to a payout on its way to a retail price; a figure of the sandbox. */
const TAX_RATE = 0.2;

/** A merchant's prices: payouts per SKU, retail prices per SKU, channel and currency. */
export class Prices {
	private readonly catalog: Catalog;
	private readonly clock: Clock;
	private readonly origin = new Map<string, StoredPrice>();
	private readonly destination = new Map<string, StoredPrice>();

	constructor(catalog: Catalog, clock: Clock) {
		this.catalog = catalog;
		this.clock = clock;
	}

	setOrigin(skuId: string, price: OriginPrice) {
		if (!this.catalog.find(skuId)) return this.failed(skuId);
		this.origin.set(skuId, this.stored(price));
		return this.queued(skuId);
	}

	setDestination(skuId: string, price: DestinationPrice) {
		if (!this.catalog.find(skuId)) return this.failed(skuId);
		const { salesChannel, country } = price;
		const key = destinationKey({ skuId, salesChannel, currency: currencyOf(country) });
		this.destination.set(key, this.stored(price));
		return this.queued(skuId);
	}

	/** The price in force: the retail price that was set, else the one worked out from the payout. */
	valid(query: PriceQuery) {
		const sku = this.catalog.find(query.skuId);
		if (!sku) throw notFound(`There is no SKU ${query.skuId}`);
		if (query.salesChannel !== SALES_CHANNEL) {
			throw notFound(`There is no sales channel ${query.salesChannel}`);
		}
		if (!isKnownCurrency(query.currency)) {
			throw badRequest(`query.currency: the sandbox has no rate for ${query.currency}`);
		}
		const retail = this.destination.get(destinationKey(query));
		return retail ? this.fromRetail(sku, query, retail) : this.fromPayout(sku, query);
	}

	private fromRetail(sku: Sku, query: PriceQuery, { price, timestamp }: StoredPrice) {
		const { listPrice = price.salePrice, salePrice } = price;
		const [list, sale] = [listPrice, salePrice].map((it) => toDollars(it, query.currency));
		return {
			...this.common(sku, query, timestamp),
			grossOutboundListPrice: withoutTaxes(list ?? 0),
			grossOutboundSalePrice: withoutTaxes(sale ?? 0),
			grossOutboundListPriceWithTaxes: list,
			grossOutboundSalePriceWithTaxes: sale,
			localizedListPriceWithTaxes: listPrice,
			localizedSalePriceWithTaxes: salePrice,
		};
	}

	private fromPayout(sku: Sku, query: PriceQuery) {
		const { price, timestamp } = this.origin.get(query.skuId) ?? payoutOfSku(sku);
		const { listPrice = price.salePrice, salePrice } = price;
		return {
			...this.common(sku, query, timestamp),
			grossOutboundListPrice: listPrice,
			grossOutboundSalePrice: salePrice,
			grossOutboundListPriceWithTaxes: withTaxes(listPrice),
			grossOutboundSalePriceWithTaxes: withTaxes(salePrice),
			localizedListPriceWithTaxes: toLocal(withTaxes(listPrice), query.currency),
			localizedSalePriceWithTaxes: toLocal(withTaxes(salePrice), query.currency),
		};
	}

	private common(sku: Sku, { salesChannel, currency }: PriceQuery, timestamp: string) {
		return {
			id: `${sku.id}-${salesChannel}`,
			merchantId: sku.merchantId,
			skuId: sku.skuId,
			skuName: sku.name,
			merchantCurrency: MERCHANT_CURRENCY,
			localizedCurrency: currency,
			localizationTimestamp: timestamp,
		};
	}

	private stored(price: OriginPrice): StoredPrice {
		return { price, timestamp: this.clock.isoDate() };
	}

	private queued(skuId: string) {
		return {
			status: 'LOCALIZATION IN PROGRESS',
			publishedCount: 1,
			publishedSkus: [skuId],
			failedCount: 0,
			failedSkus: [],
			merchantId: this.catalog.merchantId,
		};
	}

	/** A failure is told in the body of a success. */
	private failed(skuId: string) {
		return {
			status: 'ERROR',
			publishedCount: 0,
			publishedSkus: [],
			failedCount: 1,
			failedSkus: [skuId],
			merchantId: this.catalog.merchantId,
		};
	}
}

/** The price fields of the upsert hold origin prices, despite their names. */
function payoutOfSku(sku: Sku): StoredPrice {
	const { localizedListPriceWithTaxes: listPrice, localizedSalePriceWithTaxes: salePrice } = sku;
	if (salePrice === undefined) throw notFound(`The SKU ${sku.skuId} has no price yet`);
	const price = listPrice === undefined ? { salePrice } : { listPrice, salePrice };
	return { price, timestamp: sku.lastUpdateDate };
}

function destinationKey({ skuId, salesChannel, currency }: PriceQuery): string {
	return JSON.stringify([skuId, salesChannel, currency]);
}

function withTaxes(amount: number): number {
	return cents(amount * (1 + TAX_RATE));
}

function withoutTaxes(amount: number): number {
	return cents(amount / (1 + TAX_RATE));
}
