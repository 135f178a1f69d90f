// A steady load of executions, and what it led to at the provider and in n8n.
import { setTimeout as delay } from 'node:timers/promises';
import type { ExecutionStatus, INode } from 'n8n-workflow';
import type { Workflow } from '../../../playground/client.mts';
import type { Postgres } from '../../../playground/postgres.mts';
import type { ProviderId } from '../../../sandbox/providers.mts';
import type { ProviderStatistics } from '../../../sandbox/statistics.mts';
import type { Stage } from './stage.mts';

const START = 'Start';
/** Longer than n8n takes to give up an execution whose worker has died, and a busy machine to catch up. */
const SETTLE_LIMIT_SECONDS = 300;
const UNFINISHED: ReadonlySet<string> = new Set<ExecutionStatus>(['new', 'running', 'unknown']);
/** n8n's own words for an execution that went down with its worker. */
const LOST_WITH_WORKER = /stalled|crashed|failed to be processed too many times/i;

/**
 * An expression with which a node names its request, so that the sandbox counts how often it was
 * sent. It is another one when n8n runs the same execution again, which is not the token's doing.
 */
export const REQUEST_TAG =
	"={{ 'tag-' + $execution.id + '-' + Math.random().toString(36).slice(2) }}";

/** A workflow that calls a provider once for each execution. */
export interface Caller {
	readonly title: string;
	readonly workflow: Workflow;
	readonly path: string;
}

export interface Load {
	readonly stage: Stage;
	/** Where n8n keeps its executions: its own list of them skips some that start out of order. */
	readonly database: Postgres;
	/** They take turns. */
	readonly callers: readonly Caller[];
	readonly executionsPerSecond: number;
	readonly seconds: number;
}

/** What became of the executions, by n8n's own word. */
export interface ExecutionCounts {
	readonly started: number;
	/** How long the load took, to the end of the last execution: longer than planned on a busy machine. */
	readonly seconds: number;
	readonly succeeded: number;
	/** Died with the worker that a kill ended. */
	readonly lost: number;
	/** Why executions failed, other than by a kill. */
	readonly failures: readonly string[];
	/** Executions that n8n itself ran a second time. */
	readonly ranAgain: number;
	/** Requests that were carried out more than once without that. */
	readonly sentTwice: number;
}

/** What one provider saw. */
export interface ProviderFigures {
	/** Logins and refreshes, whatever became of them. */
	readonly tokenRequests: number;
	/** Calls that were turned away because of their token. */
	readonly refused: number;
}

/** Makes a workflow that is started by a webhook, and activates it. */
export async function createCaller({ client }: Stage, title: string, node: INode): Promise<Caller> {
	const path = crypto.randomUUID();
	const start: INode = {
		id: 'start',
		name: START,
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		position: [0, 0],
		webhookId: path,
		parameters: { httpMethod: 'POST', path, responseMode: 'onReceived', options: {} },
	};
	const workflow = await client.createWorkflow({
		name: title,
		nodes: [start, node],
		connections: { [START]: { main: [[{ node: node.name, type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	});
	await client.activateWorkflow(workflow.id);
	return { title, workflow, path };
}

/** Starts executions at an even pace, and waits until n8n knows of each how it ended. */
export async function runLoad(load: Load): Promise<ExecutionCounts> {
	const { stage, callers, executionsPerSecond, seconds } = load;
	const before = Math.max(0, ...(await executionsOf(load)).map(({ id }) => Number(id)));
	const calls: Array<Promise<void>> = [];
	const startedAt = performance.now();
	for (let n = 0; n < executionsPerSecond * seconds; n++) {
		await delay(Math.max(0, startedAt + (n * 1_000) / executionsPerSecond - performance.now()));
		const caller = callers[n % callers.length];
		if (caller) calls.push(call(stage, caller));
	}
	await Promise.all(calls);
	const executions = await settle(load);
	const own = executions.filter(({ id }) => Number(id) > before);
	const taken = (performance.now() - startedAt) / 1_000;
	return { ...(await countExecutions(load, own, calls.length)), seconds: taken };
}

/** What a provider has counted since the sandbox was last reset. */
export async function providerFigures(
	{ sandbox }: Stage,
	provider: ProviderId,
): Promise<ProviderFigures> {
	const { token, refresh, refused }: ProviderStatistics = await sandbox.statisticsOf(provider);
	return {
		tokenRequests: token.total + refresh.total,
		refused: Object.values(refused).reduce((sum, count) => sum + count, 0),
	};
}

interface ExecutionRow {
	readonly id: string;
	readonly status: string;
}

async function call({ client }: Stage, { path }: Caller): Promise<void> {
	const { status } = await client.callWebhook(path);
	if (status !== 200) throw new Error(`The webhook of a load answered ${status}`);
}

/** All executions of the load's workflows, once they have ended. */
async function settle(load: Load): Promise<ExecutionRow[]> {
	const deadline = performance.now() + SETTLE_LIMIT_SECONDS * 1_000;
	for (;;) {
		const executions = await executionsOf(load);
		const open = executions.filter(({ status }) => UNFINISHED.has(status));
		if (open.length === 0) return executions;
		if (performance.now() > deadline) {
			throw new Error(`${open.length} executions never ended, ${open[0]?.id} among them`);
		}
		await delay(1_000);
	}
}

async function executionsOf({ database, callers }: Load): Promise<ExecutionRow[]> {
	const ids = callers.map(({ workflow }) => `'${workflow.id}'`).join(', ');
	const rows = await database.query(
		`SELECT id, status FROM execution_entity WHERE "workflowId" IN (${ids})`,
	);
	return rows
		.trim()
		.split('\n')
		.filter((row) => row !== '')
		.map((row) => {
			const [id = '', status = ''] = row.split('|');
			return { id, status };
		});
}

async function countExecutions(
	{ stage }: Load,
	executions: readonly ExecutionRow[],
	started: number,
): Promise<Omit<ExecutionCounts, 'seconds'>> {
	const succeeded = executions.filter(({ status }) => status === 'success').length;
	const failed = executions.filter(({ status }) => status === 'error');
	const messages = await Promise.all(failed.map(async ({ id }) => await failureOf(stage, id)));
	const failures = messages.filter((message) => !LOST_WITH_WORKER.test(message));
	const { tags, duplicates } = await stage.sandbox.statistics();
	const ids = new Set(executions.map(({ id }) => id));
	const ownTags = Object.keys(tags).filter((tag) => ids.has(executionOf(tag)));
	return {
		started,
		succeeded,
		lost: started - succeeded - failures.length,
		failures,
		ranAgain: ownTags.length - new Set(ownTags.map(executionOf)).size,
		sentTwice: duplicates.filter((tag) => ids.has(executionOf(tag))).length,
	};
}

async function failureOf({ client }: Stage, id: string): Promise<string> {
	const { data } = await client.getExecution(id);
	return data.resultData.error?.message ?? 'n8n keeps no error';
}

/** A tag is `tag-<execution>-<run>`. */
function executionOf(tag: string): string {
	return tag.split('-')[1] ?? '';
}
