/** Examples of what a schema of a contract describes: every member that is documented has a value. */

export type Json = Readonly<Record<string, unknown>>;

const TEXTS: Readonly<Record<string, string>> = {
	date: '2026-01-02',
	'date-time': '2026-01-02T03:04:05Z',
	email: 'someone@example.com',
	uri: 'https://example.com/file.pdf',
};

/** In Base64. */
const ONE_BYTE = 'QQ==';

/** A schema that holds itself ends here. */
const MOST_DEPTH = 8;

/**
 * A value for a schema (OpenAPI 3.1). Members that are only assumed (`x-guess`) are left out; one
 * whose type is not told is null.
 */
export function exampleOf(document: Json, schema: Json, choice: Choice = FIRST): unknown {
	return new Maker(document, choice).value(schema, []);
}

/** What an example takes where a schema leaves it open. */
export interface Choice {
	/** Which of several alternatives and words, counted from 0. */
	readonly variant: number;
	/** Values of members by their names. */
	readonly members: Json;
}

const FIRST: Choice = { variant: 0, members: {} };

/** The node that a reference stands for. */
export function resolve(document: Json, node: Json): Json {
	if (typeof node.$ref !== 'string') return node;
	const names = node.$ref.split('/').slice(1);
	const target = names.reduce<Json>((inner, name) => objectAt(inner, name), document);
	return resolve(document, target);
}

export function objectAt(node: Json, name: string): Json {
	const member = node[name];
	return typeof member === 'object' && member !== null ? (member as Json) : {};
}

class Maker {
	private readonly document: Json;
	private readonly variant: number;
	private readonly members: Json;

	constructor(document: Json, { variant, members }: Choice) {
		this.document = document;
		this.variant = variant;
		this.members = members;
	}

	/** @param names of the members that lead to the value */
	value(schema: Json, names: readonly string[]): unknown {
		const node = this.flat(schema);
		if ('const' in node) return node.const;
		const words = listAt(node, 'enum').filter((word) => word !== null);
		if (words.length > 0) return words[this.variant % words.length];
		switch (this.typeOf(node)) {
			case 'object':
				return this.object(node, names);
			case 'array':
				return names.length > MOST_DEPTH ? [] : this.list(node, names);
			case 'string':
				return textFor(node, names.at(-1) ?? '');
			case 'integer':
				return 1;
			case 'number':
				return 1.5;
			case 'boolean':
				return true;
			default:
				return null;
		}
	}

	private object(node: Json, names: readonly string[]): Json {
		if (names.length > MOST_DEPTH) return {};
		const known = Object.entries(objectAt(node, 'properties') as Record<string, Json>).filter(
			([, member]) => this.flat(member)['x-guess'] !== true,
		);
		return Object.fromEntries(
			known.map(([name, member]) => [
				name,
				this.members[name] ?? this.value(member, [...names, name]),
			]),
		);
	}

	private list(node: Json, names: readonly string[]): unknown[] {
		return [this.value(objectAt(node, 'items'), [...names, '0'])];
	}

	private typeOf(node: Json): unknown {
		const types = [node.type ?? []].flat().filter((type) => type !== 'null');
		if (types.length > 0) return types[this.variant % types.length];
		if ('properties' in node) return 'object';
		return 'items' in node ? 'array' : undefined;
	}

	/** Without references and combinations. */
	private flat(schema: Json): Json {
		const { $ref, allOf, oneOf, anyOf, ...own } = schema;
		const chosen = this.chosen([...asList(oneOf), ...asList(anyOf)]);
		const parts = [...($ref ? [resolve(this.document, schema)] : []), ...asList(allOf), ...chosen];
		return parts.map((part) => this.flat(part)).reduce(merged, own);
	}

	private chosen(alternatives: Json[]): Json[] {
		const valued = alternatives.filter(({ type }) => type !== 'null');
		const one = valued[this.variant % Math.max(1, valued.length)];
		return one ? [one] : [];
	}
}

function merged(a: Json, b: Json): Json {
	const all = { ...objectAt(b, 'properties') } as Record<string, Json>;
	for (const [name, member] of Object.entries(objectAt(a, 'properties'))) {
		all[name] = name in all ? { allOf: [member, all[name]] } : (member as Json);
	}
	const properties = Object.keys(all).length > 0 ? { properties: all } : {};
	return { ...b, ...a, ...properties };
}

function textFor(node: Json, name: string): string {
	// Where a size is told beside it, it is 1.
	if (/content$/i.test(name)) return ONE_BYTE;
	const given = node.example ?? listAt(node, 'examples')[0];
	if (typeof given === 'string') return given;
	const text = TEXTS[String(node.format)];
	if (text !== undefined) return text;
	if (/ur[il]$/i.test(name)) return TEXTS.uri ?? '';
	if (name === 'currency') return 'MXN';
	return String(node.pattern ?? '').includes('\\d') ? '1' : 'text';
}

function asList(value: unknown): Json[] {
	return Array.isArray(value) ? (value as Json[]) : [];
}

function listAt(node: Json, name: string): unknown[] {
	const member = node[name];
	return Array.isArray(member) ? member : [];
}
