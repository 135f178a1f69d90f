import type { INodeProperties } from 'n8n-workflow';

import type { InputFile } from '../http/files';
import type { Search } from './search';

/** A field that can refuse its value. */
export interface Refusing {
	/** Stops reading, with an error that names the field, the problem and what to do. */
	refuse(problem: string, advice: string): never;
}

/** What a field type knows about the field whose value it reads. */
export interface Field extends Refusing {
	/** The workflow's time zone, for dates that name none. */
	timezone: string;
	/** The file in a binary field of the item. */
	file(binaryField: string): Promise<InputFile>;
	/** The same item and zone for a field inside this one, such as a member of a row. */
	named(name: string): Field;
}

/** How a user fills in a value, and how the value is checked before it is sent. */
export interface FieldType<Value, Required extends boolean = boolean> {
	readonly property: Omit<INodeProperties, 'name' | 'displayOptions'>;
	readonly required: Required;
	readonly search?: Search;
	/** Accepts no expression, so nothing in a run can decide it; see `fixed`. */
	readonly fixed?: boolean;
	/** The value to send; `undefined` when the field was left empty. */
	read(raw: unknown, field: Field): Promise<Value | undefined>;
}

/** What the definition of every field can say. */
export interface Shown<R extends boolean> {
	displayName: string;
	description?: string;
	placeholder?: string;
	hint?: string;
	/** With `true` the value's type no longer includes `undefined`. */
	required?: R;
}

/** The part of a field that its type decides. */
export type Property = Omit<FieldType<unknown>['property'], 'displayName' | 'required'>;

/** Builds a field type whose empty value means "left out". */
export function fieldType<V, R extends boolean>(
	{ required, ...shown }: Shown<R>,
	property: Property,
	read: (raw: unknown, field: Field) => V | undefined | Promise<V>,
	{ search, isLeftOut = isBlank }: { search?: Search; isLeftOut?: (raw: unknown) => boolean } = {},
): FieldType<V, R> {
	return {
		property: { ...shown, ...property, ...(required ? { required } : {}) },
		// Inferred as `false` if the definition does not say.
		required: (required ?? false) as R,
		...(search ? { search } : {}),
		read: async (raw, field) => (isLeftOut(raw) ? undefined : await read(raw, field)),
	};
}

/** Whether there is nothing at all in a field. */
export function isEmpty(raw: unknown): boolean {
	return raw === undefined || raw === null || raw === '';
}

/** Blanks, and what is not to be seen by itself: soft hyphens, zero-width spaces and joiners. */
const INVISIBLE = /^(?:\s|\u00AD|\u200B|\u200C|\u200D|\u2060)*$/;

/**
 * Whether a field was left empty. A cell that looks empty (spaces, tabs, no-break and zero-width
 * spaces) counts as empty.
 */
export function isBlank(raw: unknown): boolean {
	return isEmpty(raw) || (typeof raw === 'string' && INVISIBLE.test(raw));
}

/** What JavaScript writes when an expression puts an object into a text. */
const OBJECT_IN_TEXT = '[object Object]';

/** A text, even if an expression gives a number. */
export function readText(raw: unknown, field: Refusing): string {
	if (typeof raw === 'boolean') return String(raw);
	if (typeof raw === 'number') return String(exactly(raw, field));
	if (typeof raw !== 'string') {
		return field.refuse('must be text', 'Map text or a number, not an object or a list.');
	}
	if (!raw.includes(OBJECT_IN_TEXT)) return raw;
	return field.refuse(
		`contains "${OBJECT_IN_TEXT}"`,
		'An expression has put an object into the text. Map one of its members.',
	);
}

/** A number that has its digits still: a rounded ID is a different ID. */
export function exactly(given: number, field: Refusing): number {
	if (!Number.isFinite(given)) {
		return field.refuse(
			`is "${given}"`,
			'The expression calculated with something that is missing.',
		);
	}
	if (!Number.isInteger(given) || Number.isSafeInteger(given)) return given;
	return field.refuse(
		`has more digits than a number can hold: "${given}"`,
		'It was rounded on the way here. Map it as text.',
	);
}

/** The text, unless it has lost a part of a character, which no address can hold. */
export function wholeText(text: string, field: Refusing): string {
	if (!/\p{Surrogate}/u.test(text)) return text;
	return field.refuse(
		'contains half a character',
		'This happens when text is cut in the middle of an emoji.',
	);
}

/** Undefined for an empty list, because an empty field is left out. */
export function unlessEmpty<T>(list: T[]): T[] | undefined {
	return list.length > 0 ? list : undefined;
}

/** A value, quoted and cut, for a message. */
export function quote(raw: unknown): string {
	const shown = typeof raw === 'string' ? raw : (JSON.stringify(raw) ?? typeof raw);
	return `"${shown.slice(0, 80)}"`;
}
