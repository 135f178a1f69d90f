import { NodeOperationError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';

import { isPlainValue, NOT_FIXED, WHY_FIXED } from '../fields/fixed';
import { isObject, memberOf } from '../../../credentials/lib/json';
import { refuseUnsafeMoney } from './moneyRules';
import type { Operation, Parameter, Refuse } from '../operation/operation';
import { collectionOf, LIMIT, OPTIONS } from '../operation/options';
import { isBlank, wholeText, type Field } from '../fields/fieldType';
import { unlocated } from '../fields/locator';
import { boolean, readBoolean } from '../fields/numbers';
import { readInputFile } from './inputFile';
import { isId, refuseEmptyExpressions, type Held } from './emptyExpressions';

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
	// The field types check the values themselves. n8n's own check knows only one form of a field per
	// name.
	const raw = (name: string, preset: unknown): unknown =>
		functions.getNodeParameter(name, itemIndex, preset, { skipValidation: true });
	const stored = functions.getNode().parameters;
	const read = async (
		parameter: Parameter,
		held: Held,
		optionalName?: string,
	): Promise<unknown> => {
		const field = fieldOf(functions, parameter, itemIndex);
		if (parameter.type.fixed && !isPlainValue(held.stored)) field.refuse(NOT_FIXED, WHY_FIXED);
		refuseEmptyExpressions(operation, parameter, held, field, itemIndex);
		const isClearable = operation.changes === true && optionalName !== undefined;
		const isEmptied = isClearable && isEmptiedField(parameter, held.given);
		const value = isEmptied ? undefined : await readOne(parameter, held.given, field);
		// A list without entries has been emptied too.
		if (isClearable && value === undefined) {
			return cleared(operation.clearedBy?.[optionalName], field);
		}
		return value;
	};
	const values: AnyValues = {};
	for (const [name, parameter] of guardsFirst(operation)) {
		if (!isShown(parameter, values)) continue;
		const given = raw(name, parameter.type.property.default);
		values[name] = await read(parameter, { given, stored: stored[name] });
	}
	const collection = collectionOf(operation).name;
	const given = raw(collection, {});
	for (const [name, parameter] of Object.entries(operation.optional)) {
		const held = { given: memberOf(given, name), stored: memberOf(stored[collection], name) };
		if (held.given === undefined && held.stored === undefined) continue;
		values[name] = await read(parameter, held, name);
	}
	const refuse: Refuse = (problem, description) =>
		new NodeOperationError(functions.getNode(), problem, { description, itemIndex });
	if (operation.changes) refuseNoChange(operation, values, refuse);
	operation.check?.(values, refuse);
	const options = raw(OPTIONS, {});
	return { values, options: isObject(options) ? options : {} };
}

/** Refuses a guard that the run could change, before anything else is looked at. */
function guardsFirst({ parameters }: Operation): Array<[string, Parameter]> {
	const all = Object.entries(parameters);
	return [
		...all.filter(([, { type }]) => type.fixed),
		...all.filter(([, { type }]) => !type.fixed),
	];
}

/** What an update sends for a field that the user has emptied. */
function cleared(clear: '' | null | undefined, field: Field): '' | null {
	if (clear !== undefined) return clear;
	return field.refuse(
		'cannot be cleared',
		'The API does not accept an empty value. Fill it in, or remove the field to leave it unchanged.',
	);
}

/** An update that changes nothing would look as if it had changed something. */
function refuseNoChange(
	{ parameters, optional }: Operation,
	values: AnyValues,
	refuse: Refuse,
): void {
	const changing = [
		...Object.entries(parameters).filter(
			([, one]) => isSentInBody(one) && !isId(one.type.property),
		),
		...Object.entries(optional),
	];
	// Null and the empty text clear a field.
	const isChange = ([name]: [string, Parameter]) =>
		values[name] === null || values[name] === '' || !isNothing(values[name]);
	if (changing.some(isChange)) return;
	const isOptional = Object.keys(optional).length > 0;
	const advice = `Fill in ${isOptional ? 'one of the Additional Fields' : 'what should change'}.`;
	throw refuse('There is nothing to change', advice);
}

/** An object without members empties a field that has members; in any other it is a mistake. */
function isEmptiedField({ type }: Parameter, given: unknown): boolean {
	const hasMembers = type.property.type === 'fixedCollection' || type.property.type === 'json';
	return isBlank(given) || (hasMembers && isNothing(given));
}

function isSentInBody({ in: location }: Parameter): boolean {
	return location === 'body' || location === 'wholeBody';
}

function isNothing(value: unknown): boolean {
	return isBlank(value) || (isObject(value) && Object.keys(value).length === 0);
}

/** How many rows of a list are wanted; Infinity for all. */
export async function readLimit(functions: IExecuteFunctions, itemIndex: number): Promise<number> {
	if (readSwitch(functions, RETURN_ALL, itemIndex)) return Infinity;
	const raw = functions.getNodeParameter('limit', itemIndex, 50, { skipValidation: true });
	const limit: Parameter = { type: LIMIT, in: 'local' };
	const value = await readOne(limit, raw, fieldOf(functions, limit, itemIndex));
	return Number(value);
}

const RETURN_ALL = { name: 'returnAll', displayName: 'Return All', preset: false };

/** A switch of the engine's own. A word that is neither true nor false must not count as off. */
export function readSwitch(
	functions: IExecuteFunctions,
	{ name, displayName, preset }: { name: string; displayName: string; preset: boolean },
	itemIndex: number,
): boolean {
	const given = functions.getNodeParameter(name, itemIndex, preset, { skipValidation: true });
	const parameter: Parameter = { type: boolean({ displayName }), in: 'local' };
	return readBoolean(given, fieldOf(functions, parameter, itemIndex));
}

/** Fields that others depend on come before them, so their values are known. */
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
	if (location === 'path' || location === 'query') wholeText(String(value), field);
	if (location === 'path' && /^\.*$/.test(String(value))) {
		return field.refuse('is not an ID', 'Dots alone would lead to another address.');
	}
	return value;
}

function fieldOf(functions: IExecuteFunctions, { type }: Parameter, itemIndex: number): Field {
	const named = (name: string): Field => {
		const refuse = (problem: string, description: string): never => {
			const message = `${name} ${problem}`;
			throw new NodeOperationError(functions.getNode(), message, { description, itemIndex });
		};
		return {
			timezone: functions.getTimezone(),
			file: async (property) => await readInputFile(functions, itemIndex, property, refuse),
			refuse,
			named,
		};
	};
	return named(type.property.displayName);
}
