/** Exact sums of money: binary fractions make 3 x 1.10 more than 3.30. Pure. */

/** A decimal fraction: `units` divided by ten to the power of `scale`. */
interface Decimal {
	units: bigint;
	scale: number;
}

const WRITTEN = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/;

/** The sum of products such as quantity x price; NaN if a factor is not a finite number. */
export function sumOfProducts(products: ReadonlyArray<readonly number[]>): number {
	const sums = products.map((factors) => factors.map(decimal).reduce(times, ONE));
	return toNumber(sums.reduce(plus, ZERO));
}

const ZERO: Decimal = { units: 0n, scale: 0 };
const ONE: Decimal = { units: 1n, scale: 0 };
/** Stands for anything that is not a number. */
const NOT_A_NUMBER: Decimal = { units: 0n, scale: NaN };

/** The decimal that JavaScript prints for a number, which is the one that was entered. */
function decimal(value: number): Decimal {
	const parts = WRITTEN.exec(String(value));
	if (!parts) return NOT_A_NUMBER;
	const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts;
	const scale = fraction.length - Number(exponent);
	const units = BigInt(`${sign}${whole}${fraction}`);
	return scale >= 0 ? { units, scale } : { units: units * 10n ** BigInt(-scale), scale: 0 };
}

function plus(a: Decimal, b: Decimal): Decimal {
	if (Number.isNaN(a.scale + b.scale)) return NOT_A_NUMBER;
	const scale = Math.max(a.scale, b.scale);
	const scaled = (one: Decimal) => one.units * 10n ** BigInt(scale - one.scale);
	return { units: scaled(a) + scaled(b), scale };
}

function times(a: Decimal, b: Decimal): Decimal {
	return { units: a.units * b.units, scale: a.scale + b.scale };
}

/** The number nearest to the decimal: the one that the same digits mean in source code. */
function toNumber({ units, scale }: Decimal): number {
	return Number(`${units}e${-scale}`);
}
