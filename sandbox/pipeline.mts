import type { FastifyReply, FastifyRequest } from 'fastify';
import { wait } from './clock.mts';
import type { Context } from './context.mts';
import { Refusal, type Answer } from './exchange.mts';
import { faultStatus, performFault, replacesAnswer, resetConnection } from './faultAnswers.mts';
import type { Fault, FaultTarget } from './faults.mts';
import { laneOf } from './lanes.mts';

/** A request on its way through the sandbox. */
export interface Exchange extends Omit<FaultTarget, 'lane'> {
	readonly request: FastifyRequest;
	readonly reply: FastifyReply;
	/** Names the client's request, so that a repeated one is noticed. */
	readonly tag: string | undefined;
}

/**
 * Answers one request: waits the provider's latency, lets a planned fault strike, does the work,
 * counts, and sends. Every service goes through here, so that faults and statistics know them all.
 */
export async function runExchange(
	context: Context,
	given: Exchange,
	work: () => Promise<Answer>,
): Promise<void> {
	const { provider, operationId, reply } = given;
	const exchange = { ...given, lane: laneOf(given.request.originalUrl) };
	context.statistics.recordArrival(exchange);
	if (isOverLimit(context, given)) {
		return strike(context, exchange, { provider, operationId, status: 429 });
	}
	context.underWay[provider] += 1;
	reply.raw.once('close', () => (context.underWay[provider] -= 1));
	const fault = context.faults.take(exchange);
	await wait(context.settings[provider].latencyMilliseconds + (fault?.delayMilliseconds ?? 0));
	reply.header('date', context.clocks[provider].httpDate());
	if (fault && replacesAnswer(fault)) return strike(context, exchange, fault);
	const answer = await settle(work);
	const status = fault?.kind ?? answer.status;
	context.statistics.record({ ...exchange, status, answer, faulted: status !== answer.status });
	if (fault?.kind === 'executeThenReset') return resetConnection(reply);
	send(reply, fault ? { ...answer, ...wrongTypeOf(fault) } : answer);
}

function isOverLimit({ settings, underWay }: Context, { provider }: Exchange): boolean {
	const { concurrencyLimit } = settings[provider];
	return concurrencyLimit > 0 && underWay[provider] >= concurrencyLimit;
}

/** What many gateways say of any body. */
function wrongTypeOf({ kind, contentType = 'application/octet-stream' }: Fault): Partial<Answer> {
	return kind === 'wrongType' ? { contentType } : {};
}

/** Counts a fault that answers in place of the operation, and gives its answer. */
function strike(context: Context, exchange: Exchange & FaultTarget, fault: Fault): void {
	const status = faultStatus(fault);
	context.statistics.record({ ...exchange, status, answer: undefined, faulted: true });
	performFault(fault, exchange.request, exchange.reply, context.foreignUrl, (count) =>
		context.statistics.recordBytes(exchange, count),
	);
}

async function settle(work: () => Promise<Answer>): Promise<Answer> {
	return await work().catch((error: unknown) => {
		if (error instanceof Refusal) return error.answer;
		throw error;
	});
}

function send(reply: FastifyReply, answer: Answer): void {
	reply.code(answer.status).headers(answer.headers ?? {});
	if (answer.contentType !== undefined) reply.type(answer.contentType);
	const { body } = answer;
	if (body === undefined) reply.send();
	else if (typeof body === 'string' || Buffer.isBuffer(body)) reply.send(body);
	else reply.type(answer.contentType ?? 'application/json').send(JSON.stringify(body));
}
