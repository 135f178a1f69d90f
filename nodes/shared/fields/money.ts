/** Amounts of money, as a user reads them on a bill. */
import { fieldType, quote, type Field, type FieldType, type Shown } from './fieldType';

const AS_PRINTED = /^\d+(\.\d{1,2})?$/;
const WITH_COMMA = /^(\d+),(\d{1,2})$/;

const CENTS_IN_UNIT = 100;

/**
 * An amount that is entered as printed on a bill (250.50), for an API that counts in cents: the
 * value is in cents (25050). At least one cent unless `minimum` says otherwise.
 */
export function amountInCents<const R extends boolean = false>({
	minimum = 1,
	...shown
}: Shown<R> & { minimum?: number }): FieldType<number, R> {
	const typeOptions = { minValue: minimum / CENTS_IN_UNIT, numberPrecision: 2 };
	return fieldType(shown, { type: 'number', default: '', typeOptions }, (raw, field) => {
		const text = String(typeof raw === 'string' || typeof raw === 'number' ? raw : NaN).trim();
		if (!AS_PRINTED.test(text)) {
			return field.refuse(`is not an amount of money: ${quote(raw)}`, adviceOnAmount(text));
		}
		const cents = Math.round(Number(text) * CENTS_IN_UNIT);
		return cents >= minimum ? cents : refuseSmall(field, minimum);
	});
}

/** What to write instead of a text that is not an amount. */
export function adviceOnAmount(text: string): string {
	const [, whole, decimals] = WITH_COMMA.exec(text.trim()) ?? [];
	return decimals === undefined
		? 'Enter it as printed on a bill, with a decimal point and at most two decimals: 250.50.'
		: `Use a decimal point: ${whole}.${decimals}.`;
}

/** Cents as a user reads them: 25050 is "250.50". */
export function asPrinted(cents: number): string {
	return (cents / CENTS_IN_UNIT).toFixed(2);
}

function refuseSmall(field: Field, minimum: number): never {
	return field.refuse(`must be at least ${asPrinted(minimum)}`, 'Use a larger amount.');
}
