/** An answer's shape beside the schema that the contract has for it. */
import { objectAt, type Contract, type Schema } from './contract.mts';
import type { Naming } from './names.mts';
import type { Shape } from './shapes.mts';

export interface ShapeLine {
	/** Such as `skus[].skuId`. */
	readonly place: string;
	readonly types: string;
	/** What differs from the contract; empty where nothing does. */
	readonly remark: string;
}

/** What the contract says of a member: its schemas, of which one has to fit. */
type Expected = readonly Schema[];

const TYPE_NAMES: Readonly<Record<string, RegExp>> = {
	array: /list$/,
	boolean: /^true or false$/,
	integer: /^whole number$/,
	null: /^null$/,
	number: /number$/,
	object: /^object$/,
	string: /text/,
};

/** One line for each member that came, and for each required one that did not. */
export function compare(
	contract: Contract,
	shape: Shape,
	{ schema, naming }: { readonly schema: Schema | undefined; readonly naming: Naming },
): ShapeLine[] {
	const comparison = new Comparison(contract, naming);
	comparison.visit('', shape, schema === undefined ? undefined : [schema]);
	return comparison.lines;
}

class Comparison {
	readonly lines: ShapeLine[] = [];
	private readonly contract: Contract;
	private readonly naming: Naming;

	constructor(contract: Contract, naming: Naming) {
		this.contract = contract;
		this.naming = naming;
	}

	/** @param expected nothing where the contract does not say */
	visit(place: string, shape: Shape, expected: Expected | undefined, isOptional = false): void {
		const known = expected && this.flat(expected);
		const types = [...shape.types].sort().join(', ');
		const sometimes = isOptional ? ', not in every row' : '';
		this.add(place || '(answer)', types + sometimes, known ? typeRemark(shape, known) : '');
		this.visitMembers(place, shape, known);
		if (shape.rows) {
			const items = known?.flatMap((schema) =>
				'items' in schema ? [objectAt(schema, 'items')] : [],
			);
			this.visit(`${place}[]`, shape.rows, items && items.length > 0 ? items : undefined);
		}
	}

	private visitMembers(place: string, shape: Shape, known: Expected | undefined): void {
		const documented = new Map(
			known?.flatMap((schema) => Object.entries(objectAt(schema, 'properties'))) ?? [],
		);
		const isMap = known?.some(({ additionalProperties: more }) => typeof more === 'object');
		for (const [name, member] of shape.members) {
			const schema = documented.get(name) as Schema | undefined;
			if (schema === undefined && isMap) continue;
			this.visitMember(inside(place, this.naming(name)), member, {
				schema,
				isUnknown: documented.size > 0 && schema === undefined,
				isOptional: shape.optional.has(name),
			});
		}
		if (isMap && shape.members.size > documented.size) {
			this.add(inside(place, '{…}'), 'members named after records', '');
		}
		if (!shape.types.has('object')) return;
		for (const name of requiredOf(known)) {
			if (!shape.members.has(name))
				this.add(inside(place, name), 'nothing', 'required, did not come');
		}
	}

	private visitMember(
		place: string,
		member: Shape,
		found: { schema: Schema | undefined; isUnknown: boolean; isOptional: boolean },
	): void {
		if (!found.isUnknown) {
			this.visit(place, member, found.schema && [found.schema], found.isOptional);
			return;
		}
		const before = this.lines.length;
		this.visit(place, member, undefined, found.isOptional);
		const [line] = this.lines.splice(before, 1);
		if (line) this.lines.splice(before, 0, { ...line, remark: 'not in the contract' });
	}

	/** The schemas that a schema is made of; alternatives are all taken. */
	private flat(expected: Expected): Schema[] {
		return expected.flatMap((raw) => {
			const schema = this.contract.resolve(raw);
			const parts = ['allOf', 'oneOf', 'anyOf'].flatMap(
				(name) => (schema[name] ?? []) as readonly Schema[],
			);
			return [schema, ...this.flat(parts)];
		});
	}

	private add(place: string, types: string, remark: string): void {
		this.lines.push({ place, types, remark });
	}
}

function inside(place: string, name: string): string {
	return place === '' ? name : `${place}.${name}`;
}

function requiredOf(known: Expected | undefined): string[] {
	// Of alternatives, each has required members of its own.
	if (known === undefined || known.some((schema) => 'oneOf' in schema || 'anyOf' in schema))
		return [];
	return [...new Set(known.flatMap(({ required }) => (Array.isArray(required) ? required : [])))];
}

function typeRemark({ types }: Shape, known: Expected): string {
	const stated = known.flatMap(({ type }) => (type === undefined ? [] : [type].flat())) as string[];
	if (stated.length === 0) return '';
	const odd = [...types].filter((type) => !stated.some((one) => TYPE_NAMES[one]?.test(type)));
	return odd.length === 0 ? '' : `the contract has: ${[...new Set(stated)].join(' or ')}`;
}
