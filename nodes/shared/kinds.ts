import { tryToParseDateTime, type INodeProperties } from 'n8n-workflow';

import type { Field, Kind } from './operation';
import type { Search } from './search';

/** What every kind of field can say about itself. */
interface Shown<R extends boolean> {
	displayName: string;
	description?: string;
	placeholder?: string;
	hint?: string;
	/** `true` takes the `undefined` out of the value's type. */
	required?: R;
}

interface Choice<V extends string> {
	name: string;
	value: V;
	description?: string;
}

type Property = Omit<Kind<unknown>['property'], 'displayName' | 'required'>;

/** Builds a kind whose empty value means "left out". */
function kind<V, R extends boolean>(
	{ required, ...shown }: Shown<R>,
	property: Property,
	read: (raw: unknown, field: Field) => V | undefined | Promise<V>,
	search?: Search,
): Kind<V, R> {
	return {
		property: { ...shown, ...property, ...(required ? { required } : {}) },
		// Inferred as `false` where the definition says nothing.
		required: (required ?? false) as R,
		...(search ? { search } : {}),
		read: async (raw, field) => (isEmpty(raw) ? undefined : await read(raw, field)),
	};
}

function isEmpty(raw: unknown): boolean {
	return raw === undefined || raw === null || raw === '';
}

/** A line of text, or several with `rows`. */
export function text<const R extends boolean = false>({
	rows,
	default: preset = '',
	...shown
}: Shown<R> & { default?: string; rows?: number }): Kind<string, R> {
	const typeOptions = rows === undefined ? {} : { typeOptions: { rows } };
	return kind(shown, { type: 'string', default: preset, ...typeOptions }, readText);
}

/** A line of text that is shown as dots, and that no message of the node repeats. */
export function concealedText<const R extends boolean = false>(shown: Shown<R>): Kind<string, R> {
	const property: Property = { type: 'string', default: '', typeOptions: { password: true } };
	return kind(shown, property, readText);
}

function readText(raw: unknown, field: Field): string {
	if (typeof raw === 'string') return raw;
	if (typeof raw === 'number' || typeof raw === 'boolean') return String(raw);
	return field.refuse('must be text', 'Map a text or a number, not an object or a list.');
}

interface Range {
	minimum?: number;
	maximum?: number;
	/** Digits after the point; 0 for whole numbers. */
	precision?: number;
}

/** A number. Without a default the field starts empty, and an empty field is left out. */
export function number<const R extends boolean = false>({
	minimum,
	maximum,
	precision,
	default: preset,
	...shown
}: Shown<R> & Range & { default?: number }): Kind<number, R> {
	const typeOptions = {
		...(minimum === undefined ? {} : { minValue: minimum }),
		...(maximum === undefined ? {} : { maxValue: maximum }),
		...(precision === undefined ? {} : { numberPrecision: precision }),
	};
	return kind(shown, { type: 'number', default: preset ?? '', typeOptions }, (raw, field) =>
		readNumber(raw, field, { minimum, maximum, precision }),
	);
}

/** A whole number. */
export function integer<const R extends boolean = false>(
	shown: Shown<R> & Omit<Range, 'precision'> & { default?: number },
): Kind<number, R> {
	return number({ ...shown, precision: 0 });
}

function readNumber(raw: unknown, field: Field, { minimum, maximum, precision }: Range): number {
	const value = typeof raw === 'string' ? Number(raw.trim()) : raw;
	if (typeof value !== 'number' || !Number.isFinite(value)) {
		return field.refuse(
			`must be a number, but is ${quote(raw)}`,
			'Use digits and a decimal point.',
		);
	}
	if (precision === 0 && !Number.isInteger(value)) {
		return field.refuse(`must be a whole number, but is ${value}`, 'Leave out the decimals.');
	}
	if (minimum !== undefined && value < minimum) {
		return field.refuse(`must be at least ${minimum}, but is ${value}`, 'Use a larger number.');
	}
	if (maximum !== undefined && value > maximum) {
		return field.refuse(`must be at most ${maximum}, but is ${value}`, 'Use a smaller number.');
	}
	return value;
}

/** A switch; always on or off where it is shown. Its description starts with "Whether". */
export function boolean({
	default: preset = false,
	...shown
}: Omit<Shown<true>, 'required'> & { default?: boolean }): Kind<boolean, true> {
	const made = kind<boolean, false>(shown, { type: 'boolean', default: preset }, readBoolean);
	return { ...made, required: true as const };
}

function readBoolean(raw: unknown, field: Field): boolean {
	if (typeof raw === 'boolean') return raw;
	const word = String(raw).toLowerCase();
	if (word === 'true' || word === 'false') return word === 'true';
	return field.refuse(`must be true or false, but is ${quote(raw)}`, 'Use true or false.');
}

/** Choices from plain values: `choices('CREATED', 'ON_HOLD')` shows "Created" and "On Hold". */
export function choices<const V extends string>(...values: V[]): Array<Choice<V>> {
	return values.map((value) => ({ name: titleOf(value), value }));
}

function titleOf(value: string): string {
	return value
		.split(/[_\s-]+/)
		.map((word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase())
		.join(' ');
}

/** One of a fixed list of values. Without a default the field starts empty and may be left out. */
export function options<const V extends string, const R extends boolean = false>({
	options: list,
	default: preset,
	...shown
}: Shown<R> & { options: Array<Choice<V>>; default?: NoInfer<V> }): Kind<V, R> {
	return kind(shown, { type: 'options', options: list, default: preset ?? '' }, (raw, field) =>
		readChoice(raw, field, list),
	);
}

/** Any number of values of a fixed list. */
export function multiOptions<const V extends string, const R extends boolean = false>({
	options: list,
	default: preset = [],
	...shown
}: Shown<R> & { options: Array<Choice<V>>; default?: Array<NoInfer<V>> }): Kind<V[], R> {
	const property: Property = { type: 'multiOptions', options: list, default: preset };
	return kind(shown, property, (raw, field) =>
		unlessEmpty(listOf(raw).map((one) => readChoice(one, field, list))),
	);
}

function readChoice<V extends string>(raw: unknown, field: Field, list: Array<Choice<V>>): V {
	const found = list.find(({ value }) => value === raw);
	if (found) return found.value;
	const allowed = list.map(({ value }) => value).join(', ');
	return field.refuse(`does not know the value ${quote(raw)}`, `Use one of: ${allowed}.`);
}

/** A list of texts: a list from an expression, or one text with commas between them. */
export function textList<const R extends boolean = false>(shown: Shown<R>): Kind<string[], R> {
	return kind(shown, { type: 'string', default: '' }, (raw, field) =>
		unlessEmpty(
			listOf(raw)
				.map((one) => readText(one, field).trim())
				.filter((one) => one !== ''),
		),
	);
}

function listOf(raw: unknown): unknown[] {
	if (Array.isArray(raw)) return raw;
	return typeof raw === 'string' ? raw.split(',') : [raw];
}

function unlessEmpty<T>(list: T[]): T[] | undefined {
	return list.length > 0 ? list : undefined;
}

/**
 * An instant. Sent as ISO 8601 in UTC; a value without a zone is read in the workflow's time zone.
 * With `default: 'now'` the field starts with an expression for the present time.
 */
export function dateTime<const R extends boolean = false>({
	default: preset,
	...shown
}: Shown<R> & { default?: 'now' }): Kind<string, R> {
	const now = preset === 'now' ? '={{ $now.toISO() }}' : '';
	return kind(shown, { type: 'dateTime', default: now }, (raw, field) =>
		toDate(raw, field).toUTC().toISO(),
	);
}

/** A day, sent as YYYY-MM-DD. With `default: 'today'` the field starts with an expression for today. */
export function date<const R extends boolean = false>({
	default: preset,
	...shown
}: Shown<R> & { default?: 'today' }): Kind<string, R> {
	const today = preset === 'today' ? '={{ $today.toISODate() }}' : '';
	const property: Property = {
		type: 'dateTime',
		default: today,
		typeOptions: { dateOnly: true },
	};
	return kind(shown, property, (raw, field) => toDate(raw, field).toISODate());
}

/** The part of a luxon date that is used here; n8n-workflow's type of it needs luxon's own types. */
interface LuxonDate {
	toUTC(): { toISO(): string };
	toISODate(): string;
}

function toDate(raw: unknown, field: Field): LuxonDate {
	try {
		const parsed: unknown = tryToParseDateTime(raw, field.timezone);
		return parsed as LuxonDate;
	} catch {
		return field.refuse(
			`is not a date: ${quote(raw)}`,
			'Use ISO 8601, for instance 2026-01-31T10:00:00Z.',
		);
	}
}

/** JSON of any shape, parsed before anything is sent. */
export function json<const R extends boolean = false>({
	default: preset = '',
	...shown
}: Shown<R> & { default?: string }): Kind<unknown, R> {
	return kind(shown, { type: 'json', default: preset }, readJson);
}

/** A JSON object. */
export function jsonObject<const R extends boolean = false>({
	default: preset = '',
	...shown
}: Shown<R> & { default?: string }): Kind<Record<string, unknown>, R> {
	return kind(shown, { type: 'json', default: preset }, (raw, field) => {
		const value = readJson(raw, field);
		if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
			return { ...value };
		}
		return field.refuse('must be a JSON object', 'Put braces around it: { … }.');
	});
}

/** A JSON list. */
export function jsonList<const R extends boolean = false>({
	default: preset = '',
	...shown
}: Shown<R> & { default?: string }): Kind<unknown[], R> {
	return kind(shown, { type: 'json', default: preset }, (raw, field) => {
		const value = readJson(raw, field);
		if (Array.isArray(value)) return value as unknown[];
		return field.refuse('must be a JSON list', 'Put brackets around it: [ … ].');
	});
}

function readJson(raw: unknown, field: Field): unknown {
	if (typeof raw !== 'string') return raw;
	try {
		return JSON.parse(raw);
	} catch (error) {
		const where = error instanceof Error ? error.message : String(error);
		return field.refuse('is not valid JSON', `Check quotes, commas and brackets: ${where}.`);
	}
}

/** An id that the user picks from a searchable list or types in. */
export function locator<const R extends boolean = false>({
	search,
	placeholder,
	...shown
}: Shown<R> & { search: Search }): Kind<string, R> {
	const property: Property = {
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: search.name, searchable: true },
			},
			{ displayName: 'By ID', name: 'id', type: 'string', placeholder },
		],
	};
	return kind(shown, property, readText, search);
}

export interface InputFile {
	fileName?: string;
	mimeType: string;
	content: Buffer;
}

/** A file of the incoming item, named by its binary field. */
export function inputFile(shown: Partial<Shown<true>> = {}): Kind<InputFile, true> {
	return kind<InputFile, true>(
		{
			displayName: 'Input Binary Field',
			hint: 'The name of the input field that contains the file',
			...shown,
			required: true,
		},
		{ type: 'string', default: 'data' },
		async (raw, field) => await field.file(readText(raw, field)),
	);
}

/** The name of the binary field that takes a downloaded file. */
export function outputField(): Kind<string, true> {
	return text({
		displayName: 'Put Output File in Field',
		default: 'data',
		required: true,
		hint: 'The name of the output binary field to put the file in',
	});
}

/** A list of rows, each with the same few fields. An empty field of a row is left out. */
export function rows<const R extends boolean = false>({
	fields,
	rowName,
	...shown
}: Shown<R> & { fields: INodeProperties[]; rowName: string }): Kind<
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
	return kind({ placeholder, ...shown }, property, (raw) => unlessEmpty(rowsIn(raw)));
}

/** A handful of fields that belong together, such as an address. Empty ones are left out. */
export function fieldGroup<const R extends boolean = false>({
	fields,
	...shown
}: Shown<R> & { fields: INodeProperties[] }): Kind<Record<string, unknown>, R> {
	const { displayName } = shown;
	const property: Property = {
		type: 'fixedCollection',
		default: {},
		options: [{ displayName, name: 'value', values: fields }],
	};
	return kind({ placeholder: `Add ${displayName}`, ...shown }, property, (raw) => {
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

function quote(raw: unknown): string {
	const shown = typeof raw === 'string' ? raw : JSON.stringify(raw);
	return `"${shown.slice(0, 80)}"`;
}
