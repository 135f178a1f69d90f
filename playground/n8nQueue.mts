import { join } from 'node:path';
import type { Installation } from './installation.mts';
import { startN8n, startWorker, type RunningN8n } from './n8n.mts';
import { installPackage, type BuiltPackage } from './package.mts';
import { sharedDatabase, startPostgres, type Postgres } from './postgres.mts';
import { startRedis, type Redis } from './redis.mts';
import type { ServicePrograms } from './services.mts';

type Environment = Readonly<Record<string, string>>;

export interface QueueOptions {
	readonly installation: Installation;
	/** Installed for the main process and for every worker. */
	readonly built: BuiltPackage;
	readonly programs: ServicePrograms;
	/** Gets one user folder for each process. */
	readonly folder: string;
	/** Of the editor; the task broker takes the next one. Left out: any two free ports. */
	readonly port?: number;
	/** One more worker for each; what is in it is added to that worker's environment. */
	readonly workers: readonly Environment[];
	/** Added to the environment of every process. */
	readonly environment?: Environment;
	/** Gives up waiting for the start. */
	readonly signal?: AbortSignal;
}

interface Stoppable {
	stop(): Promise<void>;
}

/** An n8n in queue mode: executions that start at the main process run on the workers. */
export interface RunningQueue {
	readonly main: RunningN8n;
	readonly workers: readonly RunningN8n[];
	readonly database: Postgres;
	readonly redis: Redis;
	/** Stops all of it; the user folders stay. */
	stop(): Promise<void>;
}

/**
 * Starts PostgreSQL, Redis, one main process and its workers, as separate machines would have them:
 * they share the database, the queue and the key that encrypts credentials, and no files.
 *
 * @throws Error as `startN8n`; nothing is left running then
 */
export async function startQueue(options: QueueOptions): Promise<RunningQueue> {
	const services: Stoppable[] = [];
	const processes: Stoppable[] = [];
	const keep = async <T extends Stoppable>(kept: Stoppable[], starting: Promise<T>): Promise<T> => {
		const started = await starting;
		kept.push(started);
		return started;
	};
	const stop = async (): Promise<void> => {
		await Promise.all(processes.map(async (it) => await it.stop()));
		await Promise.all(services.map(async (it) => await it.stop()));
	};
	try {
		const database = await keep(services, startPostgres(options.programs));
		const redis = await keep(services, startRedis(options.programs));
		const shared = sharedEnvironment(options, database, redis);
		// The main process makes the tables, so it goes first.
		const main = await keep(processes, startMain(options, shared));
		const starts = options.workers.map((own, index) =>
			keep(processes, startNumbered(options, index + 1, { ...shared, ...own })),
		);
		// All of them have to be there or have failed before anything can be stopped.
		await Promise.allSettled(starts);
		return { main, workers: await Promise.all(starts), database, redis, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

async function startMain(options: QueueOptions, environment: Environment): Promise<RunningN8n> {
	const { installation, built, folder, port, signal } = options;
	const userFolder = join(folder, 'main');
	await installPackage(built, userFolder);
	return await startN8n({ installation, userFolder, port, environment, signal });
}

async function startNumbered(
	{ installation, built, folder, signal }: QueueOptions,
	number: number,
	environment: Environment,
): Promise<RunningN8n> {
	const userFolder = join(folder, `worker-${number}`);
	await installPackage(built, userFolder);
	return await startWorker({ installation, userFolder, environment, signal });
}

function sharedEnvironment(
	{ environment }: QueueOptions,
	database: Postgres,
	redis: Redis,
): Environment {
	return {
		EXECUTIONS_MODE: 'queue',
		// What the editor's button starts runs on workers too, as in later versions always.
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
		QUEUE_BULL_REDIS_HOST: redis.host,
		QUEUE_BULL_REDIS_PORT: String(redis.port),
		...sharedDatabase(database),
		...environment,
	};
}
