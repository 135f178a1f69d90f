/**
 * Amounts of money. A user enters them as printed on a bill (250.50), whatever the API counts in.
 * Only JSON that is sent unchanged uses the API's own unit: see `inCents`.
 */
import { isObject } from '../../../credentials/lib/json';
import { fieldType, quote, type Field, type FieldType, type Shown } from './fieldType';
import { readNumber } from './numbers';

const AS_PRINTED = /^\d+(\.\d{1,2})?$/;
const WITH_COMMA = /^(\d+),(\d{1,2})$/;

/** `1e3`, `0x10` and the like are numbers to JavaScript, but nobody writes money that way. */
const PLAIN_DECIMAL = /^\d+(\.\d+)?$/;

const CENTS_IN_UNIT = 100;

/** An amount that is entered, and sent, as printed on a bill: 250.50. Not negative. */
export function amount<const R extends boolean = false>({
	positive = false,
	...shown
}: Shown<R> & { positive?: boolean }): FieldType<number, R> {
	const typeOptions = { minValue: 0, numberPrecision: 2 };
	return fieldType(shown, { type: 'number', default: '', typeOptions }, (raw, field) => {
		const value = readAmount(raw, field);
		if (positive && value === 0) field.refuse('must be more than 0', 'Use a larger number.');
		return value;
	});
}

/**
 * Checks an amount that is filled in: plain digits with a decimal point, not negative. How many
 * decimals it may have depends on its currency, which is another field.
 */
export function readAmount(raw: unknown, field: Field): number {
	if (typeof raw === 'string' && !PLAIN_DECIMAL.test(raw.trim())) {
		return field.refuse(`is not an amount of money: ${quote(raw)}`, adviceOnAmount(raw));
	}
	return readNumber(raw, field, { minimum: 0 });
}

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
		// Written so, no fraction of a cent is ever calculated with.
		const cents = Number(`${text}e2`);
		if (!Number.isSafeInteger(cents)) {
			return field.refuse(`is more than can be counted: ${quote(raw)}`, 'Check the amount.');
		}
		return cents >= minimum ? cents : refuseSmall(field, minimum);
	});
}

/** What to write instead of a text that is not an amount. */
function adviceOnAmount(text: string): string {
	const [, whole, decimals] = WITH_COMMA.exec(text.trim()) ?? [];
	return decimals === undefined
		? 'Enter it as printed on a bill, with a decimal point and at most two decimals: 250.50.'
		: `Use a decimal point: ${whole}.${decimals}.`;
}

/** JSON that is sent unchanged: amounts in cents that have a decimal point are refused. */
export function inCents<V, R extends boolean>(type: FieldType<V, R>): FieldType<V, R> {
	return {
		...type,
		read: async (raw, field) => {
			const value = await type.read(raw, field);
			refuseDecimalCents(value, field);
			return value;
		},
	};
}

/** Members whose names say cents, at any depth: 250.50 cents would be two and a half euros. */
function refuseDecimalCents(value: unknown, field: Field): void {
	if (!isObject(value) && !Array.isArray(value)) return;
	for (const [name, member] of Object.entries(value)) {
		if (IN_CENTS.test(name)) refuseDecimals(name, member, field);
		refuseDecimalCents(member, field);
	}
}

/** Names in APIs that count in cents: amountCents, amount_cents. */
const IN_CENTS = /(_c|C)ents$/;

function refuseDecimals(name: string, member: unknown, field: Field): void {
	const given = typeof member === 'string' ? Number(member) : member;
	if (typeof given !== 'number' || Number.isInteger(given)) return;
	if (typeof member === 'number' || AS_PRINTED.test(member as string)) {
		const cents = Math.round(given * CENTS_IN_UNIT);
		field.named(name).refuse('is in cents', `${asPrinted(cents)} is ${cents}.`);
	}
}

/** Cents as a user writes them: 25050 is "250.50". */
export function asPrinted(cents: number): string {
	return (cents / CENTS_IN_UNIT).toFixed(2);
}

function refuseSmall(field: Field, minimum: number): never {
	return field.refuse(`must be at least ${asPrinted(minimum)}`, 'Use a larger amount.');
}
