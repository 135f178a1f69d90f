import { cents } from './money.mts';

export interface TaxSimulationInput {
	readonly items: ReadonlyArray<{
		readonly id?: string;
		readonly skuId?: string;
		readonly quantity?: number;
		readonly unitPriceWithDiscount?: number;
	}>;
	readonly freight: number;
	readonly country: string;
	readonly state: string;
}

interface TaxValues {
	readonly icmsTaxValue: number;
	readonly importTaxValue: number;
	readonly totalTaxValue: number;
}

/** Duty on imports into Brazil, and its state tax; round figures of the sandbox. */
const IMPORT_RATE = 0.2;
const ICMS_RATE = 0.17;

/** Taxes per line and in total. Each line bears freight by its part of the goods' value. */
export function simulateTaxes({ items, freight, country }: TaxSimulationInput) {
	const values = items.map(({ quantity = 1, unitPriceWithDiscount = 0 }) =>
		cents(quantity * unitPriceWithDiscount),
	);
	const goods = values.reduce((sum, value) => sum + value, 0);
	const lines = items.map(({ id, skuId }, index) => {
		const value = values[index] ?? 0;
		const share = goods === 0 ? 0 : (freight * value) / goods;
		return { id, skuId, ...taxesOn(value + share, country) };
	});
	return { items: lines, totals: sumOf(lines) };
}

/** The state tax counts itself into its base, as in Brazil; other countries' carts bear none. */
function taxesOn(amount: number, country: string): TaxValues {
	if (country !== 'BR') return { icmsTaxValue: 0, importTaxValue: 0, totalTaxValue: 0 };
	const importTaxValue = cents(amount * IMPORT_RATE);
	const icmsTaxValue = cents(((amount + importTaxValue) * ICMS_RATE) / (1 - ICMS_RATE));
	return { icmsTaxValue, importTaxValue, totalTaxValue: cents(importTaxValue + icmsTaxValue) };
}

function sumOf(lines: readonly TaxValues[]): TaxValues {
	const sum = (name: keyof TaxValues) =>
		cents(lines.reduce((total, line) => total + line[name], 0));
	return {
		icmsTaxValue: sum('icmsTaxValue'),
		importTaxValue: sum('importTaxValue'),
		totalTaxValue: sum('totalTaxValue'),
	};
}
