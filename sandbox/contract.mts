import { readFile } from 'node:fs/promises';
import {
	OpenAPIBackend,
	ValidationContext,
	type OpenAPIRouter,
	type OpenAPIValidator,
} from 'openapi-backend';
import { parse } from 'yaml';
import { closeSchema, type Schema } from './closedSchemas.mts';
import type { IncomingCall } from './exchange.mts';
import { formats } from './formats.mts';
import type { ProviderId } from './providers.mts';
import { describeProblems, type Problem } from './validationProblems.mts';

/** Schemes that together satisfy an operation; an empty one means that nothing is needed. */
export type SecurityRequirement = Readonly<Record<string, readonly string[]>>;

/** One operation of a contract, as far as serving it is concerned. */
export interface ContractOperation {
	readonly operationId: string;
	readonly method: string;
	/** Path template with `{name}` parameters. */
	readonly path: string;
	/** Base address of the real service. */
	readonly server: string;
	/** Alternatives, of which one has to be met. */
	readonly security: readonly SecurityRequirement[];
}

/** Why a request does not fit the contract. */
export interface RequestProblem {
	/** A path parameter of another type means that the path is none of the operation's. */
	readonly isInPath: boolean;
	readonly message: string;
}

interface Parameter {
	name: string;
	in: string;
	explode?: boolean;
	schema?: Schema;
	$ref?: string;
}

interface RawOperation {
	operationId: string;
	servers?: Array<{ url: string }>;
	security?: SecurityRequirement[];
	parameters?: Parameter[];
	requestBody?: { content: Record<string, { schema?: Schema }> };
}

interface RawContract {
	servers: Array<{ url: string }>;
	security?: SecurityRequirement[];
	paths: Record<string, Record<string, RawOperation>>;
	components: { schemas: Record<string, Schema> };
}

type RoutedOperation = ReturnType<OpenAPIRouter['getOperations']>[number];

const methods = ['get', 'put', 'post', 'delete', 'patch'];
const loaded = new Map<ProviderId, Promise<Contract>>();

/**
 * A provider's OpenAPI contract, made strict: requests may not carry query parameters or body
 * members that it does not list.
 */
export class Contract {
	readonly operations: readonly ContractOperation[];
	private readonly schemas: Record<string, Schema>;
	private readonly lookup: (reference: string) => Schema;
	private readonly validator: OpenAPIValidator;
	private readonly routed: ReadonlyMap<string, RoutedOperation>;
	private readonly withBody: ReadonlySet<string>;
	private readonly schemaChecks = new Map<string, (value: unknown) => string | undefined>();

	private constructor(raw: RawContract, api: OpenAPIBackend) {
		const operations = operationsOf(raw);
		this.operations = operations.map(({ operation, ...rest }) => ({
			...rest,
			operationId: operation.operationId,
			server: operation.servers?.[0]?.url ?? raw.servers[0]?.url ?? '',
			security: operation.security ?? raw.security ?? [],
		}));
		this.withBody = new Set(
			operations.flatMap(({ operation }) => (operation.requestBody ? operation.operationId : [])),
		);
		this.schemas = raw.components.schemas;
		this.lookup = schemaLookup(raw);
		this.validator = api.validator;
		this.routed = new Map(api.router.getOperations().map((it) => [it.operationId ?? '', it]));
	}

	/** Reads a provider's contract; once per process, since it takes a good part of a second. */
	static async load(provider: ProviderId): Promise<Contract> {
		const known = loaded.get(provider) ?? readContract(provider).then(Contract.build);
		loaded.set(provider, known);
		return await known;
	}

	private static async build(raw: RawContract): Promise<Contract> {
		makeStrict(raw);
		const api = new OpenAPIBackend({
			definition: raw as never,
			quick: true,
			strict: true,
			coerceTypes: true,
			ajvOpts: { allErrors: true },
			customizeAjv: (ajv) => {
				for (const [name, check] of Object.entries(formats)) ajv.addFormat(name, check);
				return ajv;
			},
		});
		await api.init();
		return new Contract(raw, api);
	}

	/** What is wrong with a request, naming the field; `undefined` when nothing is. */
	problemWithRequest(operationId: string, call: IncomingCall): RequestProblem | undefined {
		if (!this.withBody.has(operationId) && hasContent(call.body)) {
			return { isInPath: false, message: 'body: the operation takes none' };
		}
		const request = {
			method: call.method,
			path: call.path,
			headers: call.headers as Record<string, string>,
			query: call.query as Record<string, string>,
			body: call.body,
		};
		const result = this.validator.validateRequest(request, this.operation(operationId));
		if (result.valid) return undefined;
		const problems = (result.errors ?? []) as Problem[];
		const isInPath = problems.some(({ instancePath }) => instancePath.startsWith('/path/'));
		return { isInPath, message: describeProblems(problems) };
	}

	/** What is wrong with an answer of the sandbox's own; `undefined` when nothing is. */
	problemWithAnswer(operationId: string, status: number, body: unknown): string | undefined {
		const result = this.validator.validateResponse(body, this.operation(operationId), status);
		return result.valid ? undefined : describeProblems((result.errors ?? []) as Problem[]);
	}

	/** What is wrong with a value that should have a named schema of the contract, read strictly. */
	problemWithValue(schemaName: string, value: unknown): string | undefined {
		const check = this.schemaChecks.get(schemaName) ?? this.compile(schemaName);
		this.schemaChecks.set(schemaName, check);
		return check(value);
	}

	/** A named schema of the contract. */
	schema(name: string): Schema {
		return this.schemas[name] ?? {};
	}

	private compile(schemaName: string): (value: unknown) => string | undefined {
		const ajv = this.validator.getAjv(ValidationContext.RequestBody);
		const schema = closeSchema(this.schema(schemaName), this.lookup);
		const validate = ajv.compile(schema);
		return (value) =>
			validate(value) ? undefined : describeProblems((validate.errors ?? []) as Problem[]);
	}

	private operation(operationId: string): RoutedOperation {
		const operation = this.routed.get(operationId);
		if (!operation) throw new Error(`The contract has no operation ${operationId}`);
		return operation;
	}
}

async function readContract(provider: ProviderId): Promise<RawContract> {
	const file = new URL(`../contracts/${provider}/openapi.yaml`, import.meta.url);
	return parse(await readFile(file, 'utf8')) as RawContract;
}

function operationsOf(raw: RawContract) {
	return Object.entries(raw.paths).flatMap(([path, item]) =>
		Object.entries(item)
			.filter(([method]) => methods.includes(method))
			.map(([method, operation]) => ({
				path,
				method,
				operation: { ...operation, servers: operation.servers ?? serversOf(item) },
			})),
	);
}

/** A path can name servers for all its operations, beside the operations themselves. */
function serversOf(item: object): Array<{ url: string }> | undefined {
	return 'servers' in item ? (item.servers as Array<{ url: string }>) : undefined;
}

function schemaLookup(raw: RawContract): (reference: string) => Schema {
	return (reference) => {
		const name = reference.split('/').at(-1) ?? '';
		const schema = raw.components.schemas[name];
		if (!schema) throw new Error(`The contract has no schema ${reference}`);
		return schema;
	};
}

function makeStrict(raw: RawContract): void {
	const lookup = schemaLookup(raw);
	for (const item of Object.values(raw.paths)) {
		for (const method of methods) {
			const operation = item[method];
			if (!operation) continue;
			for (const media of Object.values(operation.requestBody?.content ?? {})) {
				if (media.schema) media.schema = closeSchema(media.schema, lookup);
			}
			if (operation.parameters) operation.parameters = spreadObjects(operation.parameters, lookup);
		}
	}
}

/**
 * Replaces a query parameter that stands for an object's members (`style: form`, `explode: true`)
 * by one parameter per member; the validator knows only single ones. Members are read as text
 * here, and judged by whoever puts the object together again.
 */
function spreadObjects(parameters: Parameter[], lookup: (reference: string) => Schema) {
	return parameters.flatMap((parameter): Parameter[] => {
		const reference = parameter.schema?.$ref;
		if (parameter.in !== 'query' || !parameter.explode || reference === undefined) {
			return [parameter];
		}
		const names = Object.keys(lookup(reference).properties ?? {});
		return names.map((name) => ({ name, in: 'query', schema: { type: 'string' } }));
	});
}

function hasContent(body: unknown): boolean {
	if (body === undefined || body === null || body === '') return false;
	return typeof body !== 'object' || Object.keys(body).length > 0;
}
