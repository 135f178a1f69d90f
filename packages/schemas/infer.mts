/** The schema of items, in the form in which n8n's own nodes ship theirs. */

export interface OutputSchema {
	/** A list where a member is now of one type, now of another. */
	readonly type?: string | readonly string[];
	readonly properties?: Readonly<Record<string, OutputSchema>>;
	readonly items?: OutputSchema;
}

/** What all the values have in common: every member that one of them has. */
export function inferSchema(values: readonly unknown[]): OutputSchema {
	return values.map(schemaOf).reduce(union, {});
}

function schemaOf(value: unknown): OutputSchema {
	if (value === null) return { type: 'null' };
	if (Array.isArray(value)) {
		return { type: 'array', ...(value.length > 0 ? { items: inferSchema(value) } : {}) };
	}
	if (typeof value === 'object') {
		const members = Object.entries(value).filter(([, member]) => member !== undefined);
		const properties = members.map(([name, member]) => [name, schemaOf(member)] as const);
		return { type: 'object', properties: Object.fromEntries(properties) };
	}
	return { type: Number.isInteger(value) ? 'integer' : typeof value };
}

function union(a: OutputSchema, b: OutputSchema): OutputSchema {
	const types = typesOf(a, b);
	const properties = propertiesOf(a, b);
	const items = a.items && b.items ? union(a.items, b.items) : (a.items ?? b.items);
	return {
		...(types.length > 0 ? { type: types.length === 1 ? types[0] : types } : {}),
		...(properties ? { properties } : {}),
		...(items ? { items } : {}),
	} as OutputSchema;
}

/** A value that is null tells nothing of what it is otherwise. */
function typesOf(a: OutputSchema, b: OutputSchema): string[] {
	const all = new Set([a.type ?? [], b.type ?? []].flat());
	if (all.size > 1) all.delete('null');
	if (all.has('number')) all.delete('integer');
	return [...all];
}

function propertiesOf(a: OutputSchema, b: OutputSchema): OutputSchema['properties'] {
	if (!a.properties || !b.properties) return a.properties ?? b.properties;
	const all: Record<string, OutputSchema> = { ...a.properties };
	for (const [name, other] of Object.entries(b.properties)) {
		const own = all[name];
		all[name] = own ? union(own, other) : other;
	}
	return all;
}
