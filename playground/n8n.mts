import axios from 'axios';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { n8nEnvironment } from './environment.mts';
import type { Installation } from './installation.mts';
import { freePortPair, LOOPBACK } from './ports.mjs';

const START_LIMIT_SECONDS = 180;
/** n8n itself gives running executions 30 s to end; a playground need not wait that long. */
const STOP_LIMIT_SECONDS = 15;
const POLL_MILLISECONDS = 200;
const LOG_LINES_IN_ERRORS = 25;

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

export interface RunningN8n {
	/** Without a trailing slash. */
	readonly url: string;
	readonly version: string;
	readonly port: number;
	readonly userFolder: string;
	/** Everything n8n printed since `startN8n`, restarts included. */
	readonly logFile: string;
	/** The id of the current process; another one after a restart. */
	readonly pid: number;
	/** Resolves when the current process ends, for whatever reason. */
	readonly ended: Promise<void>;
	/** Asks n8n to end, as Ctrl-C does, and forces it after 15 s. */
	stop(): Promise<void>;
	/** Ends n8n at once, as a crash would. */
	kill(): Promise<void>;
	/** Starts it again on the same ports and folder, after `stop` if it still runs. */
	restart(): Promise<void>;
	/** Runs another n8n command, such as `['export:credentials', '--all']`, on the same folder. Returns what it printed. */
	command(args: readonly string[]): Promise<string>;
}

/**
 * Starts a real n8n on loopback with an embedded SQLite database, and resolves when its REST API answers.
 *
 * @throws Error with the end of n8n's log, when n8n ends early or does not answer within 180 s.
 */
export async function startN8n(options: N8nOptions): Promise<RunningN8n> {
	await mkdir(options.userFolder, { recursive: true });
	const port = options.port ?? (await freePortPair());
	const launch: Launch = {
		binary: join(options.installation.folder, 'node_modules', 'n8n', 'bin', 'n8n'),
		environment: { ...n8nEnvironment(options, port), ...options.environment },
		logFile: join(options.userFolder, 'n8n.log'),
		url: `http://${LOOPBACK}:${port}`,
		signal: options.signal,
	};
	let current = await startProcess(launch, 'w');

	return {
		url: launch.url,
		version: options.installation.version,
		port,
		userFolder: options.userFolder,
		logFile: launch.logFile,
		get pid() {
			return processId(current.child);
		},
		get ended() {
			return current.ended;
		},
		stop: () => stopProcess(current),
		kill: () => killProcess(current),
		restart: async () => {
			await stopProcess(current);
			current = await startProcess(launch, 'a');
		},
		command: (args) => runCommand(launch, args),
	};
}

interface Launch {
	readonly binary: string;
	readonly environment: Readonly<Record<string, string>>;
	readonly logFile: string;
	readonly url: string;
	readonly signal: AbortSignal | undefined;
}

interface N8nProcess {
	readonly child: ChildProcess;
	readonly ended: Promise<void>;
}

async function startProcess(launch: Launch, logMode: 'w' | 'a'): Promise<N8nProcess> {
	const log = await open(launch.logFile, logMode);
	const child = spawn(process.execPath, [launch.binary, 'start'], {
		env: launch.environment,
		stdio: ['ignore', log.fd, log.fd],
		// A group of its own: Ctrl-C reaches n8n through `stop` alone, and `kill` takes its task runner along.
		detached: process.platform !== 'win32',
	});
	await log.close();
	const running: N8nProcess = { child, ended: once(child, 'exit').then(() => undefined) };
	endWithThisProcess(running);
	try {
		await waitUntilReady(running, launch);
	} catch (error) {
		await killProcess(running);
		throw error;
	}
	return running;
}

/** `/healthz` answers while n8n still loads its nodes, `/rest/settings` only when the REST API is there. */
async function waitUntilReady(running: N8nProcess, launch: Launch): Promise<void> {
	const deadline = performance.now() + START_LIMIT_SECONDS * 1000;
	for (const path of ['/healthz', '/rest/settings']) {
		while (!(await answersJson(`${launch.url}${path}`))) {
			launch.signal?.throwIfAborted();
			if (hasEnded(running.child)) throw await startError('n8n ended while starting', launch);
			if (performance.now() > deadline) {
				throw await startError(`n8n did not answer within ${START_LIMIT_SECONDS} s`, launch);
			}
			await delay(POLL_MILLISECONDS);
		}
	}
}

async function answersJson(url: string): Promise<boolean> {
	// Not fetch, which refuses some ports, as browsers do.
	const response = await axios.get<unknown>(url, { proxy: false }).catch(() => undefined);
	// While it starts, n8n serves a page "n8n is starting up" with status 200.
	return typeof response?.data === 'object';
}

async function startError(what: string, { logFile }: Launch): Promise<Error> {
	const lines = (await readFile(logFile, 'utf8')).trimEnd().split('\n');
	const tail = lines.slice(-LOG_LINES_IN_ERRORS).join('\n');
	return new Error(`${what}. Its log (${logFile}) ends with:\n${tail}`);
}

async function stopProcess(running: N8nProcess): Promise<void> {
	if (hasEnded(running.child)) return;
	running.child.kill('SIGTERM');
	const impatience = new AbortController();
	const limit = delay(STOP_LIMIT_SECONDS * 1000, 'late' as const, { signal: impatience.signal });
	const outcome = await Promise.race([running.ended, limit.catch(() => undefined)]);
	impatience.abort();
	if (outcome === 'late') await killProcess(running);
}

async function killProcess(running: N8nProcess): Promise<void> {
	if (hasEnded(running.child)) return;
	signalGroup(running.child, 'SIGKILL');
	await running.ended;
}

/** No n8n outlives the program that started it, even if that one forgets to stop it. */
function endWithThisProcess({ child, ended }: N8nProcess): void {
	const end = (): void => signalGroup(child, 'SIGKILL');
	process.once('exit', end);
	void ended.then(() => process.off('exit', end));
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
	if (process.platform === 'win32') child.kill(signal);
	else process.kill(-processId(child), signal);
}

function hasEnded(child: ChildProcess): boolean {
	return child.exitCode !== null || child.signalCode !== null;
}

function processId({ pid }: ChildProcess): number {
	if (pid === undefined) throw new Error('n8n could not be started: no process was made');
	return pid;
}

async function runCommand(launch: Launch, args: readonly string[]): Promise<string> {
	// Beside a running n8n, a command that executes workflows needs a task broker of its own.
	const brokerPort = String(await freePortPair());
	const child = spawn(process.execPath, [launch.binary, ...args], {
		env: { ...launch.environment, N8N_RUNNERS_BROKER_PORT: brokerPort },
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
