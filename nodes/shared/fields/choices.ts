import {
	fieldType,
	isBlank,
	quote,
	unlessEmpty,
	type Property,
	type Shown,
	type Refusing,
	type FieldType,
} from './fieldType';

export interface Choice<V extends string> {
	name: string;
	value: V;
	description?: string;
}

/** Choices from plain values: `choices('CREATED', 'ON_HOLD')` shows "Created" and "On Hold". */
export function choices<const V extends string>(...values: V[]): Array<Choice<V>> {
	return values.map((value) => ({ name: titleOf(value), value }));
}

function titleOf(value: string): string {
	return inTitleCase(value.toLowerCase().split(/[_\s-]+/));
}

/** Words that stay small inside a title, as n8n writes its own. */
const SMALL = /^(and|at|by|for|in|of|on|or|the|to|with)$/i;

/** Words as one title: "Ready to Ship". Capitals inside a word stay as they are. */
export function inTitleCase(words: readonly string[]): string {
	const isInside = (index: number) => index > 0 && index < words.length - 1;
	return words
		.map((word, index) =>
			isInside(index) && SMALL.test(word)
				? word.toLowerCase()
				: word.charAt(0).toUpperCase() + word.slice(1),
		)
		.join(' ');
}

/** One of a fixed list of values. Without a default the field starts empty and may be left out. */
export function options<const V extends string, const R extends boolean = false>({
	options: list,
	default: preset,
	...shown
}: Shown<R> & { options: Array<Choice<V>>; default?: NoInfer<V> }): FieldType<V, R> {
	return fieldType(
		shown,
		{ type: 'options', options: list, default: preset ?? '' },
		(raw, field) => readChoice(raw, field, list).value,
	);
}

/** Any number of values of a fixed list. */
export function multiOptions<const V extends string, const R extends boolean = false>({
	options: list,
	default: preset = [],
	...shown
}: Shown<R> & { options: Array<Choice<V>>; default?: Array<NoInfer<V>> }): FieldType<V[], R> {
	const property: Property = { type: 'multiOptions', options: list, default: preset };
	return fieldType(shown, property, (raw, field) =>
		unlessEmpty(listOf(raw).map((one) => readChoice(one, field, list).value)),
	);
}

/**
 * What is chosen in a list of choices that is read as it is, such as that of a trigger. Values that
 * nobody knows stay in it: without them, it could mean everything.
 */
export function chosenIn(raw: unknown): string[] {
	return listOf(raw ?? [])
		.filter((one) => !isBlank(one))
		.map(String);
}

/** A list, even if an expression gives it as one text with commas. */
function listOf(raw: unknown): unknown[] {
	if (Array.isArray(raw)) return raw;
	return typeof raw === 'string' ? raw.split(',').map((one) => one.trim()) : [raw];
}

/** The choice that has this value. */
export function readChoice<C extends Choice<string>>(
	raw: unknown,
	field: Refusing,
	list: readonly C[],
): C {
	const found = list.find(({ value }) => value === raw);
	if (found) return found;
	const allowed = list.map(({ value }) => value).join(', ');
	return field.refuse(`does not accept the value ${quote(raw)}`, `Use one of: ${allowed}.`);
}
