import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePortPair, LOOPBACK } from './ports.mjs';
import { ServerProcess } from './serverProcess.mts';
import type { ServicePrograms } from './services.mts';

/** An empty Redis that keeps nothing. */
export interface Redis {
	readonly host: string;
	readonly port: number;
	stop(): Promise<void>;
}

/** Starts Redis on a free loopback port. */
export async function startRedis({ redisServer }: ServicePrograms): Promise<Redis> {
	const folder = await mkdtemp(join(tmpdir(), 'commerce-connectors-redis-'));
	const port = await freePortPair();
	const server = new ServerProcess({
		name: 'Redis',
		program: redisServer,
		args: ['--port', String(port), '--bind', LOOPBACK, '--dir', folder, '--save', ''],
		environment: { PATH: process.env.PATH ?? '' },
		logFile: join(folder, 'redis.log'),
		isReady: async () => await acceptsConnections(port),
	});
	const remove = async (): Promise<void> => await rm(folder, { recursive: true, force: true });
	await server.start().catch(async (error: unknown) => {
		await remove();
		throw error;
	});
	return {
		host: LOOPBACK,
		port,
		stop: async () => {
			await server.stop();
			await remove();
		},
	};
}

async function acceptsConnections(port: number): Promise<boolean> {
	const socket = connect({ port, host: LOOPBACK });
	return await new Promise((resolve) => {
		socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
	}).then((isAccepted) => {
		socket.destroy();
		return isAccepted === true;
	});
}
