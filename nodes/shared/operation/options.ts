/** The fields that the engine itself adds to operations: their names, defaults and meanings. */
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { integer } from '../fields';
import { MOST_AT_ONCE } from '../http/pace';
import { isRepeatable, type Operation, type Parameter, type RequestTemplate } from './operation';

/** Name of the collection of what changes how an operation runs, not what it does. */
export const OPTIONS = 'options';

/** As many as the provider answers; see `http/pace.ts`. */
const READS_AT_ONCE = MOST_AT_ONCE;

/** Each may be a hundred megabytes, and is held in memory. */
export const FILES_AT_ONCE = 1;

/** Two changes of one thing must not overtake each other, and items often name the same thing. */
const WRITES_AT_ONCE = 1;

/** The collection that holds the optional fields of an operation. */
export function collectionOf({ pages }: Operation): { name: string; displayName: string } {
	return pages
		? { name: 'filters', displayName: 'Filters' }
		: { name: 'additionalFields', displayName: 'Additional Fields' };
}

/** How many items run at once at most, unless the user says otherwise. */
export function itemsAtOnce(operation: Operation): number {
	if (operation.filesOut) return FILES_AT_ONCE;
	return isRepeatable(operation) ? READS_AT_ONCE : WRITES_AT_ONCE;
}

/** How many items the user wants at once, if that is a possible number. */
export function chosenAtOnce(functions: IExecuteFunctions): number | undefined {
	const options = functions.getNodeParameter(
		OPTIONS,
		0,
		{},
		{ skipValidation: true },
	) as IDataObject;
	const chosen = Number(options.itemsAtOnce);
	return Number.isInteger(chosen) && chosen >= 1 ? chosen : undefined;
}

/** The path to use if the contract only assumes one. */
export function guessedPath({ path }: RequestTemplate, options: IDataObject): string {
	return textOr(options[PATH_OPTION], path);
}

/** The name to use in the request if the contract only assumes one. */
export function guessedName(key: string, { name }: Parameter, options: IDataObject): string {
	return textOr(options[nameOption(key)], name ?? key);
}

export const PATH_OPTION = 'requestPath';

export function nameOption(key: string): string {
	return `${key}Name`;
}

function textOr(value: unknown, otherwise: string): string {
	return typeof value === 'string' && value.trim() !== '' ? value.trim() : otherwise;
}

/** How many rows of a list the user wants. */
export const LIMIT = integer({
	displayName: 'Limit',
	required: true,
	minimum: 1,
	default: 50,
	description: 'Max number of results to return',
});
