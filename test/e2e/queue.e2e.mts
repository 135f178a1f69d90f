import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
// Declares what `inject` gives.
import type {} from './globalSetup.mts';
import { ecGridCallers, eCrossCallers, killInTurn } from './queueLoad.mts';
import { startQueueStage, type QueueStage } from './queueStage.mts';
import type { Stage } from './stage.mts';
import { providerFigures, runLoad, type ExecutionCounts } from './steadyLoad.mts';

const LIFETIME_SECONDS = 40;
const LIFETIMES = 5;
const EXECUTIONS_PER_SECOND = 6;
const LOAD_SECONDS = LIFETIME_SECONDS * LIFETIMES;
/** 15 for ten lifetimes; renewing early alone makes 12. */
const MOST_TOKEN_REQUESTS = 8;
/** The one with the wrong clock stays: it needs a token of its own at its start (see docs/running-at-scale.md). */
const KILLED_WORKERS = 2;
const LATENCY_MILLISECONDS = 50;
const START_LIMIT_MILLISECONDS = 300_000;
const LOAD_LIMIT_MILLISECONDS = 600_000;

/** A worker on a machine whose clock is two minutes fast. */
const FAST_CLOCK = {
	NODE_OPTIONS: `--require ${join(import.meta.dirname, 'clockShift.cjs')}`,
	CLOCK_SHIFT_SECONDS: '120',
};

let play: QueueStage;
let executions: ExecutionCounts;
beforeAll(async () => {
	play = await startQueueStage(inject('choices').n8nVersion, [{}, {}, FAST_CLOCK]);
}, START_LIMIT_MILLISECONDS);
afterAll(async () => await play?.close());

describe('a steady load on three workers, one with a fast clock, killed in turn', () => {
	beforeAll(async () => {
		const { stage, queue } = play;
		await shortenLifetimes(stage);
		const callers = [...(await eCrossCallers(stage)), ...(await ecGridCallers(stage))];
		const churn = killInTurn(queue.workers.slice(0, KILLED_WORKERS));
		executions = await runLoad({
			stage,
			callers,
			executionsPerSecond: EXECUTIONS_PER_SECOND,
			seconds: LOAD_SECONDS,
		});
		await churn.end();
		console.log(executions, (await stage.sandbox.statistics()).providers);
	}, LOAD_LIMIT_MILLISECONDS);

	it('fails no execution but those that went down with their worker', () => {
		expect(executions.failures).toEqual([]);
		expect(executions.started).toBe(EXECUTIONS_PER_SECOND * LOAD_SECONDS);
	});

	it('carries no request out twice', () => {
		expect(executions.sentTwice).toBe(0);
	});

	it.each(['ecross', 'ecgrid'] as const)('renews the token of %s for all workers', async (id) => {
		const { tokenRequests } = await providerFigures(play.stage, id);
		expect(tokenRequests).toBeGreaterThanOrEqual(LIFETIMES);
		expect(tokenRequests).toBeLessThanOrEqual(MOST_TOKEN_REQUESTS);
	});

	it('has no call refused', async () => {
		expect(await providerFigures(play.stage, 'ecross')).toMatchObject({ refused: 0 });
	});
});

async function shortenLifetimes({ sandbox }: Stage): Promise<void> {
	const settings = {
		tokenLifetimeSeconds: LIFETIME_SECONDS,
		latencyMilliseconds: LATENCY_MILLISECONDS,
	};
	await sandbox.settings('ecross', settings);
	await sandbox.settings('ecgrid', settings);
}
