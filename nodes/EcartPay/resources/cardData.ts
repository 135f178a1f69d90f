import type { IDataObject } from 'n8n-workflow';

import { isObject, objectsIn } from '../../../credentials/lib/json';

/** Members under which an answer could repeat what was typed in. */
const SECURITY_CODES = new Set(['cvc', 'cvv']);
const NUMBERS = new Set(['number', 'card_number']);
/** The shortest card number. Deeper inside, a shorter `number` is one of a house or an invoice. */
const FEWEST_DIGITS = 12;

/** The records of an answer without the data of cards: it must not pile up in execution data. */
export function withoutCardData(body: unknown): IDataObject[] {
	return objectsIn(body).map((record) =>
		withoutMembers(record, (name) => NUMBERS.has(name) || SECURITY_CODES.has(name)),
	);
}

function withoutMembers(
	record: IDataObject,
	isCardData: (name: string, value: unknown) => boolean,
): IDataObject {
	return Object.fromEntries(
		Object.entries(record)
			.filter(([name, value]) => !isCardData(name, value))
			.map(([name, value]) => [name, cleaned(value)]),
	);
}

function cleaned(value: IDataObject[string]): IDataObject[string] {
	if (Array.isArray(value)) return value.map(cleaned) as IDataObject[];
	return isObject(value) ? withoutMembers(value, isCardDataWithin) : value;
}

function isCardDataWithin(name: string, value: unknown): boolean {
	const digits = String(value).replace(/\D/g, '').length;
	return SECURITY_CODES.has(name) || (NUMBERS.has(name) && digits >= FEWEST_DIGITS);
}
