/**
 * Values that only the author of a workflow sets. Nothing in a run can change them: neither an AI
 * agent that uses the node as a tool, nor the data.
 *
 * `noDataExpression` alone is not enough. It removes the expression switch, and the button that
 * leaves a field to the model, from the form. But n8n keeps a lone `$fromAI()` even in such a field
 * (2.41), and a workflow can be edited as JSON. So the value that the workflow has stored is
 * checked too.
 */
import type { FieldType } from './fieldType';

/** What is wrong with an expression where a fixed value is needed, after the field's name. */
export const NOT_FIXED = 'must be a fixed value, not an expression';
export const WHY_FIXED =
	'It is a safeguard, so neither an AI agent nor the data may set it. Nothing was sent.';

/**
 * The field type without expressions: the form does not offer them, and a stored one is refused.
 */
export function fixed<V, R extends boolean>(kind: FieldType<V, R>): FieldType<V, R> {
	return { ...kind, fixed: true, property: { ...kind.property, noDataExpression: true } };
}

/** What to do about an expression that returned nothing. */
export const CORRECT_OR_CLEAR = 'Correct the expression, or clear the field if no value is meant.';

/** Whether a parameter, as the workflow has stored it, is an expression. */
export function isExpression(stored: unknown): boolean {
	return typeof stored === 'string' && stored.startsWith('=');
}

/**
 * Whether a parameter, as the workflow has stored it, is a plain value that nothing in the run
 * decides. n8n may have removed the equals sign, because such a field has no expressions. Objects
 * and lists are not plain: n8n evaluates expressions inside them, however they are wrapped, and a
 * resource locator is an object too.
 */
export function isPlainValue(stored: unknown): boolean {
	if (typeof stored === 'string') return !isExpression(stored) && !stored.includes('{{');
	return typeof stored !== 'object' || stored === null;
}
