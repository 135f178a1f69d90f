/** Results as items: what is a list, what is one thing, what is a plain value. */
import type { IDataObject } from 'n8n-workflow';

import { attributeOf, childrenOf, isElement, listOf, textOf } from '../soap/tree';
import type { XmlValue } from '../soap/xml';
import { dataSetRows } from './dataSet';

/** A page of a list. */
export interface ResultPage {
	rows: IDataObject[];
	/** Number of pages, where the result tells it. */
	pages?: number;
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
 * @param type of the result, as the service declares it
 */
export function readRows(type: string, result: XmlValue | undefined): ResultPage {
	if (type === 'DataSet') return { rows: dataSetRows(result) };
	if (type.startsWith('ArrayOf')) return { rows: entriesOf(result) };
	if (type.endsWith('Collection')) return readCollection(result);
	if (isElement(result) && !isNull(result)) return { rows: [structureOf(result)] };
	return { rows: [{ result: plainValue(type, textOf(result)) }] };
}

function readCollection(result: XmlValue | undefined): ResultPage {
	const members = new Map(childrenOf(result));
	const list = [...members.keys()].find((name) => name.endsWith('List'));
	const pages = Number(textOf(members.get('TotalPages')));
	return {
		rows: entriesOf(list === undefined ? undefined : members.get(list)),
		...(Number.isInteger(pages) ? { pages } : {}),
	};
}

/** The entries of a list element, whatever their name. */
function entriesOf(list: XmlValue | undefined): IDataObject[] {
	return childrenOf(list)
		.flatMap(([, entries]) => listOf(entries))
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
			.map(([name, child]) => [name, LIST_MEMBERS.has(name) ? entriesOf(child) : valueOf(child)]),
	);
}

function valueOf(value: XmlValue): IDataObject[string] {
	if (Array.isArray(value)) return value.map(valueOf) as IDataObject[];
	if (typeof value === 'string') return value;
	if (isNull(value)) return null;
	return textOf(value) ?? (childrenOf(value).length > 0 ? structureOf(value) : '');
}

/** `xsi:nil`, by which .NET writes null. */
function isNull(value: XmlValue): boolean {
	return attributeOf(value, 'nil') === 'true';
}

const WHOLE_NUMBERS: ReadonlySet<string> = new Set(['int', 'short', 'unsignedByte']);

function plainValue(type: string, text: string | undefined): string | number | boolean | null {
	if (text === undefined) return null;
	if (type === 'boolean') return text.trim() === 'true' || text.trim() === '1';
	return WHOLE_NUMBERS.has(type) && text.trim() !== '' ? Number(text) : text;
}
