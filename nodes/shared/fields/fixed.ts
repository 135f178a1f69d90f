/**
 * Values that the maker of a workflow sets and that nothing in a run can move: neither an AI agent
 * that uses the node as a tool, nor the data.
 *
 * `noDataExpression` alone is not enough: it takes the expression switch and the button that leaves
 * a field to the model out of the form, but n8n keeps a lone `$fromAI()` even in such a field
 * (2.41), and a workflow can be edited as JSON. So what the workflow has stored is looked at too.
 */
import type { FieldType } from './fieldType';

/** What is wrong with an expression where a fixed value is needed, after the field's name. */
export const NOT_FIXED = 'must be a fixed value, not an expression';
export const WHY_FIXED =
	'It guards money, so neither an AI agent nor the data may choose it. Nothing was sent.';

/** The kind without expressions: not offered in the form, and refused where there is one. */
export function fixed<V, R extends boolean>(kind: FieldType<V, R>): FieldType<V, R> {
	return { ...kind, fixed: true, property: { ...kind.property, noDataExpression: true } };
}

/** Whether a parameter, as the workflow has stored it, is an expression. */
export function isExpression(stored: unknown): boolean {
	return typeof stored === 'string' && stored.startsWith('=');
}

/**
 * Whether a parameter, as the workflow has stored it, is a plain value that nothing in the run
 * decides. n8n may have taken the sign of equality off, since such a field has no expressions.
 * Objects and lists are not plain: n8n evaluates expressions inside them, however they are wrapped,
 * and a resource locator is an object too.
 */
export function isPlainValue(stored: unknown): boolean {
	if (typeof stored === 'string') return !isExpression(stored) && !stored.includes('{{');
	return typeof stored !== 'object' || stored === null;
}
