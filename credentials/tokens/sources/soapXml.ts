/** The little XML that a session needs. It is bounded, and knows no entities but XML's own five. */

import { escapeXml, unescapeXml } from '../../lib/xmlEscapes';

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

/**
 * The text of the first element with this local name that holds only text; undefined if there is
 * none.
 */
export function elementText(xml: string, name: string): string | undefined {
	const match = new RegExp(`<(?:[\\w.-]+:)?${name}(?:\\s[^<>]*)?>([^<]*)</`).exec(
		withoutCdata(xml),
	);
	return match?.[1] === undefined ? undefined : unescapeXml(match[1].trim());
}

/** Whether a text is XML of the kind that a SOAP service sends. One with a DTD is not. */
export function isPlainXml(text: string): boolean {
	return /^\s*(<\?xml|<([\w.-]+:)?Envelope\b)/.test(text) && !/<!DOCTYPE/i.test(text);
}

/**
 * Skips comments, CDATA and instructions, even those that do not end. A tag may have `>` in quotes.
 */
const MARKUP =
	/<!--[\s\S]*?(?:-->|$)|<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<\?[\s\S]*?(?:\?>|$)|<(\/?)([\w.:-]+)((?:"[^"]*"|'[^']*'|[^<>"'])*)>/g;
/** Where the arguments of a method are, by local name; `*` is the method. */
const ARGUMENT_PATH = ['Envelope', 'Body', '*', 'SessionID'];

/**
 * Writes a session into the one empty `SessionID` element among the method's own arguments, and
 * leaves every other byte as it is. It ignores text, comments, CDATA and messages within an
 * argument.
 *
 * @returns the envelope, or the number of such elements if it is not exactly one
 */
export function fillSessionId(xml: string, sessionId: string): string | number {
	const places = emptySessionIds(xml);
	const [place] = places;
	if (place === undefined || places.length !== 1) return places.length;
	const { start, end, name, attributes } = place;
	const element = `<${name}${attributes}>${escapeXml(sessionId)}</${name}>`;
	return `${xml.slice(0, start)}${element}${xml.slice(end)}`;
}

/** The local names of all elements. Text, comments and CDATA are ignored. */
export function elementNames(xml: string): string[] {
	return Array.from(xml.matchAll(MARKUP), ({ 1: slash, 2: name }) =>
		name === undefined || slash === '/' ? [] : [localName(name)],
	).flat();
}

interface Place {
	readonly start: number;
	readonly end: number;
	readonly name: string;
	readonly attributes: string;
}

function emptySessionIds(xml: string): Place[] {
	const places: Place[] = [];
	const path: string[] = [];
	let open: Omit<Place, 'end'> | undefined;
	let openedTo = 0;
	for (const { 0: whole, 1: slash, 2: name, 3: rest = '', index } of xml.matchAll(MARKUP)) {
		if (name === undefined) {
			open = undefined;
			continue;
		}
		const end = index + whole.length;
		if (slash === '/') {
			const isEmpty = open !== undefined && xml.slice(openedTo, index).trim() === '';
			if (open !== undefined && isEmpty && open.name === name) places.push({ ...open, end });
			open = undefined;
			path.pop();
			continue;
		}
		const isSelfClosing = rest.endsWith('/');
		const attributes = isSelfClosing ? rest.slice(0, -1) : rest;
		path.push(localName(name));
		const start = { start: index, name, attributes };
		open = isArgument(path) && !isSelfClosing ? start : undefined;
		openedTo = end;
		if (!isSelfClosing) continue;
		if (isArgument(path)) places.push({ ...start, end });
		path.pop();
	}
	return places;
}

function isArgument(path: readonly string[]): boolean {
	return (
		path.length === ARGUMENT_PATH.length &&
		ARGUMENT_PATH.every((name, depth) => name === '*' || name === path[depth])
	);
}

function localName(name: string): string {
	return name.slice(name.indexOf(':') + 1);
}

/** CDATA as escaped text, in one pass, however many sections do not end. */
function withoutCdata(xml: string): string {
	const [before = '', ...sections] = xml.split('<![CDATA[');
	const texts = sections.map((section) => {
		const end = section.indexOf(']]>');
		return end === -1 ? section : escapeXml(section.slice(0, end)) + section.slice(end + 3);
	});
	return before + texts.join('');
}
