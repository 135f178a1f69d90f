/** The little XML that a session needs: bounded, without entities beyond the five of XML itself. */

const ESCAPES: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&apos;',
	// Unescaped, every reader makes it a line feed (XML 1.0, section 2.11).
	'\r': '&#13;',
};
const UNESCAPES = new Map(Object.entries(ESCAPES).map(([text, escape]) => [escape, text]));

/** A SOAP 1.1 envelope around one call; the parameters in the given order. */
export function envelope(
	namespace: string,
	method: string,
	parameters: ReadonlyArray<readonly [name: string, value: string]>,
): string {
	const children = parameters.map(([name, value]) => `<${name}>${escapeXml(value)}</${name}>`);
	return [
		'<?xml version="1.0" encoding="utf-8"?>',
		'<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>',
		`<${method} xmlns="${escapeXml(namespace)}">${children.join('')}</${method}>`,
		'</soap:Body></soap:Envelope>',
	].join('');
}

/** Text of the first element of this local name that holds only text; undefined where there is none. */
export function elementText(xml: string, name: string): string | undefined {
	const match = new RegExp(`<(?:[\\w.-]+:)?${name}(?:\\s[^<>]*)?>([^<]*)</`).exec(
		withoutCdata(xml),
	);
	return match?.[1] === undefined ? undefined : unescapeXml(match[1].trim());
}

/** Whether a text is XML of the kind that a SOAP service answers with; a DTD is none. */
export function isPlainXml(text: string): boolean {
	return /^\s*(<\?xml|<([\w.-]+:)?Envelope\b)/.test(text) && !/<!DOCTYPE/i.test(text);
}

/**
 * Writes a session into the one empty `SessionID` element of the user's envelope, leaving every
 * other byte as it is. Comments and CDATA are passed over, also those that do not end.
 *
 * @returns the envelope, or how many such elements there are where that is not exactly one
 */
export function fillSessionId(xml: string, sessionId: string): string | number {
	const tokens =
		/<!--[\s\S]*?(?:-->|$)|<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<((?:[\w.-]+:)?SessionID)(\s[^<>]*?)?(?:\/>|>\s*<\/\1\s*>)/g;
	let found = 0;
	const filled = xml.replace(tokens, (whole: string, name?: string, attributes?: string) => {
		if (name === undefined) return whole;
		found += 1;
		return `<${name}${attributes ?? ''}>${escapeXml(sessionId)}</${name}>`;
	});
	return found === 1 ? filled : found;
}

/** CDATA as escaped text. In one pass, however many sections do not end. */
function withoutCdata(xml: string): string {
	const [before = '', ...sections] = xml.split('<![CDATA[');
	const texts = sections.map((section) => {
		const end = section.indexOf(']]>');
		return end === -1 ? section : escapeXml(section.slice(0, end)) + section.slice(end + 3);
	});
	return before + texts.join('');
}

function escapeXml(text: string): string {
	return text.replace(/[&<>"'\r]/g, (character) => ESCAPES[character] ?? character);
}

function unescapeXml(text: string): string {
	return text.replace(/&#?\w+;/g, (escape) => UNESCAPES.get(escape) ?? escape);
}
