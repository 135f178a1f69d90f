import { NodeOperationError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';

import { readInputFile } from '../http/files';
import { isExpression, NOT_FIXED, WHY_FIXED } from '../fields/fixed';
import { isObject } from '../../../credentials/lib/json';
import { refuseUnsafeMoney } from './moneyRules';
import type { Operation, Parameter } from '../operation/operation';
import { collectionOf, LIMIT, OPTIONS } from '../operation/options';
import type { Field } from '../fields/fieldType';

export type AnyValues = Record<string, unknown>;

/** What a user filled in for one item. */
export interface ItemValues {
	/** The operation's own fields, checked and converted. */
	values: AnyValues;
	/** The Options collection as it is; see `properties.ts` for its members. */
	options: IDataObject;
}

/**
 * Reads and checks the fields of one item, before anything is sent. Throws a NodeOperationError
 * that names the field, the problem and what to do.
 */
export async function readValues(
	functions: IExecuteFunctions,
	operation: Operation,
	itemIndex: number,
): Promise<ItemValues> {
	refuseUnsafeMoney(functions, operation, itemIndex);
	// The kinds check the values themselves; n8n's own check knows one form of a field per name.
	const raw = (name: string, preset: unknown): unknown =>
		functions.getNodeParameter(name, itemIndex, preset, { skipValidation: true });
	const stored = functions.getNode().parameters;
	const values: AnyValues = {};
	for (const [name, parameter] of Object.entries(operation.parameters)) {
		if (!isShown(parameter, values)) continue;
		const given = raw(name, parameter.type.property.default);
		const field = fieldOf(functions, parameter, itemIndex);
		if (parameter.type.fixed && isExpression(stored[name])) field.refuse(NOT_FIXED, WHY_FIXED);
		values[name] = await readOne(parameter, given, field);
	}
	const filled = raw(collectionOf(operation).name, {});
	for (const [name, parameter] of Object.entries(operation.optional)) {
		const given = isObject(filled) ? filled[name] : undefined;
		if (given === undefined) continue;
		values[name] = await readOne(parameter, given, fieldOf(functions, parameter, itemIndex));
	}
	operation.check?.(
		values,
		(problem, description) =>
			new NodeOperationError(functions.getNode(), problem, { description, itemIndex }),
	);
	const options = raw(OPTIONS, {});
	return { values, options: isObject(options) ? options : {} };
}

/** How many rows of a list are wanted; Infinity for all. */
export async function readLimit(functions: IExecuteFunctions, itemIndex: number): Promise<number> {
	if (functions.getNodeParameter('returnAll', itemIndex, false) === true) return Infinity;
	const raw = functions.getNodeParameter('limit', itemIndex, 50, { skipValidation: true });
	const limit: Parameter = { type: LIMIT, in: 'local' };
	const value = await readOne(limit, raw, fieldOf(functions, limit, itemIndex));
	return Number(value);
}

/** Fields on which others depend stand before them, so their values are known. */
function isShown({ when = {} }: Parameter, values: AnyValues): boolean {
	return Object.entries(when).every(([name, allowed]) =>
		allowed.some((value) => value === values[name]),
	);
}

async function readOne(
	{ type, in: location }: Parameter,
	raw: unknown,
	field: Field,
): Promise<unknown> {
	const value = await type.read(unlocated(raw), field);
	if (value === undefined && type.required) {
		return field.refuse('is missing', 'Fill it in, or map it from an earlier node.');
	}
	if (location === 'path' && /^\.*$/.test(String(value))) {
		return field.refuse('is not an ID', 'Dots alone would lead to another address.');
	}
	return value;
}

function fieldOf(functions: IExecuteFunctions, { type }: Parameter, itemIndex: number): Field {
	const refuse = (problem: string, description: string): never => {
		const message = `${type.property.displayName} ${problem}`;
		throw new NodeOperationError(functions.getNode(), message, { description, itemIndex });
	};
	return {
		timezone: functions.getTimezone(),
		file: async (name) => {
			const file = await readInputFile(functions, itemIndex, name);
			const found = Object.keys(functions.getInputData()[itemIndex]?.binary ?? {}).join(', ');
			return file ?? refuse(`names no file of the item: "${name}"`, `It has: ${found || 'none'}.`);
		},
		refuse,
	};
}

/** The value of a resource locator; anything else is returned as it is. */
function unlocated(raw: unknown): unknown {
	return isObject(raw) && '__rl' in raw ? raw.value : raw;
}
