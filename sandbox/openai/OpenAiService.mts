import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { readBody } from '../bodies.mts';
import type { Context } from '../context.mts';
import { isSecret, readBearer } from '../credentials.mts';
import { headerText, ok, type Answer, type RefusalReason } from '../exchange.mts';
import { runExchange } from '../pipeline.mts';
import type { Service } from '../provider.mts';
import { completionOf, type ChatRequest } from './chat.mts';
import type { Conversations } from './Conversations.mts';

const PREFIX = '/openai/v1';
/** What answers where no script is set. */
const STAND_IN = 'stand-in';

interface OpenAiRoute {
	readonly method: 'GET' | 'POST';
	readonly path: string;
	readonly operationId: string;
	readonly run: (body: unknown) => Answer;
}

/**
 * Plays the part of OpenAI that n8n's OpenAI Chat Model uses, with scripts in place of a language
 * model. It is no provider of ours: it shows how the nodes serve as tools of an AI agent.
 */
export class OpenAiService implements Service {
	readonly id = 'openai';
	private readonly context: Context;
	private readonly conversations: Conversations;
	private readonly routes: readonly OpenAiRoute[];

	constructor(context: Context, conversations: Conversations) {
		this.context = context;
		this.conversations = conversations;
		this.routes = [
			{ method: 'GET', path: '/models', operationId: 'listModels', run: () => this.listModels() },
			{
				method: 'POST',
				path: '/chat/completions',
				operationId: 'createChatCompletion',
				run: (body) => this.complete(body),
			},
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
		this.conversations.reset();
	}

	/** There is a key and no tokens, so there is nothing to revoke. */
	revoke(): void {}

	private async serve(
		{ operationId, run }: OpenAiRoute,
		request: FastifyRequest,
		reply: FastifyReply,
	): Promise<void> {
		const exchange = { operationId, kind: 'other', request, reply, tag: undefined } as const;
		await runExchange(this.context, { provider: this.id, ...exchange }, async () => {
			const refused = this.refusal(readBearer(headerText(request.headers, 'authorization')));
			if (refused) return { ...failure(401, 'Incorrect API key provided'), refused };
			const read = readBody(request);
			return 'problem' in read ? invalid(read.problem) : run(read.value);
		});
	}

	private refusal(key: string): RefusalReason | undefined {
		if (key === '') return 'none';
		return isSecret(key, this.context.credentials.accepted.openai.apiKey) ? undefined : 'unknown';
	}

	private listModels(): Answer {
		const ids = [STAND_IN, ...this.conversations.models];
		return ok({
			object: 'list',
			data: ids.map((id) => ({ id, object: 'model', created: 0, owned_by: 'sandbox' })),
		});
	}

	private complete(body: unknown): Answer {
		const problem = problemWith(body);
		if (problem !== undefined) return invalid(problem);
		const request = body as ChatRequest;
		const turn = this.conversations.next(request);
		if (!turn) return invalid(`The script of "${request.model}" is over`);
		return ok(completionOf(request, turn, Math.floor(this.context.clocks.openai.now() / 1_000)));
	}
}

function problemWith(body: unknown): string | undefined {
	const { model, messages, stream } = (body ?? {}) as Partial<ChatRequest>;
	if (typeof model !== 'string') return 'body: model is needed';
	if (!Array.isArray(messages)) return 'body: messages are needed';
	return stream ? 'body: the sandbox does not stream' : undefined;
}

function invalid(problem: string): Answer {
	return { ...failure(400, problem), invalid: problem };
}

function failure(status: number, message: string): Answer {
	return { status, body: { error: { message, type: 'invalid_request_error' } } };
}
