import type { INodeProperties } from 'n8n-workflow';

import { isObject } from '../../../credentials/lib/json';
import {
	fieldType,
	isBlank,
	readText,
	unlessEmpty,
	type Field,
	type FieldType,
	type Property,
	type Shown,
} from './fieldType';
import { readAmount } from './money';
import { readBoolean, readNumber } from './numbers';

/** Fields of a row or a group, as n8n describes them. */
interface Members {
	readonly fields: INodeProperties[];
	/** Names of those that are amounts of money. */
	readonly amounts?: readonly string[];
}

/** A list of rows, each with the same few fields. An empty field of a row is left out. */
export function rows<const R extends boolean = false>({
	fields,
	amounts,
	rowName,
	...shown
}: Shown<R> & Members & { rowName: string }): FieldType<Array<Record<string, unknown>>, R> {
	const property: Property = {
		type: 'fixedCollection',
		default: {},
		typeOptions: { multipleValues: true, sortable: true },
		options: [{ displayName: rowName, name: 'values', values: fields }],
	};
	const placeholder = `Add ${rowName}`;
	return fieldType({ placeholder, ...shown }, property, (raw, field) => {
		const list = rowsIn(raw, field);
		if (shown.required && list.length === 0) {
			return field.refuse('has no rows', `Use ${placeholder}.`);
		}
		return unlessEmpty(
			list.map((row, index) =>
				readMembers(row, { fields, amounts }, field, `${rowName} ${index + 1}`),
			),
		);
	});
}

/** A handful of fields that belong together, such as an address. Empty ones are left out. */
export function fieldGroup<const R extends boolean = false>({
	fields,
	amounts,
	...shown
}: Shown<R> & Members): FieldType<Record<string, unknown>, R> {
	const { displayName } = shown;
	const property: Property = {
		type: 'fixedCollection',
		default: {},
		options: [{ displayName, name: 'value', values: fields }],
	};
	return fieldType({ placeholder: `Add ${displayName}`, ...shown }, property, (raw, field) => {
		const value = isObject(raw) ? raw.value : raw;
		if (value === undefined) return undefined;
		return readMembers(value, { fields, amounts }, field, displayName);
	});
}

function rowsIn(raw: unknown, field: Field): unknown[] {
	const values = isObject(raw) ? (raw.values ?? []) : raw;
	if (Array.isArray(values)) return values;
	return field.refuse('must be rows', 'Add rows in the form. n8n cannot map a whole list to it.');
}

/** The members that are filled in, each checked as a field of its own. */
function readMembers(
	row: unknown,
	{ fields, amounts = [] }: Members,
	field: Field,
	place: string,
): Record<string, unknown> {
	if (!isObject(row)) {
		return field.named(place).refuse('must be an object', 'Map an object with the named members.');
	}
	const missing = fields.find(({ name, required }) => required && isBlank(row[name]));
	if (missing) {
		field.named(`${place}: ${missing.displayName}`).refuse('is missing', 'Fill it in.');
	}
	const filled = Object.entries(row).filter(([, value]) => !isBlank(value));
	return Object.fromEntries(
		filled.map(([name, value]) => {
			const member = fields.find((one) => one.name === name);
			if (!member) return [name, value];
			const inner = field.named(`${place}: ${member.displayName}`);
			return [
				name,
				amounts.includes(name) ? readAmount(value, inner) : readMember(value, member, inner),
			];
		}),
	);
}

/** The value of a member of a row, checked as what its field says. */
export function readMember(
	raw: unknown,
	{ type, typeOptions = {} }: INodeProperties,
	field: Field,
): unknown {
	switch (type) {
		case 'number': {
			const { minValue: minimum, maxValue: maximum, numberPrecision } = typeOptions;
			// In n8n the precision matters only in the form, except for whole numbers.
			return readNumber(raw, field, { minimum, maximum, precision: numberPrecision || undefined });
		}
		case 'boolean':
			return readBoolean(raw, field);
		case 'string':
			return readText(raw, field);
		default:
			return raw;
	}
}
