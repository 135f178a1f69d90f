// Faults inside n8n: its process, its database, and credentials that change under a run.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Credential } from '../../playground/client.mts';
import {
	callers,
	changesDuringRenewal,
	changesDuringRun,
	n8nFaults,
	type Caller,
	type FaultRow,
} from './support/faultCases.mts';
import { expectSeen, Lane, READ, TOKEN, WRITE } from './support/lane.mts';
import { sharedStage } from './support/sharedStage.mts';

const stage = await sharedStage();
const { client, n8n, sandbox } = stage;

const DATABASE = join(n8n.userFolder, '.n8n', 'database.sqlite');
/** n8n 1.x writes the whole credential when it stores a token, as it was when the run read it. */
const mayLoseEdits = n8n.version.startsWith('1.');
/** Long enough to do something while a token is under way. */
const SLOW_TOKEN = { delayMilliseconds: 5_000, times: 1 };
const LIFETIME_SECONDS = 15;
/** Renewable from 88 % of the lifetime at the latest. */
const DUE_MILLISECONDS = LIFETIME_SECONDS * 0.9 * 1_000;
const POLL_MILLISECONDS = 50;
const FAILURE_LIMIT_SECONDS = 60;

beforeAll(async () => await sandbox.reset());

describe.concurrent('a credential that, during a run of two items,', () => {
	it.each(runsOf(changesDuringRun.edited))('$title', async ({ caller, lane, seen, requests }) => {
		const credential = await lane.credential();
		const run = lane.readTwice(credential, caller);
		await lane.arrival(READ);
		const secret = `New-secret-of-${lane.name}`;
		await sandbox.changeSecret('ecross', `client-${lane.name}`, secret);
		await edit(credential, { clientSecret: secret });
		expectSeen(await run, seen);
		expect(await lane.arrivals(READ)).toBe(requests);
		expectSeen(await lane.write(credential, caller), {});
		expect(await lane.arrivals(TOKEN)).toBe(2);
	});

	it.each(runsOf(changesDuringRun.damaged))('$title', async ({ caller, lane, seen, requests }) => {
		const credential = await lane.credential();
		const run = lane.readTwice(credential, caller);
		await lane.arrival(READ);
		const data = storedData(credential);
		storeData(credential, data.slice(0, -8));
		expectSeen(await run, seen);
		expect(await lane.arrivals(READ)).toBe(requests);
		storeData(credential, data);
		expectSeen(await lane.write(credential, caller), {});
		expect(await lane.arrivals(TOKEN)).toBe(1);
	});

	it.each(runsOf(changesDuringRun.deleted))('$title', async ({ caller, lane, seen, requests }) => {
		const credential = await lane.credential();
		const run = lane.readTwice(credential, caller);
		await lane.arrival(READ);
		await client.deleteCredential(credential.id);
		expectSeen(await run, seen);
		expect(await lane.arrivals(READ)).toBe(requests);
	});
});

describe.concurrent('a credential that, while its token is under way,', () => {
	it.each(runsOf(changesDuringRenewal.edited))(
		'$title',
		async ({ caller, lane, seen, requests }) => {
			await lane.fault(TOKEN, SLOW_TOKEN);
			const credential = await lane.credential();
			const run = lane.write(credential, caller);
			await lane.arrival(TOKEN);
			await edit(credential, { carrierId: 'edited' });
			expectSeen(await run, seen);
			expect(await lane.arrivals(WRITE)).toBe(requests);
			const { data } = await client.getCredential(credential.id);
			if (!mayLoseEdits) expect(data.carrierId).toBe('edited');
			expectSeen(await lane.write(credential, caller), {});
			expect(await lane.arrivals(TOKEN)).toBe(1);
		},
	);

	it.each(runsOf(changesDuringRenewal.deleted))(
		'$title',
		async ({ caller, lane, seen, requests }) => {
			await lane.fault(TOKEN, SLOW_TOKEN);
			const credential = await lane.credential();
			const run = lane.write(credential, caller);
			await lane.arrival(TOKEN);
			await client.deleteCredential(credential.id);
			expectSeen(await run, seen);
			expect(await lane.arrivals(WRITE)).toBe(requests);
		},
	);
});

describe('n8n, which', () => {
	it(`${n8nFaults.locked.what}: fails the run, sends nothing, and keeps the token`, async () => {
		const runs = runsOf(n8nFaults.locked);
		const credentials = await Promise.all(
			runs.map(async ({ lane }) => {
				await lane.fault(TOKEN, SLOW_TOKEN);
				return await lane.credential();
			}),
		);
		const writes = writeWith(credentials, runs);
		for (const { lane } of runs) await lane.arrival(TOKEN);
		const failedBefore = await failedNodes();
		const lock = new DatabaseSync(DATABASE);
		lock.exec('BEGIN IMMEDIATE');
		// Not longer: n8n could not store that the executions have ended.
		await untilFailed(failedBefore + runs.length).finally(() => lock.close());
		for (const [index, { seen, lane, requests }] of runs.entries()) {
			expectSeen(await writes[index], seen);
			expect(await lane.arrivals(WRITE)).toBe(requests);
		}
		await expectFine(credentials, runs, 1);
	});

	it(`${n8nFaults.killed.what}: sends nothing twice, and logs in once more`, async () => {
		const runs = runsOf(n8nFaults.killed);
		await sandbox.settings('ecross', { tokenLifetimeSeconds: LIFETIME_SECONDS });
		const credentials = await Promise.all(runs.map(async ({ lane }) => await lane.credential()));
		await expectFine(credentials, runs, 1);
		await delay(DUE_MILLISECONDS);
		for (const { lane } of runs) await lane.fault(TOKEN, SLOW_TOKEN);
		await sandbox.settings('ecross', { tokenLifetimeSeconds: 3_600 });
		const interrupted = Promise.allSettled(writeWith(credentials, runs));
		for (const { lane } of runs) await lane.arrival(TOKEN, 2);
		await n8n.kill();
		await interrupted;
		await n8n.restart();
		for (const { lane, seen } of runs) {
			expect(await lane.arrivals(WRITE)).toBe(1);
			// n8n finds out what it was doing some time after it has started.
			const statuses = async () => await lane.statuses();
			await expect.poll(statuses, { timeout: 60_000 }).toEqual([seen.error, 'success']);
		}
		await expectFine(credentials, runs, 3);
		for (const { lane } of runs) expect(await lane.arrivals(WRITE)).toBe(2);
	});
});

/** One row of the page, played with one caller. */
interface Run extends Pick<FaultRow, 'requests'> {
	readonly title: string;
	readonly caller: Caller;
	readonly seen: NonNullable<FaultRow['seen'][Caller]>;
	readonly lane: Lane;
}

function runsOf({ what, seen, requests }: FaultRow): Run[] {
	return callers.map((caller) => ({
		title: `${what}: ${caller}`,
		caller,
		seen: seen[caller] ?? {},
		requests,
		lane: new Lane(stage, `inside-${crypto.randomUUID()}`),
	}));
}

function writeWith(credentials: readonly Credential[], runs: readonly Run[]) {
	return credentials.map(async (credential, index) => {
		const { lane, caller } = runs[index] as Run;
		return await lane.write(credential, caller);
	});
}

/** Each run succeeds, and the lane has seen so many token requests by then. */
async function expectFine(
	credentials: readonly Credential[],
	runs: readonly Run[],
	tokenRequests: number,
): Promise<void> {
	for (const seen of await Promise.all(writeWith(credentials, runs))) expectSeen(seen, {});
	for (const { lane } of runs) expect(await lane.arrivals(TOKEN)).toBe(tokenRequests);
}

async function edit({ id }: Credential, changes: object): Promise<void> {
	const { name, type, data } = await client.getCredential(id);
	await client.updateCredential(id, { name, type, data: { ...data, ...changes } });
}

/** How many nodes have failed so far, by n8n's log. */
async function failedNodes(): Promise<number> {
	const log = await readFile(n8n.logFile, 'utf8');
	return log.split(/Running node "[^"]*" finished with error/).length - 1;
}

async function untilFailed(count: number): Promise<void> {
	const deadline = performance.now() + FAILURE_LIMIT_SECONDS * 1_000;
	while ((await failedNodes()) < count) {
		if (performance.now() > deadline) throw new Error('The locked database fails no run');
		await delay(POLL_MILLISECONDS);
	}
}

function storedData({ id }: Credential): string {
	const database = openDatabase();
	const row = database.prepare('SELECT data FROM credentials_entity WHERE id = ?').get(id);
	database.close();
	return String(row?.data);
}

function storeData({ id }: Credential, data: string): void {
	const database = openDatabase();
	database.prepare('UPDATE credentials_entity SET data = ? WHERE id = ?').run(data, id);
	database.close();
}

function openDatabase(): DatabaseSync {
	return new DatabaseSync(DATABASE, { timeout: 10_000 });
}
