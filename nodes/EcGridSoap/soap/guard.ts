/** Looks an answer over before it is parsed, so that none can take the memory or time of a worker. */

const MEGABYTE = 1024 * 1024;

/** At 500 bytes of memory for an element, as much again as the answer's own text. */
const TAGS_PER_MEGABYTE = 20_000;

/** Longer ones are files, which have elements of their own. */
const LONGEST_TEXT = MEGABYTE;

/** The attributes of a tag are read at once. */
const LONGEST_TAG = 64 * 1024;

/** A document type, and nothing else but comments and CDATA, begins so. SOAP 1.1, section 3, allows none. */
const DOCUMENT_TYPE = /<!(?!--|\[CDATA\[)/;

/** All but the five of XML itself and numeric ones: they would need a document type. */
const FOREIGN_ENTITY = /&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-f]{1,6});)/i;

const CDATA = /<!\[CDATA\[.*?(?:\]\]>|$)/gs;

interface Objection {
	unreadable: string;
	advice?: string;
}

const TOO_MUCH: Objection = {
	unreadable: 'more XML than can be read safely',
	advice:
		'Ask for less, page by page where there is a method for it, or increase Maximum Response Size.',
};

/**
 * Why an answer is not parsed, as what the service "answered with"; nothing where it may be parsed.
 *
 * @param fileElements names of the elements that may hold a text of any length
 */
export function objectionTo(
	xml: string,
	{ megabytes, fileElements }: { megabytes: number; fileElements: readonly string[] },
): Objection | undefined {
	if (xml.trim() === '') return { unreadable: 'nothing' };
	if (/^\s*<(?:!doctype\s+)?html\b/i.test(xml)) return { unreadable: 'a web page' };
	if (!/^\s*</.test(xml)) return { unreadable: 'text that is not XML' };
	const markup = xml.includes('<![CDATA[') ? xml.replace(CDATA, '') : xml;
	if (DOCUMENT_TYPE.test(markup)) return { unreadable: 'XML that has a document type' };
	if (FOREIGN_ENTITY.test(markup)) return { unreadable: 'XML that defines its own entities' };
	const isLarge = new RegExp(`^<(?:[\\w.-]+:)?(?:${fileElements.join('|')})[\\s>]`);
	return hasTooMuch(xml, megabytes * TAGS_PER_MEGABYTE, isLarge) ? TOO_MUCH : undefined;
}

/** One pass over the tags; the text of a tag lies between its end and the next tag. */
function hasTooMuch(xml: string, mostTags: number, isLarge: RegExp): boolean {
	let tags = 0;
	let start = xml.indexOf('<');
	while (start !== -1) {
		const end = xml.indexOf('>', start);
		if (end === -1) return false;
		const next = xml.indexOf('<', end);
		const text = (next === -1 ? xml.length : next) - end;
		tags++;
		if (tags > mostTags || end - start > LONGEST_TAG) return true;
		if (text > LONGEST_TEXT && !isLarge.test(xml.slice(start, end + 1))) return true;
		start = next;
	}
	return false;
}
