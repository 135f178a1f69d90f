import type { Conditions, Parameter } from './operation';
import type { FieldType } from '../fields/fieldType';

interface Sent<Value> {
	/** Name in the request, if it is not the parameter's own name. */
	name?: string;
	guess?: boolean;
	encode?(value: Value): unknown;
}

/** A part of the path; the template names it in braces. */
export function path<V, R extends boolean>(
	type: FieldType<V, R>,
	sent: Sent<V> = {},
): Parameter<V, R> {
	return { type, in: 'path', ...sent };
}

/** A query parameter. `join` sends a list as one value; otherwise the name is repeated. */
export function query<V, R extends boolean>(
	type: FieldType<V, R>,
	{ join, ...sent }: Sent<V> & { join?: string } = {},
): Parameter<V, R> {
	const joined = (value: V) => (Array.isArray(value) ? value.join(join) : value);
	return { type, in: 'query', ...(join === undefined ? {} : { encode: joined }), ...sent };
}

/** A member of a JSON body. Dots in the name make nested objects: `shipping.address.city`. */
export function body<V, R extends boolean>(
	type: FieldType<V, R>,
	sent: Sent<V> = {},
): Parameter<V, R> {
	return { type, in: 'body', ...sent };
}

/** The whole JSON body. Other members of the body, if any, are laid over it. */
export function wholeBody<V, R extends boolean>(
	type: FieldType<V, R>,
	sent: Pick<Sent<V>, 'encode'> = {},
): Parameter<V, R> {
	return { type, in: 'wholeBody', ...sent };
}

/** A value for the operation's own code; it is not sent by itself. */
export function local<V, R extends boolean>(type: FieldType<V, R>): Parameter<V, R> {
	return { type, in: 'local' };
}

/**
 * Shows a field only if another field, by name, has one of the values. A hidden field has no value.
 */
export function shownWhen<V, R extends boolean>(
	parameter: Parameter<V, R>,
	when: Conditions,
): Parameter<V | undefined, R> {
	return { ...parameter, when };
}
