/** JSON whose large integers keep their digits. */
import { parseJson } from '../../../credentials/lib/json';

/** Integers of fewer digits are exact as numbers. */
const LARGE_INTEGER = /"|-?\d{16,}/g;

/**
 * Parses JSON. Integers beyond 2^53, which a number would round, become texts: an id must keep its
 * digits, or the next request concerns another record. Needs one pass over the text. Undefined if
 * it is not JSON.
 */
export function parseExactly(text: string): unknown {
	return parseJson(/\d{16}/.test(text) ? withTextIntegers(text) : text);
}

function withTextIntegers(text: string): string {
	const parts: string[] = [];
	let done = 0;
	LARGE_INTEGER.lastIndex = 0;
	for (let found; (found = LARGE_INTEGER.exec(text)); ) {
		const [token] = found;
		if (token === '"') {
			LARGE_INTEGER.lastIndex = endOfString(text, found.index);
		} else if (isInexact(text, found.index, token)) {
			parts.push(text.slice(done, found.index), `"${token}"`);
			done = found.index + token.length;
		}
	}
	return parts.join('') + text.slice(done);
}

/** The position after the closing quotation mark of the string that begins at `start`. */
function endOfString(text: string, start: number): number {
	for (let at = start + 1; ; at++) {
		at = text.indexOf('"', at);
		if (at < 0) return text.length;
		let backslashes = 0;
		while (text[at - 1 - backslashes] === '\\') backslashes++;
		if (backslashes % 2 === 0) return at + 1;
	}
}

/** An integer by itself, not the digits of a fraction or of a number with an exponent. */
function isInexact(text: string, index: number, token: string): boolean {
	const isWhole =
		!/[\d.eE+]/.test(text[index - 1] ?? '') && !/[.eE]/.test(text[index + token.length] ?? '');
	return isWhole && !Number.isSafeInteger(Number(token));
}
