import axios from 'axios';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { n8nEnvironment } from './environment.mts';
import type { Installation } from './installation.mts';
import { freePortPair, LOOPBACK } from './ports.mjs';
import { ServerProcess } from './serverProcess.mts';

export interface N8nOptions {
	readonly installation: Installation;
	/** n8n keeps its database, key and community packages in the folder `.n8n` inside this one. */
	readonly userFolder: string;
	/** The port of the editor; the task broker takes the next one. Left out: any two free ports. */
	readonly port?: number;
	/** Added to, and stronger than, the playground's own settings. */
	readonly environment?: Readonly<Record<string, string>>;
	/** Gives up waiting for the start, and ends the process. */
	readonly signal?: AbortSignal;
}

/** What n8n can be started as. */
interface Role {
	/** n8n's own command for it. */
	readonly command: 'start' | 'worker';
	readonly name: string;
	/** Paths that all have to answer before it is of use, in the order in which they come up. */
	readonly readyPaths: readonly string[];
	environment(port: number): Readonly<Record<string, string>>;
}

/** `/healthz` answers while n8n still loads its nodes, `/rest/settings` only when the REST API is there. */
const MAIN: Role = {
	command: 'start',
	name: 'n8n',
	readyPaths: ['/healthz', '/rest/settings'],
	environment: () => ({}),
};

const WORKER: Role = {
	command: 'worker',
	name: 'The n8n worker',
	readyPaths: ['/healthz/readiness'],
	environment: (port) => ({
		QUEUE_HEALTH_CHECK_ACTIVE: 'true',
		QUEUE_HEALTH_CHECK_PORT: String(port),
		N8N_WORKER_SERVER_ADDRESS: LOOPBACK,
	}),
};

/** One process of n8n's, on a user folder of its own. */
export class RunningN8n extends ServerProcess {
	/** Without a trailing slash. A worker answers health checks alone. */
	readonly url: string;
	readonly version: string;
	readonly port: number;
	readonly userFolder: string;
	private readonly binary: string;
	private readonly environment: Readonly<Record<string, string>>;

	constructor(role: Role, options: N8nOptions, port: number) {
		const { installation, userFolder } = options;
		const url = `http://${LOOPBACK}:${port}`;
		const binary = join(installation.folder, 'node_modules', 'n8n', 'bin', 'n8n');
		const environment = {
			...n8nEnvironment(options, port),
			...role.environment(port),
			...options.environment,
		};
		super({
			name: role.name,
			program: process.execPath,
			args: [binary, role.command],
			environment,
			logFile: join(userFolder, 'n8n.log'),
			isReady: async () => await allAnswer(url, role.readyPaths),
			signal: options.signal,
		});
		this.url = url;
		this.version = installation.version;
		this.port = port;
		this.userFolder = userFolder;
		this.binary = binary;
		this.environment = environment;
	}

	/** Runs another n8n command, such as `['export:credentials', '--all']`, on the same folder. Returns what it printed. */
	async command(args: readonly string[]): Promise<string> {
		// Beside a running n8n, a command that executes workflows needs a task broker of its own.
		const brokerPort = String(await freePortPair());
		const child = spawn(process.execPath, [this.binary, ...args], {
			env: { ...this.environment, N8N_RUNNERS_BROKER_PORT: brokerPort },
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		const output: Buffer[] = [];
		child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
		child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
		await once(child, 'close');
		const text = Buffer.concat(output).toString('utf8');
		if (child.exitCode !== 0) throw new Error(`"n8n ${args.join(' ')}" failed:\n${text}`);
		return text;
	}
}

/**
 * Starts a real n8n on loopback with an embedded SQLite database, and resolves when its REST API answers.
 *
 * @throws Error with the end of n8n's log, when n8n ends early or does not answer within 180 s.
 */
export async function startN8n(options: N8nOptions): Promise<RunningN8n> {
	return await startAs(MAIN, options);
}

/**
 * Starts a worker of an n8n in queue mode, and resolves when it can take executions from the queue.
 *
 * @param options whose environment names the queue, the database and the key of the main process
 * @throws as `startN8n`
 */
export async function startWorker(options: N8nOptions): Promise<RunningN8n> {
	return await startAs(WORKER, options);
}

async function startAs(role: Role, options: N8nOptions): Promise<RunningN8n> {
	await mkdir(options.userFolder, { recursive: true });
	const n8n = new RunningN8n(role, options, options.port ?? (await freePortPair()));
	await n8n.start();
	return n8n;
}

async function allAnswer(url: string, paths: readonly string[]): Promise<boolean> {
	for (const path of paths) {
		if (!(await answersJson(`${url}${path}`))) return false;
	}
	return true;
}

async function answersJson(url: string): Promise<boolean> {
	// Not fetch, which refuses some ports, as browsers do.
	const response = await axios.get<unknown>(url, { proxy: false }).catch(() => undefined);
	// While it starts, n8n serves a page "n8n is starting up" with status 200.
	return typeof response?.data === 'object';
}
