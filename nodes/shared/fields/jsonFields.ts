import { parseExactly } from '../http/exactJson';
import { fieldType, type Shown, type Field, type FieldType } from './fieldType';

/** A JSON object. */
export function jsonObject<const R extends boolean = false>({
	default: preset = '',
	...shown
}: Shown<R> & { default?: string }): FieldType<Record<string, unknown>, R> {
	return fieldType(shown, { type: 'json', default: preset }, (raw, field) => {
		const value = readJson(raw, field);
		if (isPlainObject(value)) return { ...value };
		return field.refuse('must be a JSON object', 'Put braces around it: { … }.');
	});
}

/** A JSON list. */
export function jsonList<const R extends boolean = false>({
	default: preset = '',
	...shown
}: Shown<R> & { default?: string }): FieldType<unknown[], R> {
	return fieldType(shown, { type: 'json', default: preset }, (raw, field) => {
		const value = readJson(raw, field);
		if (!Array.isArray(value)) {
			return field.refuse('must be a JSON list', 'Put brackets around it: [ … ].');
		}
		if (shown.required && value.length === 0) {
			return field.refuse('is an empty list', 'Correct the expression, or add an entry.');
		}
		return value as unknown[];
	});
}

/** The value that will be sent, member by member, or a refusal. */
function readJson(raw: unknown, field: Field): unknown {
	if (typeof raw === 'string') return parsed(raw, field);
	const place = unsendable(raw, []);
	if (place === undefined) return raw;
	return field.refuse(
		`has no value that can be sent at "${place.join('.')}"`,
		'JSON does not have such a value. Correct the expression that gives it.',
	);
}

function parsed(text: string, field: Field): unknown {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch (error) {
		const where = error instanceof Error ? error.message : String(error);
		return field.refuse('is not valid JSON', `Check quotes, commas and brackets: ${where}.`);
	}
	if (JSON.stringify(parseExactly(text)) !== JSON.stringify(value)) {
		return field.refuse(
			'has a number with more digits than a number can hold',
			'It would be rounded to another number. Put it in quotes.',
		);
	}
	if (membersWritten(text) !== membersOf(value)) {
		return field.refuse('has a member twice', 'Only one of them would be sent. Remove the other.');
	}
	return value;
}

const STRINGS = /"(?:[^"\\]|\\.)*"/g;

/** How many members valid JSON has: outside its strings, each has one colon. */
function membersWritten(text: string): number {
	return text.replace(STRINGS, '').split(':').length - 1;
}

function membersOf(value: unknown): number {
	if (typeof value !== 'object' || value === null) return 0;
	const inside: unknown[] = Object.values(value);
	const own = Array.isArray(value) ? 0 : inside.length;
	return inside.reduce<number>((sum, one) => sum + membersOf(one), own);
}

/**
 * Where a value is that JSON would leave out or replace: NaN becomes null, a Map loses its entries.
 * Undefined if there is none. What is undefined counts as left out by the user.
 */
function unsendable(value: unknown, place: string[]): string[] | undefined {
	if (typeof value === 'number') return Number.isFinite(value) ? undefined : place;
	if (typeof value === 'bigint') return place;
	if (typeof value !== 'object' || value === null) return undefined;
	if (!Array.isArray(value) && !isPlainObject(value)) return 'toJSON' in value ? undefined : place;
	for (const [name, member] of Object.entries(value)) {
		const found = unsendable(member, [...place, name]);
		if (found) return found;
	}
	return undefined;
}

/** Members and nothing else. A date has none, so it would be sent as an empty object. */
function isPlainObject(value: unknown): value is Record<string, unknown> {
	if (Object.prototype.toString.call(value) !== '[object Object]') return false;
	return typeof Object(value).toJSON !== 'function';
}
