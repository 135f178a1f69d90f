import { badRequest } from './errors.mts';
import type { Fields } from './Merchant.mts';

/** What is kept of a card: never its number, nor its code. */
export function cardFields({ number, name, exp_month, exp_year }: Fields): Fields {
	const digits = String(number ?? '').replace(/\D/g, '');
	if (digits.length < 13 || digits.length > 19) {
		// As careless as some services are: the message repeats what was sent.
		throw badRequest(`cards validation failed: number ${String(number)} is not a card number`);
	}
	const brand = digits.startsWith('4') ? 'visa' : digits.startsWith('3') ? 'amex' : 'mastercard';
	return { brand, last: digits.slice(-4), ...known({ name, exp_month, exp_year }) };
}

function known(fields: Fields): Fields {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
