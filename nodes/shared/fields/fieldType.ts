import type { INodeProperties } from 'n8n-workflow';

import type { InputFile } from '../http/files';
import type { Search } from './search';

/** What a kind gets to know of the field whose value it reads. */
export interface Field {
	/** The workflow's time zone, for dates that name none. */
	timezone: string;
	/** The file in a binary field of the item. */
	file(binaryField: string): Promise<InputFile>;
	/** Ends the reading with an error that names the field, the problem and what to do. */
	refuse(problem: string, advice: string): never;
}

/** How a user fills in a value, and how the value is checked before it is sent. */
export interface FieldType<Value, Required extends boolean = boolean> {
	readonly property: Omit<INodeProperties, 'name' | 'displayOptions'>;
	readonly required: Required;
	readonly search?: Search;
	/** Takes no expression, so that nothing in a run decides it; see `fixed`. */
	readonly fixed?: boolean;
	/** The value to send; `undefined` when the field was left empty. */
	read(raw: unknown, field: Field): Promise<Value | undefined>;
}

/** What every kind of field can say about itself. */
export interface Shown<R extends boolean> {
	displayName: string;
	description?: string;
	placeholder?: string;
	hint?: string;
	/** `true` takes the `undefined` out of the value's type. */
	required?: R;
}

/** The part of a field that its kind decides. */
export type Property = Omit<FieldType<unknown>['property'], 'displayName' | 'required'>;

/** Builds a kind whose empty value means "left out". */
export function fieldType<V, R extends boolean>(
	{ required, ...shown }: Shown<R>,
	property: Property,
	read: (raw: unknown, field: Field) => V | undefined | Promise<V>,
	search?: Search,
): FieldType<V, R> {
	return {
		property: { ...shown, ...property, ...(required ? { required } : {}) },
		// Inferred as `false` where the definition says nothing.
		required: (required ?? false) as R,
		...(search ? { search } : {}),
		read: async (raw, field) => (isEmpty(raw) ? undefined : await read(raw, field)),
	};
}

/** Whether a field was left empty. */
export function isEmpty(raw: unknown): boolean {
	return raw === undefined || raw === null || raw === '';
}

/** A text, also where an expression gives a number. */
export function readText(raw: unknown, field: Field): string {
	if (typeof raw === 'string') return raw;
	if (typeof raw === 'number' || typeof raw === 'boolean') return String(raw);
	return field.refuse('must be text', 'Map a text or a number, not an object or a list.');
}

/** A list, also where it is written as one text with commas. */
export function listOf(raw: unknown): unknown[] {
	if (Array.isArray(raw)) return raw;
	return typeof raw === 'string' ? raw.split(',') : [raw];
}

/** Nothing for an empty list, since an empty field is left out. */
export function unlessEmpty<T>(list: T[]): T[] | undefined {
	return list.length > 0 ? list : undefined;
}

/** A value, quoted and cut, for a message. */
export function quote(raw: unknown): string {
	const shown = typeof raw === 'string' ? raw : JSON.stringify(raw);
	return `"${shown.slice(0, 80)}"`;
}
