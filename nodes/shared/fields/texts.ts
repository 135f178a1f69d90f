import {
	fieldType,
	isBlank,
	isEmpty,
	readText,
	unlessEmpty,
	type Property,
	type Shown,
	type Field,
	type FieldType,
} from './fieldType';

/**
 * A line of text, or several with `rows`. Lengths are in characters. With `keepsBlanks` a lone
 * space or line break is a value, because a delimiter can be one.
 */
export function text<const R extends boolean = false>({
	rows,
	minLength = 0,
	maxLength = Infinity,
	keepsBlanks = false,
	default: preset = '',
	...shown
}: Shown<R> & {
	default?: string;
	rows?: number;
	minLength?: number;
	maxLength?: number;
	keepsBlanks?: boolean;
}): FieldType<string, R> {
	const typeOptions = rows === undefined ? {} : { typeOptions: { rows } };
	const property: Property = { type: 'string', default: preset, ...typeOptions };
	const read = (raw: unknown, field: Field): string => {
		const value = readText(raw, field);
		if (value.length >= minLength && value.length <= maxLength) return value;
		return field.refuse(
			`must have ${lengthIn(minLength, maxLength)}, but has ${value.length}`,
			'Correct the text, or the expression that produces it.',
		);
	};
	return fieldType(shown, property, read, { isLeftOut: keepsBlanks ? isEmpty : isBlank });
}

function lengthIn(minimum: number, maximum: number): string {
	if (minimum === maximum) return `exactly ${minimum} character${minimum === 1 ? '' : 's'}`;
	if (maximum === Infinity) return `at least ${minimum} characters`;
	return minimum === 0 ? `at most ${maximum} characters` : `${minimum} to ${maximum} characters`;
}

/** A line of text that is shown as dots. No message of the node repeats it. */
export function concealedText<const R extends boolean = false>(
	shown: Shown<R>,
): FieldType<string, R> {
	const property: Property = { type: 'string', default: '', typeOptions: { password: true } };
	return fieldType(shown, property, readText);
}

/**
 * A list of texts: a list from an expression, whose texts stay as they are, or one text. The text
 * has one entry per line, or commas between entries; double quotes keep a comma inside an entry.
 */
export function textList<const R extends boolean = false>(shown: Shown<R>): FieldType<string[], R> {
	return fieldType(shown, { type: 'string', default: '' }, (raw, field) => {
		if (typeof raw === 'string') return unlessEmpty(entriesIn(raw));
		const list: unknown[] = Array.isArray(raw) ? raw : [raw];
		return unlessEmpty(list.filter((one) => !isBlank(one)).map((one) => readText(one, field)));
	});
}

/** A run of anything except commas; quoted parts may contain them. */
const ENTRY = /(?:"(?:[^"]|"")*"|[^,])+/g;

function entriesIn(text: string): string[] {
	const lines = text.split(/\r\n|[\r\n]/).filter((line) => line.trim() !== '');
	const entries = lines.length > 1 ? lines : (lines[0]?.match(ENTRY) ?? []);
	return entries.map((entry) => unquoted(entry.trim())).filter((entry) => entry !== '');
}

/**
 * Quotes around the whole entry only protect its commas, as in CSV. Other quotes belong to the
 * text.
 */
function unquoted(entry: string): string {
	const inner = /^"((?:[^"]|"")*)"$/.exec(entry)?.[1];
	return inner === undefined ? entry : inner.replaceAll('""', '"');
}
