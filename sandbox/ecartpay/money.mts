/** What Ecart Pay keeps of a payment: in the documented sample, 7.54 of 100.00. */
const FEE_SHARE = 0.0754;

/** Rounds to two decimals. */
export function cents(amount: number): number {
	return Math.round((amount + Number.EPSILON) * 100) / 100;
}

export function feeOf(amount: number): number {
	return cents(amount * FEE_SHARE);
}

export interface Priced {
	readonly name?: string;
	readonly quantity?: number;
	readonly price?: number;
	readonly discount?: number;
	readonly amount?: number;
}

/** The price of items, less their discounts. */
export function sumOfItems(items: readonly Priced[] = []): number {
	return cents(
		items.reduce(
			(sum, { quantity = 1, price = 0, discount = 0 }) => sum + quantity * price - discount,
			0,
		),
	);
}

/** The sum of shipping costs, discounts or charges. */
export function sumOfAmounts(rows: readonly Priced[] = []): number {
	return cents(rows.reduce((sum, { amount = 0 }) => sum + amount, 0));
}
