/** What the providers answer, by their contracts: for each request an example of its answer. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { exampleOf, objectAt, resolve, type Choice, type Json } from './example.mts';
import { soapAnswer, type Answer } from './soapAnswers.mts';

export interface Sent {
	readonly method: string;
	readonly url: string;
	readonly headers: Readonly<Record<string, unknown>>;
}

/** The body of the answer to a request; nothing where the contract knows no such request. */
export type Answers = (sent: Sent, choice: Choice) => Answer | undefined;

interface Operation {
	readonly operationId: string;
	readonly method: string;
	readonly path: RegExp;
	/** Of the successful answer; nothing where none is documented. */
	readonly schema: Json | undefined;
}

export interface Contract {
	readonly answers: Answers;
	/** operationIds whose answer has members that are documented. */
	readonly documented: ReadonlySet<string>;
}

const METHODS = ['get', 'put', 'post', 'patch', 'delete'];

/** The contract in a folder of `contracts/`. */
export function readContract(folder: string): Contract {
	const file = new URL(`../../contracts/${folder}/openapi.yaml`, import.meta.url);
	const document = parse(readFileSync(file, 'utf8')) as Json;
	const operations = Object.entries(objectAt(document, 'paths'))
		// Fixed paths first: `/cards/installments` is not the card of that ID.
		.sort(([one], [other]) => variablesIn(one) - variablesIn(other))
		.flatMap(([path, item]) => operationsOf(document, path, item as Json));
	const documented = operations.filter(
		({ schema }) => schema !== undefined && hasMembers(exampleOf(document, schema)),
	);
	return {
		answers: (sent, choice) => {
			const action = sent.headers.SOAPAction;
			if (typeof action === 'string') return soapAnswer(action, choice.variant);
			const { pathname } = new URL(sent.url);
			const found = operations.find(
				({ method, path }) => method === sent.method.toLowerCase() && path.test(pathname),
			);
			if (found === undefined) return undefined;
			const body = found.schema ? exampleOf(document, found.schema, choice) : {};
			return { type: 'application/json', body: JSON.stringify(body) };
		},
		documented: new Set(documented.map(({ operationId }) => operationId)),
	};
}

function operationsOf(document: Json, path: string, item: Json): Operation[] {
	return METHODS.filter((method) => method in item).map((method) => {
		const operation = objectAt(item, method);
		return {
			operationId: String(operation.operationId),
			method,
			path: new RegExp(`${path.replace(/\{[^}]+\}/g, '[^/]+')}$`),
			schema: schemaOf(document, operation),
		};
	});
}

function variablesIn(path: string): number {
	return path.split('{').length;
}

function schemaOf(document: Json, operation: Json): Json | undefined {
	const answers = objectAt(operation, 'responses');
	const success = Object.keys(answers).find((status) => status.startsWith('2'));
	if (success === undefined) return undefined;
	const content = objectAt(resolve(document, objectAt(answers, success)), 'content');
	const schema = objectAt(objectAt(content, 'application/json'), 'schema');
	return Object.keys(schema).length > 0 ? schema : undefined;
}

function hasMembers(example: unknown): boolean {
	if (Array.isArray(example)) return example.some(hasMembers);
	return typeof example === 'object' && example !== null && Object.keys(example).length > 0;
}
