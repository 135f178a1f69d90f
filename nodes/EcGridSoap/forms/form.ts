import type { Form } from '../methods/methodOperation';
import type { MethodOf, ParameterOf, Section } from '../contract/signatures';

/** Forms for some methods of a section, held to the names in the signatures. */
export type Forms<S extends Section> = {
	readonly [M in MethodOf<S>]?: Form<ParameterOf<S, M>>;
};
