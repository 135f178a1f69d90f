/** ADO.NET data sets: a schema, and a diffgram with the rows. */
import type { IDataObject } from 'n8n-workflow';

import { attributeOf, childOf, childrenOf, findIn, listOf, textOf } from '../soap/tree';
import type { XmlValue } from '../soap/xml';

/** Sections of a diffgram beside the data: rows as they were before, and errors in rows. */
const NOT_DATA: ReadonlySet<string> = new Set(['before', 'errors']);

/**
 * One row for each row of each table: the table's name as `dataTable`, then the columns as text.
 * Columns that a row leaves out are null; the schema tells which there are.
 */
export function dataSetRows(result: XmlValue | undefined): IDataObject[] {
	const data = childrenOf(childOf(result, 'diffgram')).find(([name]) => !NOT_DATA.has(name));
	const schema = childOf(result, 'schema');
	return childrenOf(data?.[1]).flatMap(([table, rows]) => {
		const empty = emptyRow(schema, table);
		return listOf(rows).map((row) => ({ dataTable: decodeName(table), ...empty, ...columns(row) }));
	});
}

function columns(row: XmlValue): IDataObject {
	return Object.fromEntries(
		childrenOf(row).map(([name, child]) => [decodeName(name), textOf(child) ?? '']),
	);
}

function emptyRow(schema: XmlValue | undefined, table: string): IDataObject {
	const dataSet = childOf(schema, 'element');
	const tables = elementsIn(childOf(dataSet, 'complexType'));
	const found = tables.find((one) => attributeOf(one, 'name') === table);
	const names = elementsIn(childOf(found, 'complexType')).map((one) => attributeOf(one, 'name'));
	return Object.fromEntries(names.map((name) => [decodeName(name ?? ''), null]));
}

/** The elements of the choice or sequence that a complex type consists of. */
function elementsIn(complexType: XmlValue | undefined): XmlValue[] {
	const content = findIn(complexType, 'choice') ?? findIn(complexType, 'sequence');
	return content === undefined ? [] : listOf((content as { element?: XmlValue }).element);
}

/** ADO.NET writes a blank in a name as `_x0020_`, and likewise all that XML does not allow there. */
function decodeName(name: string): string {
	return name.replace(/_x([\da-f]{4})_/gi, (_, code: string) =>
		String.fromCharCode(Number.parseInt(code, 16)),
	);
}
