/** The characters that XML text cannot hold as they are. */
const ESCAPES: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&apos;',
	// If it is not escaped, every reader turns it into a line feed (XML 1.0, section 2.11).
	'\r': '&#13;',
};
const UNESCAPES = new Map(Object.entries(ESCAPES).map(([text, escape]) => [escape, text]));

/** The text as XML writes it, in an element or an attribute. */
export function escapeXml(text: string): string {
	return text.replace(/[&<>"'\r]/g, (character) => ESCAPES[character] ?? character);
}

/** The text that these escapes stand for. Any other reference stays as it is. */
export function unescapeXml(text: string): string {
	return text.replace(/&#?\w+;/g, (escape) => UNESCAPES.get(escape) ?? escape);
}
