import type { IDataObject } from 'n8n-workflow';

/**
 * A `simplify` that keeps these members of a row, in this order. Members that the provider left out
 * stay left out.
 */
export function only(...names: readonly string[]): (row: IDataObject) => IDataObject {
	return (row) =>
		Object.fromEntries(
			names.filter((name) => row[name] !== undefined).map((name) => [name, row[name]]),
		);
}
