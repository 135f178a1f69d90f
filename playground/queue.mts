// `npm run playground:queue`: as `npm start`, with an n8n in queue mode: three workers that share one
// database and one queue. All of its data is temporary.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startQueue, type RunningQueue } from './n8nQueue.mts';
import { packageRecords } from './packageRecords.mts';
import { runPlayground, type PlaygroundPlan, type StartedN8n } from './playground.mts';
import { findServicePrograms } from './services.mts';

const WORKERS = 3;

await runPlayground({
	command: 'npm run playground:queue',
	check: findServicePrograms,
	start,
});

async function start({ choices, ...plan }: PlaygroundPlan): Promise<StartedN8n> {
	const programs = findServicePrograms();
	const folder = await mkdtemp(join(tmpdir(), 'commerce-connectors-queue-'));
	const remove = async (): Promise<void> => await rm(folder, { recursive: true, force: true });
	console.log(
		`Starting n8n ${choices.n8nVersion} with ${WORKERS} workers, PostgreSQL and Redis ...`,
	);
	const workers = Array.from({ length: WORKERS }, () => ({}));
	try {
		const queue = await startQueue({ ...plan, programs, folder, port: choices.port, workers });
		await queue.database.query(packageRecords(plan.built));
		const stop = async (): Promise<void> => {
			await queue.stop();
			await remove();
		};
		return { n8n: queue.main, notes: describeQueue(queue, choices.sandboxPort), stop };
	} catch (error) {
		await remove();
		throw error;
	}
}

function describeQueue({ main, workers, database }: RunningQueue, sandboxPort: number): string {
	const processes = workers.map(
		({ pid, logFile }, index) => `  worker ${index + 1}      process ${pid}, log ${logFile}`,
	);
	return `Workflows run on the workers, including those started in the editor. They share each token through
the database: kill a worker with "kill -9", run workflows on the others, and compare the token requests at
http://127.0.0.1:${sandboxPort}/__sandbox/statistics.

${processes.join('\n')}
  PostgreSQL    psql -h ${database.host} -p ${database.port} -U ${database.user} ${database.database}

The main process logs to ${main.logFile}. All data is temporary and is removed at the end.`;
}
