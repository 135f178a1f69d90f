import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Postgres } from '../../../playground/postgres.mts';
import { knownSecrets } from './knownSecrets.mts';
import { searchFiles, type Leak } from './leakPlaces.mts';
import type { Secret } from './leakSearch.mts';
import type { QueueStage } from './queueStage.mts';
import type { RedisRecording } from './redisRecorder.mts';

/**
 * Searches what an n8n in queue mode has left behind: its whole database, and the logs and files of
 * the main process and of every worker; and what was recorded of its Redis.
 *
 * @param also what is looked for besides all secrets and tokens there are
 */
export async function searchQueue(
	{ stage, queue }: QueueStage,
	recording: RedisRecording,
	also: readonly Secret[] = [],
): Promise<Leak[]> {
	const secrets = [...(await knownSecrets(stage, queue.main)), ...also];
	const dump = await mkdtemp(join(tmpdir(), 'commerce-connectors-dump-'));
	try {
		await dumpDatabase(queue.database, join(dump, 'tables'));
		const folders = [queue.main, ...queue.workers].map(({ userFolder }) => userFolder);
		return await searchFiles([dump, recording.folder, ...folders], secrets);
	} finally {
		await rm(dump, { recursive: true });
	}
}

/**
 * One file for each table, with all its rows. Between control characters as delimiters every text
 * stands as it is; the usual formats would escape it once more.
 */
async function dumpDatabase(database: Postgres, folder: string): Promise<void> {
	await mkdir(folder);
	const tables = await database.query(
		"SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public'",
	);
	for (const table of tables.trim().split('\n')) {
		const file = join(folder, `${table}.log`);
		const format = "FORMAT csv, DELIMITER E'\\x01', QUOTE E'\\x02'";
		await database.query(`\\copy ${table} TO '${file}' WITH (${format})`);
	}
}
