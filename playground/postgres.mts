import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePortPair, LOOPBACK } from './ports.mjs';
import { ServerProcess } from './serverProcess.mts';
import type { ServicePrograms } from './services.mts';

const execute = promisify(execFile);

const USER = 'n8n';
/** Made by `initdb` itself. */
const DATABASE = 'postgres';
/** Whom Debian's package makes for it. */
const SYSTEM_USER = 'postgres';

/** A database cluster of its own, gone with its folder when it is stopped. */
export interface Postgres {
	readonly host: string;
	readonly port: number;
	readonly user: string;
	readonly database: string;
	/** Runs SQL statements, and returns what they select, one row a line. */
	query(sql: string): Promise<string>;
	stop(): Promise<void>;
}

interface SystemUser {
	readonly uid: number;
	readonly gid: number;
}

/**
 * Starts PostgreSQL on a free loopback port with an empty database in a temporary folder. Anybody on
 * this machine may log in: it holds nothing but a playground.
 */
export async function startPostgres({ postgres: programs }: ServicePrograms): Promise<Postgres> {
	const user = await unprivilegedUser();
	const folder = await mkdtemp(join(tmpdir(), 'commerce-connectors-postgres-'));
	if (user) await chown(folder, user.uid, user.gid);
	try {
		const data = join(folder, 'data');
		const environment = { PATH: process.env.PATH ?? '', LC_ALL: 'C' };
		const initialize = ['-D', data, '-U', USER, '--auth=trust', '--encoding=UTF8', '--no-sync'];
		await execute(programs.initdb, initialize, { ...user, env: environment });
		const port = await freePortPair();
		const address = ['-h', LOOPBACK, '-p', String(port), '-U', USER, '-d', DATABASE];
		const server = new ServerProcess({
			name: 'PostgreSQL',
			program: programs.postgres,
			args: ['-D', data, ...settings(folder, port)],
			environment,
			logFile: join(folder, 'postgres.log'),
			isReady: async () => await succeeds(programs.pgIsReady, address),
			user,
			// "Fast": does not wait for clients to leave. "Immediate": its processes are no group to kill.
			stopSignal: 'SIGINT',
			killSignal: 'SIGQUIT',
		});
		await server.start();
		return {
			host: LOOPBACK,
			port,
			user: USER,
			database: DATABASE,
			query: async (sql) => {
				const psql = [...address, '-v', 'ON_ERROR_STOP=1', '-A', '-t', '-c', sql];
				return (await execute(programs.psql, psql)).stdout;
			},
			stop: async () => {
				await server.stop();
				await rm(folder, { recursive: true, force: true });
			},
		};
	} catch (error) {
		await rm(folder, { recursive: true, force: true });
		throw error;
	}
}

/** What n8n's processes have to agree on to share a database: its place, and the key of the credentials in it. */
export function sharedDatabase({ host, port, user, database }: Postgres): Record<string, string> {
	return {
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: host,
		DB_POSTGRESDB_PORT: String(port),
		DB_POSTGRESDB_USER: user,
		DB_POSTGRESDB_DATABASE: database,
		N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
	};
}

/** Nothing in it has to outlive a crash of this machine, so it never waits for the disk. */
function settings(folder: string, port: number): string[] {
	const values = {
		port: String(port),
		listen_addresses: LOOPBACK,
		unix_socket_directories: folder,
		fsync: 'off',
		synchronous_commit: 'off',
		full_page_writes: 'off',
	};
	return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** PostgreSQL refuses to run as root. */
async function unprivilegedUser(): Promise<SystemUser | undefined> {
	if (process.getuid?.() !== 0) return undefined;
	const [uid, gid] = await Promise.all(['-u', '-g'].map(idOf));
	if (uid === undefined || gid === undefined) return undefined;
	return { uid, gid };
}

async function idOf(kind: string): Promise<number> {
	return Number((await execute('id', [kind, SYSTEM_USER])).stdout);
}

async function succeeds(program: string, args: readonly string[]): Promise<boolean> {
	return await execute(program, args).then(
		() => true,
		() => false,
	);
}
