import type { SoapContract } from './contract.mts';

/** Whole numbers by their bits; all but the byte have a sign. */
const WHOLE: Readonly<Record<string, readonly [lowest: bigint, highest: bigint]>> = {
	unsignedByte: [0n, 255n],
	short: [-(2n ** 15n), 2n ** 15n - 1n],
	int: [-(2n ** 31n), 2n ** 31n - 1n],
	long: [-(2n ** 63n), 2n ** 63n - 1n],
};

const FORMS: Readonly<Record<string, RegExp>> = {
	boolean: /^(true|false|0|1)$/,
	dateTime: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/,
	base64Binary: /^[A-Za-z\d+/\s]*={0,2}$/,
};

/** Whether a text is a value of a type of XML Schema or of one of the service's enumerations. */
export function isValueOf(type: string, text: string, { enumerations }: SoapContract): boolean {
	const range = WHOLE[type];
	if (range) return /^[+-]?\d+$/.test(text) && isWithin(BigInt(text), range);
	const form = FORMS[type];
	if (form) return form.test(text);
	return enumerations.get(type)?.includes(text) ?? true;
}

function isWithin(value: bigint, [lowest, highest]: readonly [bigint, bigint]): boolean {
	return value >= lowest && value <= highest;
}
