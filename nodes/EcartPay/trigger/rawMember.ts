/** Texts, and the marks around values; what is left between them are numbers and names. */
const JSON_TOKENS = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]/g;

/**
 * The value of a member of a JSON object, as the text that was sent, without blanks around it;
 * undefined if there is no such member. Of several with one name it is the last, which is also the
 * one that `JSON.parse` takes.
 *
 * @param text valid JSON
 */
export function rawMember(text: string, name: string): string | undefined {
	let found: string | undefined;
	let start: number | undefined;
	let depth = 0;
	let previous = '';
	for (const { 0: token, index } of text.matchAll(JSON_TOKENS)) {
		if (token === '{' || token === '[') depth += 1;
		if (depth === 1 && token === ':') start = JSON.parse(previous) === name ? index + 1 : undefined;
		if (depth === 1 && (token === ',' || token === '}') && start !== undefined) {
			found = text.slice(start, index).trim();
			start = undefined;
		}
		if (token === '}' || token === ']') depth -= 1;
		previous = token;
	}
	return found;
}
