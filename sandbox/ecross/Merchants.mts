import type { Context } from '../context.mts';
import { sandboxCredentials } from '../credentials.mts';
import { Catalog } from './Catalog.mts';
import { Inventories } from './Inventories.mts';
import { Orders } from './Orders.mts';
import { Parcels } from './Parcels.mts';
import { Prices } from './Prices.mts';

/** Everything that e-CROSS knows of one merchant. */
export class Merchant {
	readonly merchantId: string;
	readonly catalog: Catalog;
	readonly prices: Prices;
	readonly inventories: Inventories;
	readonly parcels: Parcels;
	readonly orders: Orders;

	constructor(merchantId: string, context: Context) {
		const clock = context.clocks.ecross;
		this.merchantId = merchantId;
		this.catalog = new Catalog(merchantId, clock);
		this.prices = new Prices(this.catalog, clock);
		this.inventories = new Inventories(this.catalog, clock);
		this.parcels = new Parcels(merchantId, clock);
		this.orders = new Orders(context, this.catalog, this.parcels);
	}
}

/** The merchants, made when they are first met. */
export class Merchants {
	private readonly context: Context;
	private readonly merchants = new Map<string, Merchant>();

	constructor(context: Context) {
		this.context = context;
	}

	/** The merchant that a client id belongs to. */
	of(clientId: string): Merchant {
		const known = this.merchants.get(clientId);
		if (known) return known;
		const merchant = new Merchant(merchantIdOf(clientId), this.context);
		this.merchants.set(clientId, merchant);
		return merchant;
	}

	all(): readonly Merchant[] {
		return [...this.merchants.values()];
	}

	clear(): void {
		this.merchants.clear();
	}
}

/** `ACME`, as in the documentation's examples; accounts of their own go by their client id. */
function merchantIdOf(clientId: string): string {
	return clientId === sandboxCredentials.ecross.clientId
		? 'ACME'
		: clientId.replaceAll('-', '').toUpperCase();
}
