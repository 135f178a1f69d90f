import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { readBody } from '../bodies.mts';
import type { Context } from '../context.mts';
import { isSecret } from '../credentials.mts';
import { headerText, ok, type Answer, type OperationKind } from '../exchange.mts';
import { runExchange } from '../pipeline.mts';
import type { Service } from '../provider.mts';
import { takeTag } from '../tags.mts';
import { TokenStore } from '../tokens.mts';

const PREFIX = '/metabase';

interface LoginBody {
	readonly username?: unknown;
	readonly password?: unknown;
}

/** What a request brought, and who sent it. */
interface MetabaseCall {
	readonly method: string;
	readonly query: unknown;
	readonly body: unknown;
	readonly account: string;
}

interface MetabaseRoute {
	readonly method: 'GET' | 'POST';
	readonly path: string;
	readonly operationId: string;
	readonly kind: OperationKind;
	readonly run: (call: MetabaseCall) => Answer;
}

/**
 * Plays the part of Metabase that n8n's own credential uses. It is no provider of ours: it shows
 * how n8n's built-in session credentials behave against the same server, faults and statistics.
 */
export class MetabaseService implements Service {
	readonly id = 'metabase';
	private readonly context: Context;
	private readonly sessions: TokenStore;
	private readonly routes: readonly MetabaseRoute[];

	constructor(context: Context) {
		this.context = context;
		this.sessions = new TokenStore(context.clocks.metabase.now, context.issuedTokens.metabase);
		const read = { path: '/api/card', kind: 'other', run: echo } as const;
		this.routes = [
			{
				method: 'POST',
				path: '/api/session',
				operationId: 'createSession',
				kind: 'token',
				run: ({ body }) => this.logIn((body ?? {}) as LoginBody),
			},
			{
				method: 'GET',
				path: '/api/user/current',
				operationId: 'getCurrentUser',
				kind: 'other',
				run: ({ account }) => ok({ id: 1, email: account, is_active: true }),
			},
			{ ...read, method: 'GET', operationId: 'listCards' },
			{ ...read, method: 'POST', operationId: 'createCard' },
		];
	}

	register(app: FastifyInstance): void {
		for (const route of this.routes) {
			app.route({
				method: route.method,
				url: PREFIX + route.path,
				handler: async (request, reply) => {
					await this.serve(route, request, reply);
					return reply;
				},
			});
		}
	}

	reset(): void {
		this.sessions.clear();
	}

	revoke(): void {
		this.sessions.revokeAll();
	}

	private async serve(
		{ operationId, kind, run }: MetabaseRoute,
		request: FastifyRequest,
		reply: FastifyReply,
	): Promise<void> {
		const read = readBody(request);
		const value = 'value' in read ? read.value : undefined;
		const query = request.query as Record<string, unknown>;
		const { tag, ...call } = takeTag(request.headers, query, value);
		const exchange = { provider: this.id, operationId, kind, request, reply, tag } as const;
		await runExchange(this.context, exchange, async () => {
			if ('problem' in read) return invalid(read.problem);
			const { method } = request;
			if (kind === 'token') return run({ ...call, method, account: '' });
			const session = this.sessions.check(headerText(request.headers, 'x-metabase-session'));
			if (typeof session === 'string') {
				return {
					status: 401,
					contentType: 'text/plain',
					body: 'Unauthenticated',
					refused: session,
				};
			}
			return run({ ...call, method, account: session.account });
		});
	}

	private logIn({ username, password }: LoginBody): Answer {
		if (typeof username !== 'string' || typeof password !== 'string') {
			return invalid('body: username and password are needed');
		}
		if (!isSecret(password, this.context.credentials.metabasePassword(username))) {
			return { status: 401, body: { errors: { password: 'did not match stored password' } } };
		}
		const { tokenLifetimeSeconds } = this.context.settings.metabase;
		return ok({ id: this.sessions.issue(randomUUID(), username, tokenLifetimeSeconds).value });
	}
}

function echo({ method, query, body }: MetabaseCall): Answer {
	return ok({ method, query, body: body ?? null });
}

function invalid(problem: string): Answer {
	return { status: 400, body: { errors: { body: problem } }, invalid: problem };
}
