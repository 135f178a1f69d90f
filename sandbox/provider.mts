import type { FastifyInstance, FastifyRequest } from 'fastify';
import { authenticate } from './authenticate.mts';
import { readBody } from './bodies.mts';
import type { Context } from './context.mts';
import type { Contract, ContractOperation } from './contract.mts';
import type {
	Answer,
	Call,
	Handler,
	IncomingCall,
	OperationKind,
	RefusalReason,
	SecurityScheme,
} from './exchange.mts';
import { runExchange } from './pipeline.mts';
import type { ProviderId } from './providers.mts';
import { markIn, takeTag } from './tags.mts';

/** The provider's own way of saying no. */
export interface ProviderErrors {
	unauthorized(reason: RefusalReason, call: IncomingCall): Answer;
	invalid(message: string, call: IncomingCall): Answer;
	notFound(message: string): Answer;
	/** The sandbox has a mistake of its own, or lacks an operation. */
	broken(status: 500 | 501, message: string): Answer;
}

/** A service that the sandbox plays from a contract. */
export interface ContractProvider extends Service {
	readonly contract: Contract;
	/** Path prefix in the sandbox for each base address in the contract. */
	readonly prefixes: Readonly<Record<string, string>>;
	readonly kinds: Readonly<Record<string, OperationKind>>;
	/** By the name of the contract's security scheme. */
	readonly schemes: Readonly<Record<string, SecurityScheme>>;
	/** By operationId. */
	readonly handlers: Readonly<Record<string, Handler>>;
	readonly errors: ProviderErrors;
	/** Puts an answer that fits the contract into another form of which the documentation speaks. */
	readonly reshape?: (call: Call, answer: Answer) => Answer;
	/** Whether a query parameter means nothing, though the contract does not list it. */
	readonly isIgnored?: (operationId: string, name: string, value: unknown) => boolean;
}

/** What every service can do, whether it follows a contract or not. */
export interface Service {
	readonly id: ProviderId;
	/** Forgets all tokens and records. */
	reset(): void;
	/** Refuses every token and session issued so far. */
	revoke(): void;
}

/** One operation at its place in the sandbox. */
interface Route {
	readonly provider: ContractProvider;
	readonly operation: ContractOperation;
	readonly prefix: string;
}

/** A request as its route reads it. */
interface RoutedCall extends IncomingCall {
	readonly params: Readonly<Record<string, string>>;
	readonly tag: string | undefined;
	/** Why the body could not be read. */
	readonly unreadable: string | undefined;
}

/** Adds one route per operation of the provider's contract. */
export function registerProvider(
	app: FastifyInstance,
	context: Context,
	provider: ContractProvider,
): void {
	for (const operation of provider.contract.operations) {
		const prefix = provider.prefixes[operation.server];
		if (prefix === undefined) throw new Error(`No prefix is set for ${operation.server}`);
		const route = { provider, operation, prefix };
		const { operationId } = operation;
		const kind = provider.kinds[operationId] ?? 'other';
		app.route({
			method: operation.method.toUpperCase(),
			url: prefix + operation.path.replaceAll(/\{(\w+)\}/g, ':$1'),
			handler: async (request, reply) => {
				const call = readCall(route, request);
				const { tag } = call;
				const exchange = { provider: provider.id, operationId, kind, request, reply, tag };
				await runExchange(context, exchange, async () => await answer(route, call));
				return reply;
			},
		});
	}
}

function readCall({ provider, operation, prefix }: Route, request: FastifyRequest): RoutedCall {
	const { method, headers } = request;
	const body = readBody(request);
	const query = Object.entries(request.query as Record<string, unknown>).filter(
		([name, value]) => !provider.isIgnored?.(operation.operationId, name, value),
	);
	const value = 'value' in body ? body.value : undefined;
	const untagged = takeTag(headers, Object.fromEntries(query), value);
	return {
		method,
		headers,
		path: (request.url.split('?')[0] ?? '').slice(prefix.length),
		params: request.params as Record<string, string>,
		...untagged,
		tag: untagged.tag ?? markIn(request.url, request.body),
		unreadable: 'problem' in body ? body.problem : undefined,
	};
}

/**
 * Answers a call as a real service would: first whether there is such a path, then who asks, then
 * whether the request is right, and only then does the work.
 */
async function answer({ provider, operation }: Route, call: RoutedCall): Promise<Answer> {
	const { contract, errors, handlers, schemes } = provider;
	const { operationId } = operation;
	const problem = contract.problemWithRequest(operationId, call);
	if (problem?.isInPath) return errors.notFound(problem.message);
	const handler = handlers[operationId];
	if (!handler) return errors.broken(501, `The sandbox does not serve ${operationId} yet`);
	const caller = await authenticate(operation, schemes, call);
	if (typeof caller === 'string') return { ...errors.unauthorized(caller, call), refused: caller };
	const invalid = call.unreadable ?? problem?.message;
	if (invalid !== undefined) return { ...errors.invalid(invalid, call), invalid };
	const complete = { ...call, operationId, caller };
	const done = checked(provider, operationId, await handler(complete));
	return provider.reshape?.(complete, done) ?? done;
}

/** Holds the sandbox to the contract too: a wrong shape here would teach clients a wrong one. */
function checked(
	{ contract, errors }: ContractProvider,
	operationId: string,
	given: Answer,
): Answer {
	if (typeof given.body !== 'object' || given.status >= 300) return given;
	const problem = contract.problemWithAnswer(operationId, given.status, given.body);
	if (problem === undefined) return given;
	return errors.broken(500, `The sandbox broke the contract in its answer: ${problem}`);
}
