import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from './context.mts';
import type { Contract, ContractOperation, SecurityRequirement } from './contract.mts';
import type {
	Answer,
	Caller,
	Handler,
	IncomingCall,
	OperationKind,
	RefusalReason,
	SecurityScheme,
} from './exchange.mts';
import { readBody } from './bodies.mts';
import { runExchange } from './pipeline.mts';
import type { ProviderId } from './providers.mts';
import { takeTag } from './tags.mts';

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

const noCaller: Caller = { account: '', credential: '' };

/** Adds one route per operation of the provider's contract. */
export function registerProvider(
	app: FastifyInstance,
	context: Context,
	provider: ContractProvider,
): void {
	for (const operation of provider.contract.operations) {
		const prefix = provider.prefixes[operation.server];
		if (prefix === undefined) throw new Error(`No prefix is set for ${operation.server}`);
		app.route({
			method: operation.method.toUpperCase(),
			url: prefix + operation.path.replaceAll(/\{(\w+)\}/g, ':$1'),
			handler: async (request, reply) => {
				await serve(context, provider, operation, prefix, request, reply);
				return reply;
			},
		});
	}
}

async function serve(
	context: Context,
	provider: ContractProvider,
	operation: ContractOperation,
	prefix: string,
	request: FastifyRequest,
	reply: FastifyReply,
): Promise<void> {
	const { operationId } = operation;
	const body = readBody(request);
	const query = meaningfulQuery(provider, operationId, request);
	const untagged = takeTag(request.headers, query, 'value' in body ? body.value : undefined);
	const exchange = {
		provider: provider.id,
		operationId,
		kind: provider.kinds[operationId] ?? 'other',
		request,
		reply,
		tag: untagged.tag,
	};
	const path = (request.url.split('?')[0] ?? '').slice(prefix.length);
	const { method, headers } = request;
	const call = { method, path, query: untagged.query, headers, body: untagged.body };
	await runExchange(context, exchange, async () => {
		const handler = provider.handlers[operationId];
		const problem = provider.contract.problemWithRequest(operationId, call);
		if (problem?.isInPath) return provider.errors.notFound(problem.message);
		if (!handler) return notServed(provider, operationId);
		const caller = await authenticate(provider, operation, call);
		if (typeof caller === 'string') {
			return { ...provider.errors.unauthorized(caller, call), refused: caller };
		}
		const invalid = 'problem' in body ? body.problem : problem?.message;
		if (invalid !== undefined) return { ...provider.errors.invalid(invalid, call), invalid };
		const params = request.params as Record<string, string>;
		return checked(provider, operationId, await handler({ ...call, operationId, params, caller }));
	});
}

function meaningfulQuery(
	{ isIgnored }: ContractProvider,
	operationId: string,
	request: FastifyRequest,
): Record<string, unknown> {
	const query = request.query as Record<string, unknown>;
	if (!isIgnored) return query;
	const kept = Object.entries(query).filter(
		([name, value]) => !isIgnored(operationId, name, value),
	);
	return Object.fromEntries(kept);
}

function notServed({ errors }: ContractProvider, operationId: string): Answer {
	return errors.broken(501, `The sandbox does not serve ${operationId} yet`);
}

/** Holds the sandbox to the contract too: a wrong shape here would teach clients a wrong one. */
function checked({ contract, errors }: ContractProvider, operationId: string, answer: Answer) {
	if (typeof answer.body !== 'object' || answer.status >= 300) return answer;
	const problem = contract.problemWithAnswer(operationId, answer.status, answer.body);
	if (problem === undefined) return answer;
	return errors.broken(500, `The sandbox broke the contract in its answer: ${problem}`);
}

/** Who sent the request, by the first alternative of the contract that is met; else why nobody. */
async function authenticate(
	provider: ContractProvider,
	operation: ContractOperation,
	call: IncomingCall,
): Promise<Caller | RefusalReason> {
	if (operation.security.length === 0) return noCaller;
	// Credentials come before "no credential needed": an optional one that is sent still identifies.
	const byStrength = [...operation.security].sort((a, b) => size(b) - size(a));
	const results = await Promise.all(
		byStrength.map(async (requirement) => await meet(provider, requirement, call)),
	);
	const caller = results.find((result) => typeof result !== 'string');
	const reasons = results.filter((result) => typeof result === 'string');
	return caller ?? reasons.find((reason) => reason !== 'none') ?? 'none';
}

function size(requirement: SecurityRequirement): number {
	return Object.keys(requirement).length;
}

async function meet(
	provider: ContractProvider,
	requirement: SecurityRequirement,
	call: IncomingCall,
): Promise<Caller | RefusalReason> {
	let caller: Caller = noCaller;
	for (const name of Object.keys(requirement)) {
		const scheme = provider.schemes[name];
		if (!scheme) throw new Error(`${provider.id} has no security scheme ${name}`);
		const result = await scheme(call);
		if (typeof result === 'string') return result;
		caller = result;
	}
	return caller;
}
