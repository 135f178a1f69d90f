import { number, options, textList } from '../../shared/fields';
import { adviceOnAmount } from '../../shared/fields/money';
import type { Shown, Field, FieldType } from '../../shared/fields/fieldType';
import type { Refuse } from '../../shared/operation/operation';
import { CURRENCIES, decimalsOf } from './currencies';

/** An amount of money, as the API counts it: in major units (243.33 MXN is 243.33). */
export interface Money {
	amount: number;
	/** Not known where the account's own currency is meant. */
	currency: string | undefined;
}

/** Amounts by the name under which a user knows them. */
export type NamedAmounts = ReadonlyArray<readonly [name: string, amount: number | undefined]>;

/** `1e3`, `0x10` and the like are numbers to JavaScript, but nobody writes money so. */
const PLAIN_DECIMAL = /^\d+(\.\d+)?$/;

/**
 * An amount in major units: finite, not negative. How many decimals it may have depends on the
 * currency, which is another field: see `checkDecimals`.
 */
export function amount<const R extends boolean = false>({
	positive = false,
	...shown
}: Shown<R> & { positive?: boolean }): FieldType<number, R> {
	const plain = number({ ...shown, minimum: 0 });
	const property = { ...plain.property, typeOptions: { minValue: 0, numberPrecision: 2 } };
	return {
		...plain,
		property,
		read: async (raw, field) => {
			refuseOddSpelling(raw, field);
			const value = await plain.read(raw, field);
			if (positive && value === 0) field.refuse('must be more than 0', 'Use a larger number.');
			return value;
		},
	};
}

/** Amounts to choose from: a list, or one text with commas between them. */
export function amountList<const R extends boolean = false>(
	shown: Shown<R>,
): FieldType<number[], R> {
	const plain = textList(shown);
	return {
		...plain,
		read: async (raw, field) => {
			const list = await plain.read(raw, field);
			return list?.map((one) => amountIn(one, 'amount', field));
		},
	};
}

/** One of the currencies of Ecart Pay. */
export function currency<const R extends boolean = false>(
	shown: Partial<Shown<R>> = {},
): FieldType<string, R> {
	const labels: Shown<R> = { displayName: 'Currency', ...shown };
	return options({ ...labels, options: CURRENCIES, default: 'MXN' });
}

/** Refuses amounts that the currency cannot express, such as 10.005 MXN or 10.50 CLP. */
export function checkDecimals(
	refuse: Refuse,
	code: string | undefined,
	amounts: NamedAmounts,
): void {
	const decimals = decimalsOf(code);
	for (const [name, value] of amounts) {
		if (value === undefined || Number(value.toFixed(decimals)) === value) continue;
		throw refuse(
			`${name} has more decimals than ${code ?? 'the currency'} has: ${value}`,
			decimals === 0
				? `${code} has no decimals.`
				: `Round it to ${decimals} decimals. Amounts are in major units: 243.33, not 24333.`,
		);
	}
}

/** The number of a value inside a row; anything but a plain amount is refused by its name. */
export function amountIn(raw: unknown, name: string, field: Field): number {
	refuseOddSpelling(raw, field, name);
	const value = typeof raw === 'string' ? Number(raw) : raw;
	if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return value;
	return field.refuse(
		`has no usable ${name}: ${JSON.stringify(raw)}`,
		'Use a number that is not negative, with a decimal point.',
	);
}

function refuseOddSpelling(raw: unknown, field: Field, name?: string): void {
	if (typeof raw !== 'string' || raw === '' || PLAIN_DECIMAL.test(raw.trim())) return;
	field.refuse(
		`${name === undefined ? 'is' : `has a ${name} that is`} not an amount: "${raw.slice(0, 80)}"`,
		adviceOnAmount(raw),
	);
}
