import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { provideInstallation } from '../../../playground/installation.mts';
import { startN8n, type RunningN8n } from '../../../playground/n8n.mts';
import { buildPackage, installPackage } from '../../../playground/package.mts';
import { freePortPair } from '../../../playground/ports.mjs';
import { sharedDatabase, startPostgres, type Postgres } from '../../../playground/postgres.mts';
import { findServicePrograms } from '../../../playground/services.mts';
import { startSandbox, type Sandbox } from '../../../sandbox/server.mts';
import { addressesOf, enterStage, type Stage } from './stage.mts';

/** The durable scheduler for polls; its passes follow each other faster than by default. */
const SCHEDULER = {
	N8N_SCHEDULER_ENABLED: 'true',
	N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
	N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true',
	N8N_SCHEDULER_MATERIALIZATION_INTERVAL: '1',
	// Polls are planned this long ahead, so that there is always one to bring forward.
	N8N_SCHEDULER_MATERIALIZATION_WINDOW: '1200',
	N8N_SCHEDULER_EXECUTOR_INTERVAL: '1',
	N8N_SCHEDULER_JITTER_RATIO: '0',
};

const POLLS = `"taskType" = 'workflow:poll-trigger'`;
const PLANNED_WITHIN_SECONDS = 20;

/** Main processes of n8n's that share a database, where the durable scheduler keeps their polls. */
export class SchedulerStage {
	readonly sandbox: Sandbox;
	private readonly n8nVersion: string;
	private readonly folder: string;
	private readonly database: Postgres;
	private readonly environment: Readonly<Record<string, string>>;
	private readonly mains: RunningN8n[] = [];

	private constructor(n8nVersion: string, folder: string, sandbox: Sandbox, database: Postgres) {
		this.n8nVersion = n8nVersion;
		this.folder = folder;
		this.sandbox = sandbox;
		this.database = database;
		this.environment = { ...SCHEDULER, ...sharedDatabase(database) };
	}

	/** An empty database, and a sandbox of its own. */
	static async open(n8nVersion: string): Promise<SchedulerStage> {
		const folder = await mkdtemp(join(tmpdir(), 'commerce-connectors-scheduler-'));
		const database = await startPostgres(findServicePrograms());
		return new SchedulerStage(n8nVersion, folder, await startSandbox(), database);
	}

	/** Starts one more main process. The first one makes the tables. */
	async addMain(): Promise<Stage> {
		const installation = await provideInstallation(this.n8nVersion);
		const userFolder = join(this.folder, `main-${this.mains.length + 1}`);
		await installPackage(await buildPackage(), userFolder);
		const port = await freePortPair();
		const environment = { ...this.environment, ...addressesOf(port) };
		const main = await startN8n({ installation, userFolder, port, environment });
		this.mains.push(main);
		return await enterStage(main, this.sandbox);
	}

	async stopMain(number: number): Promise<void> {
		await this.mains[number - 1]?.stop();
	}

	/** Brings the next planned poll forward to now; planning it takes n8n a second. */
	async bringPollForward(): Promise<void> {
		const next = `SELECT id FROM scheduled_task WHERE ${POLLS} AND status = 'pending' ORDER BY "runAt" LIMIT 1`;
		const sql = `UPDATE scheduled_task SET "runAt" = now() WHERE id = (${next}) RETURNING id`;
		for (let second = 0; second < PLANNED_WITHIN_SECONDS; second++) {
			if ((await this.database.query(sql)).trim() !== '') return;
			await delay(1_000);
		}
		throw new Error(`n8n has planned no poll within ${PLANNED_WITHIN_SECONDS} s`);
	}

	/** How many polls have ended well. */
	async polls(): Promise<number> {
		const sql = `SELECT count(*) FROM scheduled_task WHERE ${POLLS} AND status = 'succeeded'`;
		return Number(await this.database.query(sql));
	}

	/** Ends everything; folders are removed. */
	async close(): Promise<void> {
		await Promise.all(this.mains.map(async (main) => await main.stop()));
		await this.database.stop();
		await this.sandbox.close();
		await rm(this.folder, { recursive: true, force: true });
	}
}
