import {
	fieldType,
	listOf,
	readText,
	unlessEmpty,
	type Property,
	type Shown,
	type FieldType,
} from './fieldType';

/** A line of text, or several with `rows`. Lengths are in characters. */
export function text<const R extends boolean = false>({
	rows,
	minLength = 0,
	maxLength = Infinity,
	default: preset = '',
	...shown
}: Shown<R> & {
	default?: string;
	rows?: number;
	minLength?: number;
	maxLength?: number;
}): FieldType<string, R> {
	const typeOptions = rows === undefined ? {} : { typeOptions: { rows } };
	return fieldType(shown, { type: 'string', default: preset, ...typeOptions }, (raw, field) => {
		const value = readText(raw, field);
		if (value.length >= minLength && value.length <= maxLength) return value;
		return field.refuse(
			`must have ${lengthIn(minLength, maxLength)}, but has ${value.length}`,
			'Correct the text, or the expression that makes it.',
		);
	});
}

function lengthIn(minimum: number, maximum: number): string {
	if (minimum === maximum) return `exactly ${minimum} character${minimum === 1 ? '' : 's'}`;
	if (maximum === Infinity) return `at least ${minimum} characters`;
	return minimum === 0 ? `at most ${maximum} characters` : `${minimum} to ${maximum} characters`;
}

/** A line of text that is shown as dots, and that no message of the node repeats. */
export function concealedText<const R extends boolean = false>(
	shown: Shown<R>,
): FieldType<string, R> {
	const property: Property = { type: 'string', default: '', typeOptions: { password: true } };
	return fieldType(shown, property, readText);
}

/** A list of texts: a list from an expression, or one text with commas between them. */
export function textList<const R extends boolean = false>(shown: Shown<R>): FieldType<string[], R> {
	return fieldType(shown, { type: 'string', default: '' }, (raw, field) =>
		unlessEmpty(
			listOf(raw)
				.map((one) => readText(one, field).trim())
				.filter((one) => one !== ''),
		),
	);
}
