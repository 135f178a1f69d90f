/** Results as items: what is a list, what is one thing, what is a plain value. */
import type { IDataObject } from 'n8n-workflow';

import { attributeOf, childOf, childrenOf, isElement, listOf, textOf } from '../soap/tree';
import type { XmlValue } from '../soap/xml';
import { dataSetRows } from './dataSet';

/** A page of a list. */
export interface ResultPage {
	rows: IDataObject[];
	/** Number of pages, where the result tells it. */
	pages?: number;
	/** What came where its shape is not that of the declared type: names only, no values. */
	unknown?: string;
}

/** Members that the service declares as lists; one with a single entry looks like no list. */
export const LIST_MEMBERS: ReadonlySet<string> = new Set([
	'CallBackLog',
	'CallBackQueue',
	'Certificates',
	'ECGridIDInfoList',
	'Events',
	'InterchangeIDInfoList',
	'Interchanges',
	'Log',
	'ParcelIDInfoList',
	'Parcels',
]);

/**
 * The rows of a result. Lists give one for each entry, a DataSet one for each row of its tables,
 * structures one, and a plain value one with the member `result`. Texts stay as they were sent,
 * except plain results that the service declares as boolean or number.
 *
 * What the service leaves out is null. Whatever else does not have the shape of its type is reported
 * as unknown, so that nobody takes it for an empty list.
 *
 * @param type of the result, as the service declares it
 */
export function readRows(type: string, result: XmlValue | undefined): ResultPage {
	if (type === 'DataSet') return readDataSet(result);
	if (type.startsWith('ArrayOf')) return readList(type, result);
	if (type.endsWith('Collection')) return readCollection(type, result);
	if (result === undefined || isNull(result)) return { rows: [{ result: null }] };
	const text = textOf(result);
	if (!PLAIN_TYPES.has(type)) {
		return isElement(result) && childrenOf(result).length > 0
			? { rows: [structureOf(result)] }
			: unknownShape(type, result);
	}
	const value = text === undefined ? undefined : plainValue(type, text);
	return value === undefined ? unknownShape(type, result) : { rows: [{ result: value }] };
}

function readDataSet(result: XmlValue | undefined): ResultPage {
	const isKnown = isNothing(result) || childOf(result, 'diffgram') !== undefined;
	return isKnown ? { rows: dataSetRows(result) } : unknownShape('DataSet', result);
}

function readList(type: string, result: XmlValue | undefined): ResultPage {
	const [entries, ...others] = childrenOf(result);
	const isKnown = isNothing(result) || (entries !== undefined && others.length === 0);
	if (!isKnown) return unknownShape(type, result);
	// The back end also wraps a list in one more element, as its collections do.
	const isWrapped = entries !== undefined && LIST_MEMBERS.has(entries[0]);
	return { rows: entriesOf(isWrapped ? entries[1] : result) };
}

function readCollection(type: string, result: XmlValue | undefined): ResultPage {
	if (isNothing(result)) return { rows: [] };
	const members = new Map(childrenOf(result));
	const list = [...members.keys()].find((name) => name.endsWith('List'));
	const rows = entriesOf(list === undefined ? undefined : members.get(list));
	const count = Number(textOf(members.get('Count')) ?? Number.NaN);
	const pages = Number(textOf(members.get('TotalPages')) ?? Number.NaN);
	const isEmpty = list === undefined ? count === 0 : !(count > 0);
	if (rows.length === 0 && !isEmpty) return unknownShape(type, result);
	return { rows, ...(Number.isInteger(pages) ? { pages } : {}) };
}

/** Left out, null or without content. */
function isNothing(value: XmlValue | undefined): boolean {
	if (value === undefined || isNull(value)) return true;
	return childrenOf(value).length === 0 && (textOf(value) ?? '').trim() === '';
}

const MOST_NAMES = 10;

const LONGEST_NAME = 40;

function unknownShape(type: string, result: XmlValue | undefined): ResultPage {
	const names = childrenOf(result).map(([name]) => name.slice(0, LONGEST_NAME));
	const shown = [...names.slice(0, MOST_NAMES), ...(names.length > MOST_NAMES ? ['…'] : [])];
	const what = isNothing(result) ? 'nothing in it' : 'text of another kind';
	const came = shown.length === 0 ? what : `the members ${shown.join(', ')}`;
	return { rows: [], unknown: `${type} with ${came}` };
}

/** The entries of a list element, whatever their name. */
function entriesOf(list: XmlValue | undefined): IDataObject[] {
	return listOf(list)
		.flatMap(childrenOf)
		.flatMap(([, entries]) => listOf(entries))
		.filter((entry) => !isNull(entry))
		.map((entry) => (isElement(entry) ? structureOf(entry) : { value: valueOf(entry) }));
}

/**
 * Structures that name a session lose that member: it is the very id, or API key, that calls are
 * made with, and execution data are kept and shared.
 */
function structureOf(element: XmlValue): IDataObject {
	return Object.fromEntries(
		childrenOf(element)
			.filter(([name]) => name !== 'SessionID')
			.map(([name, child]) => [name, isList(name, child) ? entriesOf(child) : valueOf(child)]),
	);
}

function valueOf(value: XmlValue): IDataObject[string] {
	if (Array.isArray(value)) return value.map(valueOf) as IDataObject[];
	if (typeof value === 'string') return value;
	if (isNull(value)) return null;
	return textOf(value) ?? (childrenOf(value).length > 0 ? structureOf(value) : '');
}

/** `xsi:nil`, by which .NET writes null; XML Schema has both spellings of true. */
function isNull(value: XmlValue): boolean {
	return ['true', '1'].includes(attributeOf(value, 'nil')?.trim() ?? '');
}

/** Text in place of a list is kept as it came. */
function isList(name: string, child: XmlValue): boolean {
	return (
		LIST_MEMBERS.has(name) &&
		(childrenOf(child).length > 0 || Array.isArray(child) || isNothing(child))
	);
}

const WHOLE_NUMBERS: ReadonlySet<string> = new Set(['int', 'short', 'unsignedByte']);

const PLAIN_TYPES: ReadonlySet<string> = new Set([
	...WHOLE_NUMBERS,
	'boolean',
	'dateTime',
	'long',
	'string',
]);

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
	['true', true],
	['1', true],
	['false', false],
	['0', false],
]);

/** Nothing where the text is none of the type. A number beyond 2^53 stays text, with all its digits. */
function plainValue(type: string, text: string): string | number | boolean | null | undefined {
	const trimmed = text.trim();
	if (type === 'boolean') return BOOLEANS.get(trimmed);
	if (type === 'string') return text;
	if (!WHOLE_NUMBERS.has(type)) return trimmed;
	if (!/^[+-]?\d+$/.test(trimmed)) return undefined;
	return Number.isSafeInteger(Number(trimmed)) ? Number(trimmed) : trimmed;
}
