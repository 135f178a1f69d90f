import { isObject } from '../../../credentials/lib/json';
import type { Search } from './search';
import {
	fieldType,
	readText,
	type Field,
	type FieldType,
	type Property,
	type Shown,
	wholeText,
} from './fieldType';

/** An id that the user picks from a searchable list or types in. */
export function locator<const R extends boolean = false>({
	search,
	placeholder,
	...shown
}: Shown<R> & { search: Search }): FieldType<string, R> {
	const property: Property = {
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: search.name, searchable: true },
			},
			{ displayName: 'By ID', name: 'id', type: 'string', placeholder },
		],
	};
	return fieldType(shown, property, readId, { search });
}

/** No ID begins or ends with a blank, but cells and copied texts do. */
function readId(raw: unknown, field: Field): string {
	return wholeText(readText(raw, field).trim(), field);
}

/** The value of a resource locator, which n8n stores one level down; any other value as it is. */
export function unlocated(value: unknown): unknown {
	return isObject(value) && '__rl' in value ? value.value : value;
}
