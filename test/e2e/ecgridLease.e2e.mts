// Parcels whose run never tells how it ended. One minute is the shortest lease that users can set.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Workflow } from '../../playground/client.mts';
import {
	createAccount,
	createParcelWorkflow,
	executionsOf,
	idsOf,
	isConfirmed,
	node,
	parcelIdsOf,
	parcelsOf,
	waitForParcels,
	waitUntil,
	type Parcel,
} from './support/ecgridParcels.mts';
import { sharedStage } from './support/sharedStage.mts';

const stage = await sharedStage();
const { client, sandbox, n8n } = stage;

const LEASE = { options: { leaseMinutes: 1 } };
/** Longer than the lease, and as long as n8n keeps a waiting run in memory. */
const LONG_RUN = { resume: 'timeInterval', amount: 64, unit: 'seconds' };

describe('a parcel', () => {
	const endless = 'endless@example.com';
	const unstarted = 'unstarted@example.com';
	let longRuns: Workflow;
	let startless: Workflow;
	let parcels: readonly Parcel[];

	// Both wait out their leases together.
	beforeAll(async () => {
		await sandbox.reset();
		longRuns = await createParcelWorkflow(
			stage,
			await createAccount(stage, endless),
			[node('Long work', 'n8n-nodes-base.wait', LONG_RUN)],
			LEASE,
		);
		startless = await createParcelWorkflow(
			stage,
			await createAccount(stage, unstarted),
			[node('Work', 'n8n-nodes-base.noOp', {})],
			LEASE,
		);
		parcels = await parcelsOf(stage, endless);
		await client.activateWorkflow(longRuns.id);
		await waitUntil(
			async () => (await executionsOf(stage, longRuns, 'running')).length === parcels.length,
		);
		const refusal = refuseExecutions();
		await client.activateWorkflow(startless.id);
		await waitUntil(async () => (await handOvers(startless)) >= parcels.length);
		refusal.end();
	});

	it('is handed over again when its run could not be started', async () => {
		expect(await client.listExecutions(startless.id)).toEqual([]);
		expect((await parcelsOf(stage, unstarted)).filter(isConfirmed)).toEqual([]);
		const all = await waitForParcels(stage, unstarted, (some) => some.every(isConfirmed));
		await client.deactivateWorkflow(startless.id);
		const runs = await executionsOf(stage, startless, 'success');
		expect(runs.flatMap(parcelIdsOf).sort()).toEqual(idsOf(all));
	});

	it('is handed over again when its run outlives the lease, and confirmed by whichever ends', async () => {
		const twice = 2 * parcels.length;
		await waitUntil(async () => (await client.listExecutions(longRuns.id)).length >= twice);
		const all = await waitForParcels(stage, endless, (some) => some.every(isConfirmed));
		await client.deactivateWorkflow(longRuns.id);
		const ended = await executionsOf(stage, longRuns, 'success');
		expect(ended.flatMap(parcelIdsOf).sort()).toEqual(idsOf(all));
		expect(await client.listExecutions(longRuns.id)).toHaveLength(twice);
		await stopRuns(longRuns);
	});

	afterAll(async () => await sandbox.reset());
});

/** Nothing that this suite has begun may go on beside the next one. */
async function stopRuns(workflow: Workflow): Promise<void> {
	const running = await executionsOf(stage, workflow, 'running');
	await Promise.all(running.map(async ({ id }) => await client.stopExecution(id)));
	await waitUntil(async () => (await executionsOf(stage, workflow, 'running')).length === 0);
}

/** From now on n8n's database takes no new execution, as one that is full or locked. */
function refuseExecutions(): { end(): void } {
	const database = new DatabaseSync(join(n8n.userFolder, '.n8n', 'database.sqlite'), {
		timeout: 10_000,
	});
	database.exec(
		`CREATE TRIGGER refuse_executions BEFORE INSERT ON execution_entity
		 BEGIN SELECT RAISE(ABORT, 'no execution is taken in this test'); END`,
	);
	return {
		end: () => {
			database.exec('DROP TRIGGER refuse_executions');
			database.close();
		},
	};
}

/** How often n8n was given a parcel for this workflow, by its log. */
async function handOvers({ name }: Workflow): Promise<number> {
	const log = await readFile(n8n.logFile, 'utf8');
	return log.split(`Received trigger for workflow "${name}"`).length - 1;
}
