import type { Form } from '../methods/methodOperation';
import type { MethodOf, ParameterOf, Section } from '../contract/signatures';

/** Methods that have no form: the credential logs in, and logging out is an operation of its own. */
type WithoutForm = 'Login' | 'Logout';

/**
 * Forms for all methods of a section, held to the names in the signatures. The first is the
 * default; the others follow in the order in which a user looks for them.
 */
export type Forms<S extends Section> = {
	readonly [M in Exclude<MethodOf<S>, WithoutForm>]: Form<ParameterOf<S, M>>;
};

/** The texts of a form, and what else there is to say. */
export function row<More extends object = object>(
	name: string,
	action: string,
	description: string,
	more?: More,
): { name: string; action: string; description: string } & More {
	return { name, action, description, ...(more as More) };
}
