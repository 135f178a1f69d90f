// Webhooks in a flood at each webhook trigger: valid ones, the same again, and forged ones.
import { setTimeout as delay } from 'node:timers/promises';
import type { RunningN8n } from '../../playground/n8n.mts';
import { makeRunFolder } from '../e2e/support/runFolder.mts';
import { enterStage, startServers, type Stage } from '../e2e/support/stage.mts';
import { createTriggered, webhookPath } from '../e2e/support/triggerRun.mts';
import {
	answersOf,
	DELIVERY_KINDS,
	eventsTaken,
	type Answered,
	type DeliveryKind,
	type FloodRow,
} from './floodFigures.mts';
import { floodCases, type FloodCase, type Message } from './floodCases.mts';
import { INSPECTED, Inspector } from './Inspector.mts';
import { readDatabase } from './soakSample.mts';

export interface FloodPlan {
	/** Of all three kinds together. */
	readonly perSecond: number;
	readonly seconds: number;
}

/** A sender opens no more; beyond, the flood is as fast as n8n answers. */
const MOST_AT_ONCE = 20;
/** The repeated one comes when the first has been answered, as far as n8n keeps up. */
const EVENTS_BEHIND = 100;
/** Of each kind, one kind at a time, to see what one costs. */
const MEASURED_ALONE = 100;
const WARM_UP = 20;
const ANSWER_LIMIT_MILLISECONDS = 30_000;
const SETTLE_LIMIT_MILLISECONDS = 300_000;
const SETTLE_STEP_MILLISECONDS = 2_000;
const AT_ONCE: FloodPlan = {
	perSecond: Number.POSITIVE_INFINITY,
	seconds: Number.POSITIVE_INFINITY,
};
/** Unlike those of any flood. */
const FIRST_ALONE = 1_000_000;

interface FloodStage extends Stage {
	readonly n8n: RunningN8n;
}

interface Sending {
	readonly kind: DeliveryKind;
	readonly event: number;
}

/** Floods one trigger after the other, on an n8n of its own. */
export async function measureFloods(n8nVersion: string, plan: FloodPlan): Promise<FloodRow[]> {
	const servers = await startServers(n8nVersion, await makeRunFolder(), 'info', INSPECTED);
	try {
		const { n8n } = servers;
		const stage = { ...(await enterStage(n8n, servers.sandbox)), n8n };
		const rows: FloodRow[] = [];
		for (const floodCase of floodCases) rows.push(await flood(stage, floodCase, plan));
		return rows;
	} finally {
		await servers.close();
	}
}

async function flood(
	stage: FloodStage,
	{ title, isControl = false, prepare }: FloodCase,
	{ perSecond, seconds }: FloodPlan,
): Promise<FloodRow> {
	await stage.sandbox.reset();
	const { triggered, messageOf } = await prepare(stage);
	const workflow = await createTriggered(stage, {
		...triggered,
		// What is measured is the trigger, not how fast n8n stores executions.
		settings: { saveDataSuccessExecution: 'none', saveManualExecutions: false },
	});
	await stage.client.activateWorkflow(workflow.id);
	const url = `${stage.n8n.url}/webhook/${webhookPath(workflow)}`;
	const send = async (sending: Sending): Promise<Answered> =>
		await post(url, await messageOf(sending.kind, sending.event), sending);
	const startedBy = (): number => startedExecutions(stage.n8n, workflow.id);

	const begin = performance.now();
	const answered = await sendAll(mixed(perSecond * seconds), { perSecond, seconds }, send);
	const taken = (performance.now() - begin) / 1_000;
	const started = await settled(startedBy);
	const cpuMilliseconds = { valid: 0, repeated: 0, forged: 0 };
	await costOf(stage.n8n, sendingsOf('valid', WARM_UP, FIRST_ALONE * 2), send, startedBy);
	for (const kind of DELIVERY_KINDS) {
		const sendings = sendingsOf(kind, MEASURED_ALONE, FIRST_ALONE);
		cpuMilliseconds[kind] = await costOf(stage.n8n, sendings, send, startedBy);
	}
	await stage.client.deactivateWorkflow(workflow.id);
	return {
		trigger: title,
		isControl,
		wantedPerSecond: perSecond,
		reachedPerSecond: answered.length / taken,
		seconds: taken,
		answers: {
			valid: answersOf('valid', answered),
			repeated: answersOf('repeated', answered),
			forged: answersOf('forged', answered),
		},
		taken: eventsTaken(answered),
		started,
		cpuMilliseconds,
	};
}

/** One third of each kind, in turn. */
function mixed(count: number): Sending[] {
	return Array.from({ length: Math.floor(count / 3) }, (_, event) => [
		{ kind: 'valid' as const, event },
		{ kind: 'repeated' as const, event: Math.max(0, event - EVENTS_BEHIND) },
		{ kind: 'forged' as const, event },
	]).flat();
}

function sendingsOf(kind: DeliveryKind, count: number, first: number): Sending[] {
	return Array.from({ length: count }, (_, index) => ({ kind, event: first + index }));
}

/** At an even pace, but never more at once than a sender has open. What is late stays unsent. */
async function sendAll(
	sendings: readonly Sending[],
	{ perSecond, seconds }: FloodPlan,
	send: (sending: Sending) => Promise<Answered>,
): Promise<Answered[]> {
	const answered: Answered[] = [];
	const begin = performance.now();
	const end = begin + seconds * 1_000;
	let next = 0;
	const worker = async (): Promise<void> => {
		for (let turn = next++; turn < sendings.length && performance.now() < end; turn = next++) {
			const due = begin + (turn * 1_000) / perSecond - performance.now();
			if (due > 0) await delay(due);
			const sending = sendings[turn];
			if (sending) answered.push(await send(sending));
		}
	};
	await Promise.all(Array.from({ length: MOST_AT_ONCE }, worker));
	return answered;
}

async function post(url: string, { headers, body }: Message, sending: Sending): Promise<Answered> {
	const begin = performance.now();
	const status = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body,
		signal: AbortSignal.timeout(ANSWER_LIMIT_MILLISECONDS),
	}).then(
		async (response) => {
			await response.arrayBuffer();
			return response.status;
		},
		() => undefined,
	);
	return { ...sending, status, milliseconds: performance.now() - begin };
}

/** Milliseconds of n8n's processor for one of these, until the last of their executions has ended. */
async function costOf(
	n8n: RunningN8n,
	sendings: readonly Sending[],
	send: (sending: Sending) => Promise<Answered>,
	startedBy: () => number,
): Promise<number> {
	const inspector = await Inspector.connect(n8n.logFile);
	const cpu = async (): Promise<number> => {
		const { user, system } = (await inspector.evaluate('process.cpuUsage()')) as NodeJS.CpuUsage;
		return (user + system) / 1_000;
	};
	const before = await cpu();
	await sendAll(sendings, AT_ONCE, send);
	await settled(startedBy);
	const cost = (await cpu()) - before;
	inspector.close();
	return cost / sendings.length;
}

/** n8n counts an execution when it has ended. */
function startedExecutions(n8n: RunningN8n, workflowId: string): number {
	const [row] = readDatabase(
		n8n,
		`SELECT COALESCE(SUM(count), 0) AS count FROM workflow_statistics
		 WHERE workflowId = '${workflowId}' AND name IN ('production_success', 'production_error')`,
	);
	return Number(row?.count);
}

/** A number once it has stopped growing. */
async function settled(read: () => number): Promise<number> {
	const deadline = performance.now() + SETTLE_LIMIT_MILLISECONDS;
	for (let last = -1; performance.now() < deadline; ) {
		const now = read();
		if (now === last) return now;
		last = now;
		await delay(SETTLE_STEP_MILLISECONDS);
	}
	throw new Error('Executions go on and on');
}
