import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { provideInstallation } from '../../../playground/installation.mts';
import { startQueue, type RunningQueue } from '../../../playground/n8nQueue.mts';
import { buildPackage } from '../../../playground/package.mts';
import { freePortPair } from '../../../playground/ports.mjs';
import { findServicePrograms } from '../../../playground/services.mts';
import { startSandbox } from '../../../sandbox/server.mts';
import { addressesOf, enterStage, type Stage } from './stage.mts';

/** How soon n8n's queue sees that a worker has died; by default that takes it up to 90 s. */
const QUEUE_PATIENCE = {
	QUEUE_WORKER_LOCK_DURATION: '20000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '3000',
	QUEUE_WORKER_STALLED_INTERVAL: '5000',
};

export interface QueueStage {
	/** Whose n8n is the main process. */
	readonly stage: Stage;
	readonly queue: RunningQueue;
	/** Ends everything; n8n's folders are removed. */
	close(): Promise<void>;
}

/**
 * An n8n in queue mode with a sandbox of its own, on free ports.
 *
 * @param workers one more worker for each; what is in it is added to that worker's environment
 */
export async function startQueueStage(
	n8nVersion: string,
	workers: ReadonlyArray<Readonly<Record<string, string>>>,
): Promise<QueueStage> {
	const programs = findServicePrograms();
	const installation = await provideInstallation(n8nVersion);
	const built = await buildPackage();
	const folder = await mkdtemp(join(tmpdir(), 'commerce-connectors-queue-'));
	const sandbox = await startSandbox();
	const port = await freePortPair();
	const leave = async (): Promise<void> => {
		await sandbox.close();
		await rm(folder, { recursive: true, force: true });
	};
	try {
		const environment = { ...QUEUE_PATIENCE, ...addressesOf(port) };
		const plan = { installation, built, programs, folder, port, workers, environment };
		const queue = await startQueue(plan);
		const close = async (): Promise<void> => {
			await queue.stop();
			await leave();
		};
		return { stage: await enterStage(queue.main, sandbox), queue, close };
	} catch (error) {
		await leave();
		throw error;
	}
}
