/** The little XML that a session needs: bounded, without entities beyond the five of XML itself. */

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

/** Comments, CDATA and instructions, also those that do not end, are passed over; a tag may have `>` in quotes. */
const MARKUP =
	/<!--[\s\S]*?(?:-->|$)|<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<\?[\s\S]*?(?:\?>|$)|<(\/?)([\w.:-]+)((?:"[^"]*"|'[^']*'|[^<>"'])*)>/g;
/** Where the arguments of a method stand, by local name; `*` is the method. */
const ARGUMENT_PATH = ['Envelope', 'Body', '*', 'SessionID'];

/**
 * Writes a session into the one empty `SessionID` element among the method's own arguments, leaving
 * every other byte as it is: nothing in text, comments, CDATA or a message within an argument.
 *
 * @returns the envelope, or how many such elements there are where that is not exactly one
 */
export function fillSessionId(xml: string, sessionId: string): string | number {
	const places = emptySessionIds(xml);
	const [place] = places;
	if (place === undefined || places.length !== 1) return places.length;
	const { start, end, name, attributes } = place;
	const element = `<${name}${attributes}>${escapeXml(sessionId)}</${name}>`;
	return `${xml.slice(0, start)}${element}${xml.slice(end)}`;
}

/** The local names of all elements; nothing in text, comments or CDATA. */
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

/** CDATA as escaped text. In one pass, however many sections do not end. */
function withoutCdata(xml: string): string {
	const [before = '', ...sections] = xml.split('<![CDATA[');
	const texts = sections.map((section) => {
		const end = section.indexOf(']]>');
		return end === -1 ? section : escapeXml(section.slice(0, end)) + section.slice(end + 3);
	});
	return before + texts.join('');
}
