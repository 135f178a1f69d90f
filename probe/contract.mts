import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { checkoutFolder } from '../playground/folders.mts';
import { join } from 'node:path';

/** A JSON schema as the contract has it, references included. */
export type Schema = Readonly<Record<string, unknown>>;

export interface ContractOperation {
	readonly operationId: string;
	readonly method: string;
	/** Path template with `{name}` parameters. */
	readonly path: string;
	/** Base address of the real service. */
	readonly server: string;
	/** Schema of a success; nothing where none is known. */
	readonly answer?: Schema;
}

const METHODS = ['get', 'put', 'post', 'patch', 'delete'];
const GUESS = 'x-guess';
/** Words that can be names of members. */
const WORD = /[A-Za-z_][\w-]*/g;

/** What a provider's OpenAPI contract says of operations, answers and guesses. */
export class Contract {
	readonly operations: ReadonlyMap<string, ContractOperation>;
	/**
	 * Places marked `x-guess`: the operation and what of it, such as
	 * `listOrders/parameters/creationDateFrom`, or a path below `components`.
	 */
	readonly guesses: readonly string[];
	/** All words of the contract in lower case: they are public, so a report may repeat them. */
	readonly words: ReadonlySet<string>;
	private readonly document: Schema;

	private constructor(text: string) {
		this.document = parse(text) as Schema;
		this.words = new Set((text.match(WORD) ?? []).map((word) => word.toLowerCase()));
		const operations = this.readOperations();
		this.operations = new Map(operations.map((one) => [one.operationId, one]));
		this.guesses = this.guessesIn(this.document, []);
	}

	/** Reads `contracts/<provider>/openapi.yaml`. */
	static async load(provider: string): Promise<Contract> {
		const file = join(checkoutFolder, 'contracts', provider, 'openapi.yaml');
		return new Contract(await readFile(file, 'utf8'));
	}

	/** @throws Error where the contract has no such operation */
	operation(operationId: string): ContractOperation {
		const found = this.operations.get(operationId);
		if (found === undefined) throw new Error(`The contract has no operation ${operationId}`);
		return found;
	}

	/** The schema that a reference stands for; any other schema as it is. */
	resolve(schema: Schema): Schema {
		const { $ref: reference } = schema;
		if (typeof reference !== 'string') return schema;
		const target = reference
			.split('/')
			.slice(1)
			.reduce<Schema>((inner, name) => objectAt(inner, name), this.document);
		return this.resolve(target);
	}

	private readOperations(): ContractOperation[] {
		return Object.entries(objectAt(this.document, 'paths')).flatMap(([path, item]) =>
			METHODS.filter((method) => method in (item as Schema)).map((method) =>
				this.readOperation(path, item as Schema, method),
			),
		);
	}

	private readOperation(path: string, item: Schema, method: string): ContractOperation {
		const operation = objectAt(item, method);
		const servers = operation.servers ?? item.servers ?? this.document.servers;
		const [server] = servers as Array<{ url: string }>;
		const responses = Object.entries(objectAt(operation, 'responses'));
		const success = responses.find(([status]) => status.startsWith('2'))?.[1] as Schema | undefined;
		const [content] = Object.values(objectAt(this.resolve(success ?? {}), 'content')) as Schema[];
		const answer = content?.schema as Schema | undefined;
		return {
			operationId: String(operation.operationId),
			method: method.toUpperCase(),
			path,
			server: server?.url ?? '',
			...(answer && { answer }),
		};
	}

	private guessesIn(node: unknown, trail: readonly string[]): string[] {
		if (typeof node !== 'object' || node === null) return [];
		const own = GUESS in node ? [this.placeOf(trail)] : [];
		const inner = Object.entries(node).flatMap(([name, child]) => {
			const step = Array.isArray(node) ? nameOf(child, name) : name;
			return this.guessesIn(child, [...trail, step]);
		});
		return [...own, ...inner];
	}

	private placeOf(trail: readonly string[]): string {
		const [root, path = '', method = '', ...rest] = trail;
		if (root !== 'paths') return trail.join('/');
		const item = objectAt(objectAt(this.document, 'paths'), path);
		return [String(objectAt(item, method).operationId), ...rest].join('/');
	}
}

export function objectAt(node: Schema, name: string): Schema {
	const value = node[name];
	return typeof value === 'object' && value !== null ? (value as Schema) : {};
}

function nameOf(child: unknown, index: string): string {
	const name = typeof child === 'object' && child !== null && Reflect.get(child, 'name');
	return typeof name === 'string' ? name : index;
}
