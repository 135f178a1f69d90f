/** The option that keeps answers short: only the members that somebody needs. */
import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { isObject } from '../../../credentials/lib/json';

export const FIELDS_TO_RETURN = 'fieldsToReturn';

export const fieldsToReturn: INodeProperties = {
	displayName: 'Fields to Return',
	name: FIELDS_TO_RETURN,
	type: 'string',
	default: '',
	placeholder: 'e.g. status, customer.email',
	description:
		'Names of the output fields to keep, separated by commas, so that an AI agent has less to read. Use a dot to reach into an object. An item that has none of them is returned in full.',
};

/** The names in the option: a text with commas, or a list from an expression. */
export function namesIn({ [FIELDS_TO_RETURN]: given }: IDataObject): string[] {
	return [given]
		.flat()
		.flatMap((one) => (typeof one === 'string' ? one.split(',') : []))
		.map((name) => name.trim())
		.filter((name) => name !== '');
}

/** An item with only these members; the whole item if it has none of them. */
export function withOnly(json: IDataObject, names: readonly string[]): IDataObject {
	const kept: IDataObject = {};
	for (const name of names) keep(kept, json, name.split('.'));
	return Object.keys(kept).length > 0 ? kept : json;
}

function keep(target: IDataObject, source: IDataObject, [name = '', ...rest]: string[]): void {
	if (!Object.hasOwn(source, name) || name === '__proto__') return;
	const value = source[name];
	if (rest.length === 0) {
		target[name] = value;
		return;
	}
	if (!isObject(value)) return;
	const kept = target[name];
	// Already named as a whole.
	if (kept === value) return;
	const inner = isObject(kept) ? kept : {};
	keep(inner, value, rest);
	if (Object.keys(inner).length > 0) target[name] = inner;
}
