import { afterAll, describe, expect, it } from 'vitest';

import { SECOND } from '../support/fakes.mts';
import { type FleetPlan, type FleetReport, runFleet } from './LargeFleet.mts';

/** The shortest lifetime of all providers, Pledg's; longer ones need fewer token requests. */
const LIFETIME = 600 * SECOND;

/** Real milliseconds that one plan may take on a busy machine. */
const LIMIT = 120_000;

const plan: FleetPlan = {
	workers: 100,
	credentials: 1_000,
	lifetime: LIFETIME,
	lifetimes: 10,
	interval: 30 * SECOND,
	isShared: true,
};

/** Enough credentials for representative figures. */
const some = { credentials: 100 };

const table: Array<Record<string, string | number>> = [];
afterAll(() => console.table(table));

/** Runs a plan, and keeps its row for the table in docs/running-at-scale.md. */
async function measure(fleet: string, changes: Partial<FleetPlan> = {}): Promise<FleetReport> {
	const report = await runFleet({ ...plan, ...changes });
	const { logins, grants, ...counts } = report;
	table.push({ fleet, logins: logins.toFixed(2), grants: grants.toFixed(2), ...counts });
	return report;
}

describe('credentials that are used every 30 s', { timeout: LIMIT }, () => {
	it.each([1, 10, 100])('1,000 of them, by %i workers with a shared store', async (workers) => {
		const report = await measure(`${workers} workers`, { workers });
		expect(report).toMatchObject({ requests: 200_000, refused: 0, logins: 1 });
		// Early renewal alone makes 1.2. One more worker only adds its chance of being early.
		expect(report.grants).toBeGreaterThanOrEqual(1);
		expect(report.grants).toBeLessThanOrEqual(1.3);
		expect(report.mostKept).toBeLessThanOrEqual(plan.credentials);
	});

	it('by five of 100 workers at the same instant, which nothing keeps apart', async () => {
		const report = await measure('100 workers, 5 at once', { ...some, atOnce: 5 });
		expect(report).toMatchObject({ refused: 0, logins: 5 });
		expect(report.grants).toBeLessThanOrEqual(1.2 * 5);
	});

	it('when renewal kills the old token (ECGrid) and two use it at once: nothing is lost', async () => {
		const abilities = { renew: true, ask: true, refreshRevokesToken: true };
		const report = await measure('100 workers, ECGrid, 2 at once', {
			...some,
			abilities,
			atOnce: 2,
		});
		expect(report.lost).toBe(0);
		expect(report.grants).toBeLessThanOrEqual(1.2 * 2);
	});

	it('by 100 workers that keep tokens for themselves: each logs in on its own', async () => {
		const alone = await measure('100 workers, in memory', { ...some, isShared: false });
		expect(alone.refused).toBe(0);
		expect(alone.grants).toBeGreaterThan(10);
	});
});
