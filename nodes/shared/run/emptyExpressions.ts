/**
 * Expressions that give nothing. A field that the user left empty is left out. A field that the
 * user mapped is meant to have a value: without it, a filter would let everything through.
 */
import type { INodeProperties } from 'n8n-workflow';

import { memberOf } from '../../../credentials/lib/json';
import { isBlank, isEmpty, type Field } from '../fields/fieldType';
import { CORRECT_OR_CLEAR, isExpression } from '../fields/fixed';
import { unlocated } from '../fields/locator';
import { isRepeatable, type Operation, type Parameter } from '../operation/operation';

/** What a field holds for one item: as the workflow stores it, and as n8n has evaluated it. */
export interface Held {
	stored: unknown;
	given: unknown;
}

type Described = Pick<INodeProperties, 'displayName' | 'type' | 'options' | 'required'>;

/** Throws if an expression of the field, or of its rows, gave nothing although a value matters. */
export function refuseEmptyExpressions(
	operation: Operation,
	{ type, in: location }: Parameter,
	held: Held,
	field: Field,
	itemIndex: number,
): void {
	const isChosenBy = location === 'path' || location === 'query' || isRepeatable(operation);
	for (const { name, property, stored, given } of fieldsIn(type.property, held)) {
		if (!isExpression(stored)) continue;
		const isWanted = isChosenBy || matters(property);
		if (!isAccident(given, property, isWanted, operation.changes)) continue;
		if (isLeftToModel(stored, given)) continue;
		const place = name === undefined ? field : field.named(name);
		place.refuse(`is an expression that returned nothing for item ${itemIndex}`, CORRECT_OR_CLEAR);
	}
}

interface Mapped extends Held {
	/** The name of the place, if that is not the field itself. */
	name?: string;
	property: Described;
}

/** The field, and the members of its rows or of its group. */
function* fieldsIn(property: Described, { stored, given }: Held): Generator<Mapped> {
	if (property.type !== 'fixedCollection') {
		yield { property, stored: unlocated(stored), given: unlocated(given) };
		return;
	}
	for (const group of property.options ?? []) {
		if (!('values' in group)) continue;
		const evaluated = listOf(memberOf(given, group.name));
		const rows = listOf(memberOf(stored, group.name));
		for (const [index, row] of rows.entries()) {
			const place = rows.length > 1 || group.name === 'values' ? ` ${index + 1}` : '';
			for (const member of group.values) {
				yield {
					name: `${group.displayName}${place}: ${member.displayName}`,
					property: member,
					stored: memberOf(row, member.name),
					given: memberOf(evaluated[index], member.name),
				};
			}
		}
	}
}

function listOf(value: unknown): unknown[] {
	if (Array.isArray(value)) return value;
	return value === undefined ? [] : [value];
}

/**
 * Whether it is an accident that an expression gave nothing. Nobody means "none" by `undefined` or
 * `null` in an update or in an ID. An empty text is a choice: it clears a field of an update, and
 * is left out when something is created. Only if a value is required is it an accident too, like an
 * empty cell.
 */
function isAccident(
	given: unknown,
	property: Mapped['property'],
	isWanted: boolean,
	changes = false,
) {
	const isEmptied = given === '' || isEmptyList(given, property);
	if (isEmpty(given) && !isEmptied) return isWanted || changes || isId(property);
	if (!isEmptied && !isBlank(given)) return false;
	return isWanted && !(changes && isEmptied && !property.required);
}

/** A list without anything in it. In a field for JSON, an empty list is a value. */
function isEmptyList(given: unknown, { type }: Described): boolean {
	return type !== 'json' && Array.isArray(given) && given.every(isBlank);
}

/** Whether a field names a thing, judged by what users read, because names in the APIs differ. */
export function isId({ type, displayName }: Described): boolean {
	return type === 'resourceLocator' || /\bU?ID\b/.test(displayName);
}

/** Numbers, things picked from a list, and everything that is required. */
function matters({ required, type }: Described): boolean {
	return Boolean(required) || type === 'number' || type === 'resourceLocator';
}

/** A model that leaves a field out says so with an empty text, or with an empty list. */
function isLeftToModel(stored: unknown, given: unknown): boolean {
	const isLeft = given === '' || (Array.isArray(given) && given.length === 0);
	return String(stored).includes('$fromAI(') && isLeft;
}
