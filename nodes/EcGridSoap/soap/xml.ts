/**
 * XML by fast-xml-parser. The build puts the library into this module (see gulpfile.js), since the
 * package has no dependencies of its own at run time; so no other module may import it.
 */
import { XMLBuilder, XMLParser, XMLValidator } from 'fast-xml-parser';

/**
 * What an element holds: text as it was sent, or its children by name without prefix. Children of
 * one name are a list; attributes have an `@` before their name.
 */
export type XmlValue = string | XmlElement | XmlValue[];

export interface XmlElement {
	[name: string]: XmlValue;
}

export const ATTRIBUTE = '@';

/** Text beside attributes or children. */
export const TEXT = '#text';

/**
 * Elements whose text is Base64 of a whole file. They are taken as they are: the parser collects
 * other text letter by letter, at 30 bytes of memory each.
 */
export const FILE_ELEMENTS = ['Content', 'ContentBase64String'];

const SHAPE = { ignoreAttributes: false, attributeNamePrefix: ATTRIBUTE, textNodeName: TEXT };

const parser = new XMLParser({
	...SHAPE,
	// Values stay text: ids have leading zeros, control numbers are longer than numbers can be.
	parseTagValue: false,
	parseAttributeValue: false,
	trimValues: false,
	removeNSPrefix: true,
	ignoreDeclaration: true,
	ignorePiTags: true,
	// Also decides whether references such as &#13; are read; other entities are refused before.
	htmlEntities: true,
	stopNodes: FILE_ELEMENTS.map((name) => `..${name}`),
});

const builder = new XMLBuilder({ ...SHAPE, suppressEmptyNode: false });

/** The root element in an element of its own; nothing where the text is not well-formed XML. */
export function readXml(text: string): XmlElement | undefined {
	if (XMLValidator.validate(text) !== true) return undefined;
	try {
		return parser.parse(text) as XmlElement;
	} catch {
		return undefined;
	}
}

/** Writes elements without any space between them; every text is escaped. */
export function writeXml(root: XmlElement): string {
	return `<?xml version="1.0" encoding="utf-8"?>${builder.build(root)}`;
}

/** Whether XML 1.0 can carry a text: it has no place for most control characters (section 2.2). */
export function isXmlText(text: string): boolean {
	return !/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u.test(text);
}
