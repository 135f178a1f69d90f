import { boolean, options } from '../../shared/kinds';
import { local } from '../../shared/locations';
import type { OperationContext } from '../../shared/context';
import type { Kind } from '../../shared/operation';
import { amount, type Money } from './amounts';
import { CURRENCIES } from './currencies';

/**
 * Limits that the maker of a workflow sets and that nothing in the run can move: neither an AI
 * agent that uses the node as a tool, nor the data.
 *
 * `noDataExpression` alone is not enough: it takes the expression switch out of the form, but n8n
 * keeps a lone `$fromAI()` even in such a field (2.41), and a workflow can be edited as JSON. So
 * the values are read as they are stored, and an expression is refused at run time.
 */
export const guardFields = {
	dryRun: local(
		fixed(
			boolean({
				displayName: 'Dry Run',
				description:
					'Whether to show the request instead of sending it. Must be a fixed value: an AI agent cannot set it.',
			}),
		),
	),
	maximumAmount: local(
		fixed(
			amount({
				displayName: 'Maximum Amount',
				description:
					'Refuse anything above it, in major units. Leave empty for no limit. Must be a fixed value: an AI agent cannot set it.',
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

const NOT_FIXED = 'must be a fixed value, not an expression';
const WHY_FIXED =
	'It guards money, so neither an AI agent nor the data may choose it. Nothing was sent.';

export interface Guards {
	dryRun: boolean;
	maximum: { amount: number; currency: string } | undefined;
}

/** The guards as they are stored in the workflow. Throws where one is an expression. */
export function readGuards(context: OperationContext): Guards {
	const maximum = storedValue(context, 'maximumAmount');
	const currency = storedValue(context, 'maximumAmountCurrency');
	return {
		dryRun: storedValue(context, 'dryRun') === true,
		maximum: isSet(maximum)
			? { amount: Number(maximum), currency: isSet(currency) ? String(currency) : 'MXN' }
			: undefined,
	};
}

/** Throws if money may not be moved, or if nothing tells how much it would be. */
export function holdMaximum(
	{ refuse }: OperationContext,
	{ maximum }: Guards,
	money: Money | undefined,
): void {
	if (!maximum) return;
	const limit = `Maximum Amount of ${maximum.amount} ${maximum.currency}`;
	const isAmountKnown = money !== undefined && !Number.isNaN(money.amount);
	if (!isAmountKnown || money.currency === undefined) {
		throw refuse(
			`The ${limit} cannot be held, since the ${isAmountKnown ? 'currency' : 'amount'} is not known`,
			'Fill in Amount and Currency. Nothing was sent.',
		);
	}
	if (money.currency !== maximum.currency) {
		throw refuse(
			`${money.currency} is not the currency of the ${limit}`,
			'Amounts of other currencies are refused. Nothing was sent.',
		);
	}
	if (money.amount > maximum.amount) {
		throw refuse(
			`${money.amount} ${money.currency} is above the ${limit}`,
			'Nothing was sent. The limit can be changed only in the node itself.',
		);
	}
}

function fixed<V, R extends boolean>(kind: Kind<V, R>): Kind<V, R> {
	return {
		...kind,
		property: { ...kind.property, noDataExpression: true },
		read: async (raw, field) =>
			isExpression(raw) ? field.refuse(NOT_FIXED, WHY_FIXED) : await kind.read(raw, field),
	};
}

function storedValue({ functions, refuse }: OperationContext, name: keyof typeof guardFields) {
	const value = functions.getNode().parameters[name];
	if (!isExpression(value)) return value;
	throw refuse(`${guardFields[name].kind.property.displayName} ${NOT_FIXED}`, WHY_FIXED);
}

/** n8n may have taken the sign of equality off, since the field has no expressions. */
function isExpression(value: unknown): boolean {
	return typeof value === 'string' && (value.startsWith('=') || value.includes('{{'));
}

function isSet(value: unknown): boolean {
	return value !== undefined && value !== null && value !== '';
}
