/** Finding one's way in parsed XML. */
import { ATTRIBUTE, TEXT, type XmlElement, type XmlValue } from './xml';

/** The child of a name; the first one of several. */
export function childOf(value: XmlValue | undefined, name: string): XmlValue | undefined {
	const child = isElement(value) ? value[name] : undefined;
	return Array.isArray(child) ? child[0] : child;
}

/** The first element of a name, at any depth. */
export function findIn(value: XmlValue | undefined, name: string): XmlValue | undefined {
	const own = childOf(value, name);
	if (own !== undefined || value === undefined) return own;
	for (const child of Array.isArray(value) ? value : childrenOf(value).map(([, one]) => one)) {
		const found = findIn(child, name);
		if (found !== undefined) return found;
	}
	return undefined;
}

/** The text of an element without children; nothing for other elements. */
export function textOf(value: XmlValue | undefined): string | undefined {
	if (typeof value === 'string') return value;
	if (!isElement(value) || childrenOf(value).length > 0) return undefined;
	const text = value[TEXT];
	return typeof text === 'string' ? text : undefined;
}

/** Names and contents of an element's children, in order of first appearance; no attributes. */
export function childrenOf(value: XmlValue | undefined): Array<[name: string, child: XmlValue]> {
	if (!isElement(value)) return [];
	return Object.entries(value).filter(([name]) => name !== TEXT && !name.startsWith(ATTRIBUTE));
}

/** An element that may come once or several times, as a list. */
export function listOf(value: XmlValue | undefined): XmlValue[] {
	if (value === undefined) return [];
	return Array.isArray(value) ? value : [value];
}

export function attributeOf(value: XmlValue | undefined, name: string): string | undefined {
	return textOf(childOf(value, ATTRIBUTE + name));
}

export function isElement(value: XmlValue | undefined): value is XmlElement {
	return typeof value === 'object' && !Array.isArray(value);
}
