/**
 * The XML that SOAP needs, read in one pass and written: elements, attributes, text, CDATA and
 * comments. A document type is refused, so there are no entities but those of XML itself.
 */
import { escapeXml } from '../../../credentials/lib/xmlEscapes';

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

/** Elements whose text is Base64 of a whole file. What is in them is taken as it is. */
export const FILE_ELEMENTS: readonly string[] = ['Content', 'ContentBase64String'];

/** Deeper than any answer of the service; much deeper trees overflow the stack of those who walk them. */
const MOST_DEPTH = 100;

/** Names that mean something else on a JavaScript object. */
const UNSAFE_NAMES: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** A start or end tag. Each part ends where the next one begins, so that a match takes linear time. */
const TAG = /<(\/?)([^\s<>/="'&]+)((?:\s+[^\s<>/="'&]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y;

const EACH_ATTRIBUTE = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** What is neither tag nor text: how each begins and ends, and the text in it. */
const PASSAGES = [
	{ begin: '<!--', end: '-->', textOf: () => '' },
	{ begin: '<?', end: '?>', textOf: () => '' },
	{ begin: '<![CDATA[', end: ']]>', textOf: (inner: string) => inner },
] as const;

/** An element that has not ended yet. */
interface Open {
	/** Name as written, which the end tag repeats. */
	tag: string;
	element: XmlElement;
	text: string;
}

interface Tag {
	isEnd: boolean;
	isEmpty: boolean;
	name: string;
	attributes: string;
	/** Where the text after it begins. */
	after: number;
}

/**
 * The root element in an element of its own; nothing where the text is not well-formed XML, has a
 * document type, or is nested more than 100 deep. Takes time in proportion to the text, whatever is
 * in it.
 */
export function readXml(xml: string): XmlElement | undefined {
	const root: Open = { tag: '', element: {}, text: '' };
	const open: Open[] = [root];
	let position = xml.startsWith('\uFEFF') ? 1 : 0;
	while (position < xml.length) {
		const next = open.length > MOST_DEPTH ? undefined : readPiece(xml, position, open);
		if (next === undefined) return undefined;
		position = next;
	}
	const isWhole = open.length === 1 && root.text.trim() === '';
	const [only, ...others] = Object.values(root.element);
	return isWhole && others.length === 0 && !Array.isArray(only) && only !== undefined
		? root.element
		: undefined;
}

/** Reads a text, a passage or a tag; returns where the next one begins, nothing if it is malformed. */
function readPiece(xml: string, position: number, open: Open[]): number | undefined {
	const current = open.at(-1);
	if (current === undefined) return undefined;
	if (xml[position] !== '<') {
		const end = indexOrEnd(xml, '<', position);
		const text = decode(xml.slice(position, end));
		if (text === undefined) return undefined;
		current.text += text;
		return end;
	}
	for (const { begin, end, textOf } of PASSAGES) {
		if (!xml.startsWith(begin, position)) continue;
		const start = position + begin.length;
		const stop = xml.indexOf(end, start);
		if (stop === -1) return undefined;
		current.text += textOf(xml.slice(start, stop));
		return stop + end.length;
	}
	const tag = readTag(xml, position);
	if (tag === undefined) return undefined;
	return tag.isEnd ? readEnd(tag, open) : readStart(xml, tag, open);
}

function readTag(xml: string, position: number): Tag | undefined {
	TAG.lastIndex = position;
	const match = TAG.exec(xml);
	if (match === null) return undefined;
	const [, slash, name = '', attributes = '', end] = match;
	const tag = { isEnd: slash === '/', isEmpty: end === '/', name, attributes };
	const isSound = !tag.isEnd || (!tag.isEmpty && attributes === '');
	return isSound ? { ...tag, after: TAG.lastIndex } : undefined;
}

function readStart(xml: string, tag: Tag, open: Open[]): number | undefined {
	const { name, isEmpty, after } = tag;
	const element = attributesIn(tag.attributes);
	if (element === undefined || UNSAFE_NAMES.has(localName(name))) return undefined;
	const started: Open = { tag: name, element, text: '' };
	open.push(started);
	if (isEmpty) return close(open) ? after : undefined;
	if (!FILE_ELEMENTS.includes(localName(name))) return after;
	const end = xml.indexOf(`</${name}`, after);
	if (end === -1) return undefined;
	started.text = xml.slice(after, end);
	return end;
}

function readEnd({ name, after }: Tag, open: Open[]): number | undefined {
	return open.at(-1)?.tag === name && close(open) ? after : undefined;
}

/** Hands the innermost element to the one around it; false where there is none around it. */
function close(open: Open[]): boolean {
	const ended = open.pop();
	const parent = open.at(-1);
	if (ended === undefined || parent === undefined) return false;
	const { element, text } = ended;
	if (text !== '') element[TEXT] = text;
	const names = Object.keys(element);
	const isText = names.length === 0 || (names.length === 1 && text !== '');
	addChild(parent.element, localName(ended.tag), isText ? text : element);
	return true;
}

function addChild(parent: XmlElement, name: string, child: XmlValue): void {
	const present = parent[name];
	if (present === undefined) parent[name] = child;
	else if (Array.isArray(present)) present.push(child);
	else parent[name] = [present, child];
}

/** Nothing where one stands twice or has a reference that nobody declared. */
function attributesIn(text: string): XmlElement | undefined {
	const element: XmlElement = {};
	const names = new Set<string>();
	for (const [, name = '', quoted, other] of text.matchAll(EACH_ATTRIBUTE)) {
		const value = decode(quoted ?? other ?? '');
		if (value === undefined || names.has(name)) return undefined;
		names.add(name);
		if (!/^xmlns(:|$)/.test(name)) element[ATTRIBUTE + localName(name)] = value;
	}
	return element;
}

function localName(name: string): string {
	return name.slice(name.lastIndexOf(':') + 1);
}

function indexOrEnd(text: string, searched: string, from: number): number {
	const index = text.indexOf(searched, from);
	return index === -1 ? text.length : index;
}

const REFERENCES: Readonly<Record<string, string>> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'",
};

/** Replaces references (XML 1.0, section 4.1); nothing where one is not of XML itself. */
function decode(text: string): string | undefined {
	if (!text.includes('&')) return text;
	let isSound = true;
	const decoded = text.replace(/&(?:([a-z]+|#\d{1,7}|#x[\da-f]{1,6});)?/gi, (_, name = '') => {
		const character = referenced(String(name));
		isSound &&= character !== undefined;
		return character ?? '';
	});
	return isSound ? decoded : undefined;
}

function referenced(name: string): string | undefined {
	if (!name.startsWith('#')) return REFERENCES[name];
	const isHexadecimal = /^#x/i.test(name);
	const code = Number.parseInt(name.slice(isHexadecimal ? 2 : 1), isHexadecimal ? 16 : 10);
	return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

/** Writes elements without any space between them; every text is escaped. */
export function writeXml(root: XmlElement): string {
	return `<?xml version="1.0" encoding="utf-8"?>${contentOf(root)}`;
}

function contentOf(value: XmlValue): string {
	if (typeof value === 'string') return escapeXml(value);
	return Object.entries(value)
		.filter(([name]) => !name.startsWith(ATTRIBUTE))
		.flatMap(([name, child]) =>
			(Array.isArray(child) ? child : [child]).map((one) => [name, one] as const),
		)
		.map(([name, child]) => `<${name}${attributesOf(child)}>${contentOf(child)}</${name}>`)
		.join('');
}

function attributesOf(value: XmlValue): string {
	if (typeof value === 'string' || Array.isArray(value)) return '';
	return Object.entries(value)
		.filter(([name]) => name.startsWith(ATTRIBUTE))
		.map(([name, text]) => ` ${name.slice(ATTRIBUTE.length)}="${escapeXml(String(text))}"`)
		.join('');
}

/** Whether XML 1.0 can carry a text: it has no place for most control characters (section 2.2). */
export function isXmlText(text: string): boolean {
	return !/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u.test(text);
}
