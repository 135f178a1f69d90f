/** Holds what comes out of a node to the schema that it ships. */
import type { OutputSchema } from '../../packages/schemas/infer.mts';

/**
 * What of a value its schema does not tell: members that it does not have, and values of another
 * type. Null may stand for anything. Nothing is said of what the contract leaves open.
 *
 * @param undocumented names of members that need not be in the schema
 */
export function differencesFrom(
	schema: OutputSchema | undefined,
	value: unknown,
	undocumented: readonly string[] = [],
	place = 'item',
): string[] {
	if (schema === undefined) return [`${place} is not in the schema`];
	const types = [schema.type ?? []].flat();
	if (value === null || value === undefined || types.includes('null')) return [];
	if (!types.includes(typeOf(value)) && !(types.includes('integer') && isNumber(value))) {
		return [`${place} is of type ${typeOf(value)}, not ${types.join(' or ')}`];
	}
	if (Array.isArray(value)) {
		return value.flatMap((one) =>
			schema.items ? differencesFrom(schema.items, one, undocumented, `${place}[]`) : [],
		);
	}
	const { properties = {} } = schema;
	if (typeof value !== 'object' || Object.keys(properties).length === 0) return [];
	return Object.entries(value)
		.filter(([name]) => name in properties || !undocumented.includes(name))
		.flatMap(([name, member]) =>
			differencesFrom(properties[name], member, undocumented, `${place}.${name}`),
		);
}

function typeOf(value: unknown): string {
	return Array.isArray(value) ? 'array' : typeof value;
}

function isNumber(value: unknown): boolean {
	return typeof value === 'number';
}
