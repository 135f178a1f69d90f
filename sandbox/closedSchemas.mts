/** The part of a JSON schema that matters for closing it. */
export interface Schema {
	$ref?: string;
	type?: string | string[];
	properties?: Record<string, Schema>;
	additionalProperties?: boolean | Schema;
	items?: Schema;
	required?: string[];
	allOf?: Schema[];
	anyOf?: Schema[];
	oneOf?: Schema[];
	[keyword: string]: unknown;
}

/** Finds the schema that a `$ref` names. */
export type SchemaLookup = (reference: string) => Schema;

const combinators = ['allOf', 'anyOf', 'oneOf'] as const;

/**
 * Returns a copy of a request's schema in which objects refuse members that they do not list.
 *
 * JSON schema lets unknown members pass, so a misspelt field would go unnoticed. Objects that say
 * `additionalProperties` themselves, and objects without any listed member, stay as they are.
 */
export function closeSchema(schema: Schema, lookup: SchemaLookup): Schema {
	// Unshared: the validator takes the second occurrence of one list or object for a cycle.
	return JSON.parse(JSON.stringify(new SchemaCloser(lookup).close(schema))) as Schema;
}

class SchemaCloser {
	private readonly lookup: SchemaLookup;
	/** References being followed; a schema that contains itself is not followed again. */
	private readonly path: string[] = [];

	constructor(lookup: SchemaLookup) {
		this.lookup = lookup;
	}

	close(schema: Schema): Schema {
		return this.follow(schema, (target) => {
			const copy = this.closeInside(target);
			const names = this.memberNames(target);
			if (names.length === 0 || this.isOpen(target)) return copy;
			const listed: Record<string, Schema> = Object.fromEntries(names.map((name) => [name, {}]));
			return {
				...copy,
				properties: { ...listed, ...copy.properties },
				additionalProperties: false,
			};
		});
	}

	/** Closes what a schema contains, but not the schema itself: a branch sees the others' members. */
	private closeInside(schema: Schema): Schema {
		const copy: Schema = { ...schema };
		if (schema.properties) copy.properties = this.closeEach(schema.properties);
		if (schema.items) copy.items = this.close(schema.items);
		for (const name of combinators) {
			const branches = schema[name];
			if (branches) {
				copy[name] = branches.map((branch) => this.follow(branch, (it) => this.closeInside(it)));
			}
		}
		return copy;
	}

	private closeEach(properties: Record<string, Schema>): Record<string, Schema> {
		const closed = Object.entries(properties).map(([name, schema]) => [name, this.close(schema)]);
		return Object.fromEntries(closed);
	}

	private memberNames(schema: Schema): string[] {
		return [
			...Object.keys(schema.properties ?? {}),
			...this.branchesOf(schema).flatMap((branch) => this.memberNames(branch)),
		];
	}

	private isOpen(schema: Schema): boolean {
		return (
			schema.additionalProperties !== undefined ||
			this.branchesOf(schema).some((branch) => this.isOpen(branch))
		);
	}

	private branchesOf(schema: Schema): Schema[] {
		return combinators
			.flatMap((name) => schema[name] ?? [])
			.map((branch) => (branch.$ref === undefined ? branch : this.lookup(branch.$ref)));
	}

	private follow(schema: Schema, use: (target: Schema) => Schema): Schema {
		const reference = schema.$ref;
		if (reference === undefined) return use(schema);
		if (this.path.includes(reference)) return schema;
		this.path.push(reference);
		const result = use(this.lookup(reference));
		this.path.pop();
		return result;
	}
}
