/** Reads an OpenAPI contract into the few facts that operations are held against. */
import { readFileSync } from 'node:fs';

import { parse } from 'yaml';

export interface ContractParameter {
	name: string;
	in: string;
	required: boolean;
	guess: boolean;
	schema: Schema;
}

export interface ContractOperation {
	operationId: string;
	method: string;
	path: string;
	/** Base addresses. */
	servers: string[];
	guess: boolean;
	parameters: ContractParameter[];
	body?: Schema;
}

/** A JSON schema, with references and combinations already resolved as far as it is needed. */
export interface Schema {
	types: string[];
	properties: Record<string, Schema>;
	required: string[];
	/** Nothing beyond `properties` is known to be allowed. */
	closed: boolean;
	values?: unknown[];
	items?: Schema;
	/** The empty values that the schema takes. */
	empty: Array<'' | null>;
}

type Json = Record<string, unknown>;

const METHODS = ['get', 'put', 'post', 'patch', 'delete'];

/** All operations of `contracts/<provider>/openapi.yaml`, by operationId. */
export function readContract(provider: string): Map<string, ContractOperation> {
	const file = new URL(`../../contracts/${provider}/openapi.yaml`, import.meta.url);
	const document = parse(readFileSync(file, 'utf8')) as Json;
	const reader = new Reader(document);
	const operations = Object.entries(objectAt(document, 'paths')).flatMap(([path, item]) =>
		reader.operationsOf(path, item as Json),
	);
	return new Map(operations.map((operation) => [operation.operationId, operation]));
}

class Reader {
	private readonly document: Json;

	constructor(document: Json) {
		this.document = document;
	}

	operationsOf(path: string, item: Json): ContractOperation[] {
		return METHODS.filter((method) => method in item).map((method) => {
			const operation = objectAt(item, method);
			const servers = listAt(operation, 'servers', listAt(item, 'servers', this.servers()));
			const parameters = [...listAt(item, 'parameters'), ...listAt(operation, 'parameters')];
			const content = objectAt(this.resolve(objectAt(operation, 'requestBody')), 'content');
			const schema = Object.values(content)[0] as Json | undefined;
			return {
				operationId: String(operation.operationId),
				method: method.toUpperCase(),
				path,
				servers: servers.map((server) => String(server.url)),
				guess: operation['x-guess'] === true,
				parameters: parameters.flatMap((parameter) => this.parameters(this.resolve(parameter))),
				...(schema ? { body: this.schema(objectAt(schema, 'schema')) } : {}),
			};
		});
	}

	/** An exploded object in the query is one parameter for each of its properties. */
	private parameters(parameter: Json): ContractParameter[] {
		const schema = this.schema(objectAt(parameter, 'schema'));
		const one = {
			name: String(parameter.name),
			in: String(parameter.in),
			required: parameter.required === true,
			guess: parameter['x-guess'] === true,
			schema,
		};
		if (parameter.explode !== true || !schema.types.includes('object')) return [one];
		return Object.entries(schema.properties).map(([name, property]) => ({
			...one,
			name,
			required: schema.required.includes(name),
			schema: property,
		}));
	}

	private schema(raw: Json, depth = 0): Schema {
		const node = this.resolve(raw);
		const properties = objectAt(node, 'properties');
		const deeper = depth < 8 ? Object.entries(properties) : [];
		const own: Schema = {
			types: [node.type ?? []].flat().map(String),
			properties: Object.fromEntries(
				deeper.map(([name, property]) => [name, this.schema(property as Json, depth + 1)]),
			),
			required: listAt<string>(node, 'required'),
			closed: node.additionalProperties === undefined || node.additionalProperties === false,
			...(Array.isArray(node.enum) ? { values: node.enum } : {}),
			empty: emptyValues(node),
			...(node.items ? { items: this.schema(objectAt(node, 'items'), depth + 1) } : {}),
		};
		const all = listAt(node, 'allOf').map((part) => this.schema(part, depth));
		const some = [...listAt(node, 'oneOf'), ...listAt(node, 'anyOf')].map((part) => ({
			...this.schema(part, depth),
			required: [],
		}));
		return [...all, ...some].reduce(merge, own);
	}

	private servers(): Json[] {
		return listAt(this.document, 'servers');
	}

	private resolve(node: Json): Json {
		const reference = node.$ref;
		if (typeof reference !== 'string') return node;
		const target = reference
			.split('/')
			.slice(1)
			.reduce<Json>((inner, name) => objectAt(inner, name), this.document);
		return this.resolve({ ...target, ...without(node, '$ref') });
	}
}

function merge(a: Schema, b: Schema): Schema {
	return {
		types: [...new Set([...a.types, ...b.types])],
		properties: { ...b.properties, ...a.properties },
		required: [...a.required, ...b.required],
		closed: a.closed && b.closed,
		empty: a.types.length > 0 ? a.empty : b.empty,
		...((a.values ?? b.values) ? { values: a.values ?? b.values } : {}),
		...((a.items ?? b.items) ? { items: a.items ?? b.items } : {}),
	};
}

/** An empty text, where nothing says how a text must look; null, where the type has it. */
function emptyValues(node: Json): Array<'' | null> {
	const types = [node.type ?? []].flat();
	const isFree = !['enum', 'format', 'pattern', 'minLength', 'const'].some((rule) => rule in node);
	return [
		...(types.includes('string') && isFree ? ([''] as const) : []),
		...(types.includes('null') ? [null] : []),
	];
}

function objectAt(node: Json, name: string): Json {
	return (node[name] ?? {}) as Json;
}

function listAt<T = Json>(node: Json, name: string, otherwise: T[] = []): T[] {
	return (node[name] ?? otherwise) as T[];
}

function without(node: Json, name: string): Json {
	return Object.fromEntries(Object.entries(node).filter(([key]) => key !== name));
}
