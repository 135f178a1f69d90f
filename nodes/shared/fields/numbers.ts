import {
	exactly,
	fieldType,
	quote,
	readText,
	type Shown,
	type Field,
	type Refusing,
	type FieldType,
} from './fieldType';

interface Range {
	minimum?: number | undefined;
	maximum?: number | undefined;
	/** Digits after the point; 0 for whole numbers. */
	precision?: number | undefined;
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

/**
 * A whole number of up to 64 bits, sent as text. A JavaScript number holds 53 bits and rounds the
 * rest, and a rounded ID is a different ID.
 */
export function longInteger<const R extends boolean = false>(
	shown: Shown<R>,
): FieldType<string, R> {
	return fieldType(shown, { type: 'string', default: '' }, readLongInteger);
}

/**
 * `0x1F`, `1e3` and `1,5` are numbers to some programs, but users do not agree on what they mean.
 */
const DECIMAL = /^[+-]?\d+(\.\d+)?$/;

const WHOLE = /^[+-]?\d{1,19}$/;

const LONGEST = 2n ** 63n;

/** Checks a number. Text must be decimal digits; a number from an expression is kept. */
export function readNumber(raw: unknown, field: Refusing, range: Range): number {
	const { minimum, maximum, precision } = range;
	const value = numberIn(raw);
	if (value === undefined) return refuseNumber(raw, field, precision);
	if (precision === 0 && !Number.isInteger(value)) {
		return field.refuse(`must be a whole number, but is ${value}`, 'Leave out the decimals.');
	}
	if (!isExact(raw, value)) {
		return field.refuse(
			`has more digits than a number can hold: ${quote(raw)}`,
			'It would be rounded to another number. Check the value.',
		);
	}
	if (minimum !== undefined && value < minimum) {
		return field.refuse(`must be at least ${minimum}, but is ${value}`, 'Use a larger number.');
	}
	if (maximum !== undefined && value > maximum) {
		return field.refuse(`must be at most ${maximum}, but is ${value}`, 'Use a smaller number.');
	}
	return value;
}

function numberIn(raw: unknown): number | undefined {
	if (typeof raw === 'number') return Number.isFinite(raw) ? raw : undefined;
	if (typeof raw !== 'string' || !DECIMAL.test(raw.trim())) return undefined;
	const value = Number(raw.trim());
	return Number.isFinite(value) ? value : undefined;
}

/** A double holds the decimals of all amounts up to here, in any number that people write. */
const MOST_DECIMALS = 6;

/** Whether the number is the one that was written, and not the nearest that a double can hold. */
function isExact(raw: unknown, value: number): boolean {
	if (Math.abs(value) > Number.MAX_SAFE_INTEGER) return false;
	const [, whole, decimals = ''] = /^([+-]?\d+)(?:\.(\d+))?$/.exec(String(raw).trim()) ?? [];
	if (whole === undefined || decimals.length > MOST_DECIMALS) return true;
	return BigInt(`${whole}${decimals}`) === BigInt(value.toFixed(decimals.length).replace('.', ''));
}

function refuseNumber(raw: unknown, field: Refusing, precision: number | undefined): never {
	const shown = typeof raw === 'number' ? `"${raw}"` : quote(raw);
	const advice = precision === 0 ? 'Use digits only.' : 'Use digits and a decimal point.';
	return field.refuse(`must be a number, such as 2, but is ${shown}`, advice);
}

function readLongInteger(raw: unknown, field: Field): string {
	if (typeof raw === 'number' && Number.isInteger(raw)) exactly(raw, field);
	const digits = readText(raw, field).trim();
	const value = WHOLE.test(digits) ? BigInt(digits) : LONGEST;
	if (value >= -LONGEST && value < LONGEST) return String(value);
	return field.refuse(`must be a number, such as 2, but is ${quote(raw)}`, 'Use digits only.');
}

/** A switch. It is always on or off while it is shown. Its description starts with "Whether". */
export function boolean({
	default: preset = false,
	...shown
}: Omit<Shown<true>, 'required'> & { default?: boolean }): FieldType<boolean, true> {
	const made = fieldType<boolean, false>(shown, { type: 'boolean', default: preset }, readBoolean);
	return { ...made, required: true as const };
}

export function readBoolean(raw: unknown, field: Refusing): boolean {
	if (typeof raw === 'boolean') return raw;
	const word = String(raw).toLowerCase();
	if (word === 'true' || word === 'false') return word === 'true';
	return field.refuse(`must be true or false, but is ${quote(raw)}`, 'Use true or false.');
}
