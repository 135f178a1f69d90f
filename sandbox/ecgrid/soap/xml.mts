import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** An XML element with its namespace resolved. */
export interface Element {
	readonly name: string;
	/** Namespace URI; empty when the element is in none. */
	readonly namespace: string;
	readonly text: string;
	readonly children: readonly Element[];
}

const ATTRIBUTES = ':@';
const TEXT = '#text';

type RawNode = Readonly<Record<string, unknown>>;
type Namespaces = Readonly<Record<string, string>>;

const parser = new XMLParser({
	preserveOrder: true,
	ignoreAttributes: false,
	attributeNamePrefix: '',
	parseTagValue: false,
	parseAttributeValue: false,
	ignoreDeclaration: true,
	ignorePiTags: true,
	// Leading and trailing blanks may be part of a password.
	trimValues: false,
	// The parser collects other text letter by letter, which is slow for whole files.
	stopNodes: ['..Content', '..ContentBase64'],
	htmlEntities: true,
});

/** The root element of a document; `undefined` when the text is not well-formed XML. */
export function parseXml(text: string): Element | undefined {
	if (XMLValidator.validate(text) !== true) return undefined;
	return elementsOf(parser.parse(text) as RawNode[], {})[0];
}

/** Escapes a text for use as an element's content. */
export function escapeXml(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** An element around content that is XML already. */
export function element(name: string, content: string): string {
	return `<${name}>${content}</${name}>`;
}

/** An element for each value, in the given order. */
export function elements(values: Readonly<Record<string, string | number | boolean>>): string {
	return Object.entries(values)
		.map(([name, value]) => element(name, escapeXml(String(value))))
		.join('');
}

/** UTC without a zone, as the service writes it. */
export function soapTime(milliseconds: number): string {
	return new Date(milliseconds).toISOString().slice(0, 19);
}

function elementsOf(nodes: readonly RawNode[], inherited: Namespaces): Element[] {
	return nodes.flatMap((node) => {
		const tag = Object.keys(node).find((key) => key !== ATTRIBUTES && key !== TEXT);
		return tag === undefined ? [] : [elementOf(tag, node, inherited)];
	});
}

function elementOf(tag: string, node: RawNode, inherited: Namespaces): Element {
	const namespaces = { ...inherited, ...declaredIn(node) };
	const [prefix, name] = tag.includes(':') ? (tag.split(':') as [string, string]) : ['', tag];
	const nodes = node[tag] as RawNode[];
	return {
		name,
		namespace: namespaces[prefix] ?? '',
		text: nodes.map((child) => (typeof child[TEXT] === 'string' ? child[TEXT] : '')).join(''),
		children: elementsOf(nodes, namespaces),
	};
}

/** `xmlns="..."` under the empty prefix, `xmlns:p="..."` under `p`. */
function declaredIn(node: RawNode): Namespaces {
	const attributes = (node[ATTRIBUTES] ?? {}) as Record<string, string>;
	const declared = Object.entries(attributes).flatMap(([name, uri]) => {
		if (name === 'xmlns') return [['', uri] as const];
		return name.startsWith('xmlns:') ? [[name.slice('xmlns:'.length), uri] as const] : [];
	});
	return Object.fromEntries(declared);
}
