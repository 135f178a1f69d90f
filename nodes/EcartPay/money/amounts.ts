import { options, textList } from '../../shared/fields';
import { readAmount } from '../../shared/fields/money';
import type { Shown, FieldType } from '../../shared/fields/fieldType';
import type { Refuse } from '../../shared/operation/operation';
import { CURRENCIES, decimalsOf } from './currencies';

/** An amount of money, as printed on a bill, which is how the API counts it. */
export interface Money {
	amount: number;
	/** Not known where the account's own currency is meant. */
	currency: string | undefined;
}

/** Amounts by the name under which a user knows them. */
export type NamedAmounts = ReadonlyArray<readonly [name: string, amount: number | undefined]>;

/** Amounts to choose from: a list, or one text with commas between them. */
export function amountList<const R extends boolean = false>(
	shown: Shown<R>,
): FieldType<number[], R> {
	const plain = textList(shown);
	return {
		...plain,
		read: async (raw, field) => {
			const list = await plain.read(raw, field);
			return list?.map((one) => readAmount(one, field));
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
			`${name} has more decimals than ${code ?? 'the currency'} allows: ${value}`,
			decimals === 0
				? `${code} has no decimals.`
				: `Round it to ${decimals} decimals, as printed on a bill: 243.33.`,
		);
	}
}
