import type { Context } from '../context.mts';
import { sandboxCredentials } from '../credentials.mts';
import { Catalog } from './Catalog.mts';

/** Everything that e-CROSS knows of one merchant. */
export class Merchant {
	readonly merchantId: string;
	readonly catalog: Catalog;

	constructor(merchantId: string, context: Context) {
		this.merchantId = merchantId;
		this.catalog = new Catalog(merchantId, context.clocks.ecross);
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
