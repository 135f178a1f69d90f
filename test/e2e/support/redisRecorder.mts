import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Redis } from '../../../playground/redis.mts';

export const REDIS_FILE = 'redis.recorded';

export interface RedisRecording {
	/** Holds the one file. */
	readonly folder: string;
	/** Ends the recording, and removes it. */
	stop(): Promise<void>;
}

/**
 * Writes down every command that Redis is given from now on, with all its values: what n8n hands from
 * process to process is gone from Redis a moment later.
 *
 * @see https://redis.io/docs/latest/commands/monitor/
 */
export async function recordRedis({ host, port }: Redis): Promise<RedisRecording> {
	const folder = await mkdtemp(join(tmpdir(), 'commerce-connectors-redis-record-'));
	const socket = connect({ host, port });
	await once(socket, 'connect');
	socket.write('MONITOR\r\n');
	const file = createWriteStream(join(folder, REDIS_FILE));
	socket.pipe(file);
	return {
		folder,
		stop: async () => {
			socket.destroy();
			file.destroy();
			await rm(folder, { recursive: true, force: true });
		},
	};
}
