import { fieldType, quote, type Shown, type Field, type FieldType } from './fieldType';

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
}: Shown<R> & Range & { default?: number }): FieldType<number, R> {
	const typeOptions = {
		...(minimum === undefined ? {} : { minValue: minimum }),
		...(maximum === undefined ? {} : { maxValue: maximum }),
		...(precision === undefined ? {} : { numberPrecision: precision }),
	};
	return fieldType(shown, { type: 'number', default: preset ?? '', typeOptions }, (raw, field) =>
		readNumber(raw, field, { minimum, maximum, precision }),
	);
}

/** A whole number. */
export function integer<const R extends boolean = false>(
	shown: Shown<R> & Omit<Range, 'precision'> & { default?: number },
): FieldType<number, R> {
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
}: Omit<Shown<true>, 'required'> & { default?: boolean }): FieldType<boolean, true> {
	const made = fieldType<boolean, false>(shown, { type: 'boolean', default: preset }, readBoolean);
	return { ...made, required: true as const };
}

function readBoolean(raw: unknown, field: Field): boolean {
	if (typeof raw === 'boolean') return raw;
	const word = String(raw).toLowerCase();
	if (word === 'true' || word === 'false') return word === 'true';
	return field.refuse(`must be true or false, but is ${quote(raw)}`, 'Use true or false.');
}
