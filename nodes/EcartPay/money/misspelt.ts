/** Columns whose names are almost those of a field: a typo, other letter case, a mark before it. */
import type { IDataObject } from 'n8n-workflow';

import { isBlank, type Field } from '../../shared/fields/fieldType';

/** Shorter words are too often one letter away from another word. */
const SHORTEST_WORD = 5;

/**
 * Refuses a row with a column that is almost one of the known names, because its values would be
 * left out: a discount in "Discont" would not be given. Other columns may be there for others.
 */
export function refuseMisspelt(
	row: IDataObject,
	known: readonly string[],
	field: Field,
	place: string,
): void {
	const wanted = known.filter((name) => !Object.hasOwn(row, name) || isBlank(row[name]));
	for (const [name, value] of Object.entries(row)) {
		if (known.includes(name) || isBlank(value)) continue;
		const meant = wanted.find(
			(one) => plain(one) === plain(name) || (typeof value !== 'object' && isTypo(name, one)),
		);
		if (meant === undefined) continue;
		field.named(`${place}: ${name.trim()}`).refuse('is not a known name', `Rename it to ${meant}.`);
	}
}

/** Letters and digits in lower case: "\uFEFFIs Service" and "is_service" are the same. */
function plain(name: string): string {
	return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** Whether one letter was added, left out or changed, or two were swapped. */
function isTypo(name: string, meant: string): boolean {
	const [a, b] = [plain(name), plain(meant)];
	if (b.length < SHORTEST_WORD) return false;
	let start = 0;
	while (start < a.length && a[start] === b[start]) start++;
	let end = 0;
	while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
	const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
	// "price2" is another price.
	if (/\d/.test(left)) return false;
	const isSwapped = left.length === 2 && left === `${right[1]}${right[0]}`;
	return isSwapped || (left.length <= 1 && right.length <= 1);
}
