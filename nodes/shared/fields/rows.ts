import type { INodeProperties } from 'n8n-workflow';

import {
	isEmpty,
	fieldType,
	unlessEmpty,
	type Property,
	type Shown,
	type FieldType,
} from './fieldType';

/** A list of rows, each with the same few fields. An empty field of a row is left out. */
export function rows<const R extends boolean = false>({
	fields,
	rowName,
	...shown
}: Shown<R> & { fields: INodeProperties[]; rowName: string }): FieldType<
	Array<Record<string, unknown>>,
	R
> {
	const property: Property = {
		type: 'fixedCollection',
		default: {},
		typeOptions: { multipleValues: true, sortable: true },
		options: [{ displayName: rowName, name: 'values', values: fields }],
	};
	const placeholder = `Add ${rowName}`;
	return fieldType({ placeholder, ...shown }, property, (raw) => unlessEmpty(rowsIn(raw)));
}

/** A handful of fields that belong together, such as an address. Empty ones are left out. */
export function fieldGroup<const R extends boolean = false>({
	fields,
	...shown
}: Shown<R> & { fields: INodeProperties[] }): FieldType<Record<string, unknown>, R> {
	const { displayName } = shown;
	const property: Property = {
		type: 'fixedCollection',
		default: {},
		options: [{ displayName, name: 'value', values: fields }],
	};
	return fieldType({ placeholder: `Add ${displayName}`, ...shown }, property, (raw) => {
		const { value } = raw as { value?: Record<string, unknown> };
		return value === undefined ? undefined : filled(value);
	});
}

function rowsIn(raw: unknown): Array<Record<string, unknown>> {
	const { values = [] } = raw as { values?: Array<Record<string, unknown>> };
	return values.map(filled);
}

function filled(fields: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => !isEmpty(value)));
}
