import { randomUUID } from 'node:crypto';

/** The settings of a purchase that the sandbox looks at. */
export interface PurchaseSettings {
	readonly amountCents: number;
	readonly reference: string;
	readonly merchantUid?: string;
	readonly companyUid?: string;
	readonly paymentNotificationUrl?: string;
	readonly errorNotificationUrl?: string;
	readonly metadata?: object;
}

type PurchaseState = 'created' | 'paid' | 'failed' | 'released';

/** How the merchant gets its money: by a bank transfer, or by charging a virtual card. */
type PaymentMode = 'transfer' | 'back';

interface Refund {
	readonly amountCents: number;
	/** Milliseconds since the epoch. */
	readonly at: number;
}

export interface Purchase {
	readonly uid: string;
	/** The merchant that the purchase belongs to. */
	readonly merchantUid: string;
	/** The API key that made it; empty for a purchase that was signed. */
	readonly apiKey: string;
	readonly settings: PurchaseSettings;
	state: PurchaseState;
	mode: PaymentMode | undefined;
	readonly refunds: Refund[];
}

/** All purchases. */
export class Purchases {
	private readonly purchases = new Map<string, Purchase>();

	find(uid: string): Purchase | undefined {
		return this.purchases.get(uid);
	}

	create(merchantUid: string, apiKey: string, settings: PurchaseSettings): Purchase {
		const purchase: Purchase = {
			uid: `pur_${randomUUID()}`,
			merchantUid,
			apiKey,
			settings,
			state: 'created',
			mode: undefined,
			refunds: [],
		};
		this.purchases.set(purchase.uid, purchase);
		return purchase;
	}

	/** Whether a merchant's reference stands on a completed purchase; it cannot be used again then. */
	isCompleted(merchantUid: string, reference: string): boolean {
		return [...this.purchases.values()].some(
			(purchase) =>
				purchase.merchantUid === merchantUid &&
				purchase.settings.reference === reference &&
				purchase.state === 'paid',
		);
	}

	clear(): void {
		this.purchases.clear();
	}
}
