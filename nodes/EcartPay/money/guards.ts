import { fixed } from '../../shared/fields/fixed';
import { options } from '../../shared/fields';
import { local } from '../../shared/operation/locations';
import type { OperationContext } from '../../shared/operation/context';
import type { Values } from '../../shared/operation/operation';
import { amount } from '../../shared/fields/money';
import { type Money } from './amounts';
import { CURRENCIES } from './currencies';

/** Limits that nothing in the run can move. */
export const guardFields = {
	maximumAmount: local(
		fixed(
			amount({
				displayName: 'Maximum Amount',
				description:
					'Refuse any amount above this. As printed on a bill: 250.50. Leave empty for no limit. Must be a fixed value: an AI agent cannot set it.',
			}),
		),
	),
	maximumAmountCurrency: local(
		fixed(
			options({
				displayName: 'Currency of Maximum Amount',
				options: CURRENCIES,
				default: 'MXN',
				description: 'With a Maximum Amount, every other currency is refused',
			}),
		),
	),
};

export interface Guards {
	maximum: { amount: number; currency: string } | undefined;
}

export type GuardValues = Values<typeof guardFields, Record<never, never>>;

/** The guards of one item, from the values of their fields. */
export function guardsOf(values: GuardValues): Guards {
	const { maximumAmount: amount, maximumAmountCurrency: currency = 'MXN' } = values;
	return { maximum: amount === undefined ? undefined : { amount, currency } };
}

/** Throws if money may not be moved, or if nothing tells how much it would be. */
export function holdMaximum(
	{ refuse }: OperationContext,
	{ maximum }: Guards,
	money: Money | 'nothing' | undefined,
): void {
	if (!maximum || money === 'nothing') return;
	const limit = `Maximum Amount of ${maximum.amount} ${maximum.currency}`;
	const isAmountKnown = money !== undefined && !Number.isNaN(money.amount);
	if (!isAmountKnown || money.currency === undefined) {
		throw refuse(
			`The ${limit} cannot be checked, because the ${isAmountKnown ? 'currency' : 'amount'} is not known`,
			'Nothing was sent. Fill in Amount and Currency, where the operation has them, or leave Maximum Amount empty.',
		);
	}
	if (money.currency !== maximum.currency) {
		throw refuse(
			`${money.currency} is not the currency of the ${limit}`,
			'Amounts in other currencies are refused. Nothing was sent.',
		);
	}
	if (money.amount > maximum.amount) {
		throw refuse(
			`${money.amount} ${money.currency} is above the ${limit}`,
			'Nothing was sent. The limit can be changed only in the node itself.',
		);
	}
}
