/** Names that a report may show. */

const WITHHELD = '(name withheld)';
/** Identifiers of programs, without digits, in which numbers of orders and customers could stand. */
const PLAIN_NAME = /^[A-Za-z][A-Za-z_]{0,39}$/;

/** Tells how a member's name is written in the report. */
export type Naming = (name: string) => string;

/**
 * Names of the contract are public. Any other name comes from the account, and some answers have
 * members that are named after its records: it is shown only where it looks like the name of a
 * member, and is no value that came in some answer.
 */
export function namingFor(words: ReadonlySet<string>, values: ReadonlySet<string>): Naming {
	return (name) => {
		if (words.has(name.toLowerCase())) return name;
		return PLAIN_NAME.test(name) && !values.has(name.toLowerCase()) ? name : WITHHELD;
	};
}
