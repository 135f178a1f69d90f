import type { Clock } from '../clock.mts';
import { badRequest } from './errors.mts';
import { SortedRecords } from './SortedRecords.mts';

/** A SKU as the merchant sends it; only the members that the sandbox looks at are named. */
export interface SkuInput {
	readonly skuId: string;
	readonly productId: string;
	readonly name?: string;
	readonly weight?: number;
	readonly hscode?: string;
	readonly localizedListPriceWithTaxes?: number;
	readonly localizedSalePriceWithTaxes?: number;
}

export interface Sku extends SkuInput {
	readonly id: string;
	readonly merchantId: string;
	readonly merchantProductId: string;
	readonly lastUpdateDate: string;
	readonly localizationStatus: string;
	readonly salesChannelStatus: Readonly<Record<string, { status: string; statusDate: string }>>;
}

/** The one sales channel that the documentation's examples name. */
export const SALES_CHANNEL = 'ECOM';

/** A merchant's products. */
export class Catalog {
	readonly merchantId: string;
	private readonly clock: Clock;
	private readonly skus = new SortedRecords<Sku>();
	private readonly skuIdsByProduct = new Map<string, Set<string>>();

	constructor(merchantId: string, clock: Clock) {
		this.merchantId = merchantId;
		this.clock = clock;
	}

	/**
	 * Stores all SKUs of one product and deletes those of it that are left out. The answer shows a
	 * new SKU as pending; by the next read it is ready for its sales channel.
	 */
	upsert(inputs: readonly SkuInput[]): Sku[] {
		const productId = onlyProduct(inputs);
		this.deleteProduct(productId);
		return inputs.map((input) => {
			const sku = this.store(input, this.clock.isoDate());
			return { ...sku, localizationStatus: 'PENDING_LOCALIZATION', salesChannelStatus: {} };
		});
	}

	/** Stores one SKU beside the others of its product, with a given update date. */
	store(input: SkuInput, lastUpdateDate: string): Sku {
		const sku = this.complete(input, lastUpdateDate);
		this.skus.set(sku);
		const siblings = this.skuIdsByProduct.get(input.productId) ?? new Set();
		this.skuIdsByProduct.set(input.productId, siblings.add(input.skuId));
		return sku;
	}

	/** All SKUs, by id. */
	list(): readonly Sku[] {
		return this.skus.list();
	}

	find(skuId: string): Sku | undefined {
		return this.skus.get(this.idOf(skuId));
	}

	ofProduct(productId: string): Sku[] {
		const skuIds = [...(this.skuIdsByProduct.get(productId) ?? [])];
		return skuIds.flatMap((skuId) => this.find(skuId) ?? []);
	}

	private idOf(skuId: string): string {
		return `${this.merchantId}-${skuId}`;
	}

	private complete(input: SkuInput, lastUpdateDate: string): Sku {
		return {
			...input,
			id: this.idOf(input.skuId),
			merchantId: this.merchantId,
			merchantProductId: `${this.merchantId}-${input.productId}`,
			lastUpdateDate,
			localizationStatus: 'READY_FOR_SALES_CHANNEL',
			salesChannelStatus: {
				[SALES_CHANNEL]: { status: 'SALES_CHANNEL_APPROVED', statusDate: lastUpdateDate },
			},
		};
	}

	private deleteProduct(productId: string): void {
		for (const skuId of this.skuIdsByProduct.get(productId) ?? []) {
			this.skus.delete(this.idOf(skuId));
		}
		this.skuIdsByProduct.delete(productId);
	}
}

/** One request per product is documented; what several would do is not, so they are refused. */
function onlyProduct(inputs: readonly SkuInput[]): string {
	const [first, ...others] = new Set(inputs.map(({ productId }) => productId));
	if (first === undefined || others.length > 0) {
		throw badRequest('body: all SKUs of a request must have the same productId');
	}
	return first;
}
