const REPLACEMENT = '***';

/** 13 to 19 digits, as printed on cards: together, or with blanks or dashes between them. */
const CARD_SHAPED = /(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)/g;

/**
 * The text without card numbers. Other long numbers, such as a CLABE, stay: only what passes the
 * check digit of ISO/IEC 7812 is one.
 */
export function withoutCardNumbers(text: string): string {
	return text.replace(CARD_SHAPED, (found) =>
		isCardNumber(found.replace(/\D/g, '')) ? REPLACEMENT : found,
	);
}

/** The Luhn check: every second digit from the right counts twice. */
function isCardNumber(digits: string): boolean {
	const sum = [...digits].reverse().reduce((total, digit, index) => {
		const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
		return total + (value > 9 ? value - 9 : value);
	}, 0);
	return sum % 10 === 0;
}
