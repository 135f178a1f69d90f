import { join } from 'node:path';
import type { INode } from 'n8n-workflow';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Credential } from '../../playground/client.mts';
import {
	createAccount,
	createParcelWorkflow,
	executionsOf,
	idsOf,
	isConfirmed,
	node,
	parcelIdsOf,
	parcelsOf,
	receive,
	waitForParcels,
} from './support/ecgridParcels.mts';
// Declares what `inject` gives.
import type {} from './globalSetup.mts';
import { describeLeaks } from './support/leakPlaces.mts';
import { PACKAGE } from './support/nodeRun.mts';
import { searchQueue } from './support/queueLeaks.mts';
import {
	ecGridCallers,
	eCrossCallers,
	killInTurn,
	wrongSecretCallers,
} from './support/queueLoad.mts';
import { recordRedis, REDIS_FILE, type RedisRecording } from './support/redisRecorder.mts';
import { startQueueStage, type QueueStage } from './support/queueStage.mts';
import type { Stage } from './support/stage.mts';
import {
	providerFigures,
	runLoad,
	type Caller,
	type ExecutionCounts,
	type Load,
	type ProviderFigures,
} from './support/steadyLoad.mts';
import { itemsOf, triggerCases } from './support/triggerCases.mts';

const DONE = 'done';
const PARCELS = 20;
const LIFETIME_SECONDS = 40;
const LIFETIMES = 5;
const EXECUTIONS_PER_SECOND = 6;
const WARM_UP_SECONDS = 3;
const LOAD_SECONDS = LIFETIME_SECONDS * LIFETIMES;
/** 15 for ten lifetimes; renewing early alone makes 12. */
const MOST_TOKEN_REQUESTS_PER_LIFETIME = 1.5;
/** The one with the wrong clock stays: it needs a token of its own at its start (see docs/running-at-scale.md). */
const KILLED_WORKERS = 2;
const LATENCY_MILLISECONDS = 50;
/** Longer than the wait after the first refusal. */
const WRONG_SECRET_SECONDS = 70;
const WRONG_SECRET_EXECUTIONS_PER_SECOND = 2;
const START_LIMIT_MILLISECONDS = 600_000;
const LOAD_LIMIT_MILLISECONDS = 900_000;

/** A worker on a machine whose clock is two minutes fast. */
const FAST_CLOCK = {
	NODE_OPTIONS: `--require ${join(import.meta.dirname, 'support/clockShift.cjs')}`,
	CLOCK_SHIFT_SECONDS: '120',
};

let play: QueueStage;
let recording: RedisRecording;
beforeAll(async () => {
	play = await startQueueStage(inject('choices').n8nVersion, [{}, {}, FAST_CLOCK]);
	recording = await recordRedis(play.queue.redis);
}, START_LIMIT_MILLISECONDS);
afterAll(async () => {
	await play?.close();
	await recording?.stop();
});

describe('in queue mode', () => {
	it.each(triggerCases)('$type starts a workflow on a worker', async (triggerCase) => {
		expect(await itemsOf(play.stage, triggerCase)).not.toHaveLength(0);
	});

	it('a parcel is confirmed when its run has succeeded, also where a worker died with the first', async () => {
		const { stage, queue } = play;
		const account = 'queue-parcels@example.com';
		const credential = await createAccount(stage, account);
		const work = node('Work', 'n8n-nodes-base.wait', { amount: 1, unit: 'seconds' });
		const workflow = await createParcelWorkflow(stage, credential, [work, mark(credential)]);
		await stage.client.activateWorkflow(workflow.id);
		const early = new Set<number>();
		const confirmed = async (count: number): Promise<void> =>
			void (await waitForParcels(stage, account, (parcels) => {
				const done = parcels.filter(isConfirmed);
				for (const { parcelId, mailbagControlId } of done) {
					if (mailbagControlId !== DONE) early.add(parcelId);
				}
				return done.length >= count;
			}));
		// The account begins with three parcels.
		await confirmed(1);
		await receive(stage, account, PARCELS);
		await Promise.all(queue.workers.slice(0, KILLED_WORKERS).map(async (it) => await it.kill()));
		await Promise.all(queue.workers.slice(0, KILLED_WORKERS).map(async (it) => await it.restart()));
		await confirmed(3 + PARCELS);
		await stage.client.deactivateWorkflow(workflow.id);
		expect([...early]).toEqual([]);
		const runs = await executionsOf(stage, workflow, 'success');
		const succeeded = new Set(runs.flatMap(parcelIdsOf));
		const parcels = await parcelsOf(stage, account);
		expect(idsOf(parcels).filter((id) => !succeeded.has(id))).toEqual([]);
	});
});

describe('a wrong secret on three workers, one with a fast clock', () => {
	it(
		'is refused twice at most: the wait of one is the wait of all',
		async () => {
			const callers = await wrongSecretCallers(play.stage, 'wrong-secret');
			// The wait is shared from the moment that the first refusal is stored.
			const first = await refusedLogins(callers, { executionsPerSecond: 1, seconds: 1 });
			const all = await refusedLogins(callers, {
				executionsPerSecond: WRONG_SECRET_EXECUTIONS_PER_SECOND,
				seconds: WRONG_SECRET_SECONDS,
			});
			expect(first).toBe(1);
			expect(first + all).toBeLessThanOrEqual(2);
		},
		LOAD_LIMIT_MILLISECONDS,
	);

	it('is refused once per worker at most where all of them begin at the same instant', async () => {
		const callers = await wrongSecretCallers(play.stage, 'wrong-secret-at-once');
		const refused = await refusedLogins(callers, { executionsPerSecond: 100, seconds: 0.1 });
		expect(refused).toBeGreaterThanOrEqual(1);
		expect(refused).toBeLessThanOrEqual(play.queue.workers.length);
	});
});

/** Runs a load whose executions all fail for the secret. @returns how often the provider was asked. */
async function refusedLogins(
	callers: readonly Caller[],
	load: Pick<Load, 'executionsPerSecond' | 'seconds'>,
): Promise<number> {
	const { stage, queue } = play;
	const before = await stage.sandbox.tokenRequests('ecross');
	const { failures, started, succeeded } = await runLoad({
		...load,
		stage,
		database: queue.database,
		callers,
	});
	const refused = (await stage.sandbox.tokenRequests('ecross')) - before;
	console.log('A wrong secret:', { executions: started, refused });
	expect(succeeded).toBe(0);
	expect(failures).toHaveLength(started);
	for (const message of failures) expect(message).toContain('refused the Client ID');
	return refused;
}

/** Leaves a trace at ECGrid that the run has come to its end. */
function mark(credential: Credential): INode {
	const parcelId = { __rl: true, mode: 'id', value: '={{ $json.parcelId }}' };
	const parameters = {
		resource: 'parcel',
		operation: 'setControlId',
		parcelId,
		mailbagControlId: DONE,
	};
	return node('Mark as done', `${PACKAGE}.ecGrid`, parameters, credential);
}

describe('a steady load on three workers, one with a fast clock, two killed in turn', () => {
	const providers = ['ecross', 'ecgrid'] as const;
	let executions: ExecutionCounts;
	let figures: Record<(typeof providers)[number], ProviderFigures>;

	beforeAll(async () => {
		const { stage, queue } = play;
		await shortenLifetimes(stage);
		const callers = [...(await eCrossCallers(stage)), ...(await ecGridCallers(stage))];
		const { database } = queue;
		const load = { stage, database, callers, executionsPerSecond: EXECUTIONS_PER_SECOND };
		// Workers that start at the same instant, and find no token yet, each log in.
		await runLoad({ ...load, seconds: WARM_UP_SECONDS });
		const before = await figuresOf(stage);
		const churn = killInTurn(queue.workers.slice(0, KILLED_WORKERS));
		executions = await runLoad({ ...load, seconds: LOAD_SECONDS });
		await churn.end();
		const after = await figuresOf(stage);
		figures = {
			ecross: difference(after.ecross, before.ecross),
			ecgrid: difference(after.ecgrid, before.ecgrid),
		};
		console.log('Queue mode:', executions, figures);
	}, LOAD_LIMIT_MILLISECONDS);

	it('fails no execution but those that went down with their worker', () => {
		expect(executions.failures).toEqual([]);
		expect(executions.succeeded).toBeGreaterThan(0.9 * EXECUTIONS_PER_SECOND * LOAD_SECONDS);
	});

	it('carries no request out twice', () => {
		expect(executions.sentTwice).toBe(0);
	});

	it.each(providers)('renews one token for all workers: %s', (provider) => {
		const { tokenRequests } = figures[provider];
		expect(tokenRequests).toBeGreaterThanOrEqual(LIFETIMES);
		const lifetimes = executions.seconds / LIFETIME_SECONDS;
		expect(tokenRequests).toBeLessThanOrEqual(
			Math.ceil(lifetimes * MOST_TOKEN_REQUESTS_PER_LIFETIME),
		);
	});

	it.each(providers)('has no call refused: %s', (provider) => {
		expect(figures[provider].refused).toBe(0);
	});
});

describe('what all of this has left behind', () => {
	it(
		'holds no secret and no token: neither the database, nor the files of any process, nor what went through Redis',
		async () => {
			const [workflow] = await play.stage.client.listWorkflows();
			// Found for certain, so the search has looked into the database, and at what workers were told.
			const present = { name: 'the ID of a workflow', value: workflow?.id ?? '' };
			const leaks = await searchQueue(play, recording, [present]);
			expect(leaks.map(({ place }) => place)).toEqual(
				expect.arrayContaining(['tables/workflow_entity.log', REDIS_FILE]),
			);
			expect(describeLeaks(leaks.filter(({ secret }) => secret !== present))).toEqual([]);
		},
		LOAD_LIMIT_MILLISECONDS,
	);
});

async function figuresOf(stage: Stage): Promise<Record<'ecross' | 'ecgrid', ProviderFigures>> {
	return {
		ecross: await providerFigures(stage, 'ecross'),
		ecgrid: await providerFigures(stage, 'ecgrid'),
	};
}

function difference(after: ProviderFigures, before: ProviderFigures): ProviderFigures {
	return {
		tokenRequests: after.tokenRequests - before.tokenRequests,
		refused: after.refused - before.refused,
	};
}

async function shortenLifetimes({ sandbox }: Stage): Promise<void> {
	const settings = {
		tokenLifetimeSeconds: LIFETIME_SECONDS,
		latencyMilliseconds: LATENCY_MILLISECONDS,
	};
	await sandbox.settings('ecross', settings);
	await sandbox.settings('ecgrid', settings);
}
