import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

const START_LIMIT_SECONDS = 180;
/** n8n itself gives running executions 30 s to end; a playground need not wait that long. */
const STOP_LIMIT_SECONDS = 15;
const POLL_MILLISECONDS = 200;
const LOG_LINES_IN_ERRORS = 25;

/** How a server is started, and how one sees that it serves. */
export interface Launch {
	/** For the user's eyes. */
	readonly name: string;
	readonly program: string;
	readonly args: readonly string[];
	readonly environment: Readonly<Record<string, string>>;
	/** Gets everything the server prints. */
	readonly logFile: string;
	/** Asked again and again until it says yes. */
	isReady(): Promise<boolean>;
	/** Gives up waiting for the start, and ends the process. */
	readonly signal?: AbortSignal;
	/** The user that it runs as; this program's own unless told. */
	readonly user?: { readonly uid: number; readonly gid: number };
	/** Asks it to end in order; `SIGTERM` unless told. */
	readonly stopSignal?: NodeJS.Signals;
	/** Ends it at once; `SIGKILL` unless told. */
	readonly killSignal?: NodeJS.Signals;
}

/** A server that runs as a child of this program, and never outlives it. */
export class ServerProcess {
	private readonly launch: Launch;
	private child: ChildProcess | undefined;
	private exit: Promise<void> = Promise.resolve();

	constructor(launch: Launch) {
		this.launch = launch;
	}

	/** Everything it printed since it was first started, restarts included. */
	get logFile(): string {
		return this.launch.logFile;
	}

	/** The id of the current process; another one after a restart. */
	get pid(): number {
		const pid = this.child?.pid;
		if (pid === undefined) throw new Error(`${this.launch.name} has no process`);
		return pid;
	}

	/** Resolves when the current process ends, for whatever reason. */
	get ended(): Promise<void> {
		return this.exit;
	}

	/**
	 * Resolves when it is ready.
	 *
	 * @throws Error with the end of its log, when it ends early or is not ready within 180 s
	 */
	async start(): Promise<void> {
		const child = await this.spawn();
		this.endWithThisProgram(child);
		try {
			await this.waitUntilReady(child);
		} catch (error) {
			await this.kill();
			throw error;
		}
	}

	/** Asks it to end, as Ctrl-C does, and forces it after 15 s. */
	async stop(): Promise<void> {
		if (!isRunning(this.child)) return;
		this.child.kill(this.launch.stopSignal ?? 'SIGTERM');
		const impatience = new AbortController();
		const limit = delay(STOP_LIMIT_SECONDS * 1000, 'late' as const, { signal: impatience.signal });
		const outcome = await Promise.race([this.exit, limit.catch(() => undefined)]);
		impatience.abort();
		if (outcome === 'late') await this.kill();
	}

	/** Ends it at once, as a crash would. */
	async kill(): Promise<void> {
		if (!isRunning(this.child)) return;
		this.signalGroup(this.child);
		await this.exit;
	}

	/** Starts it again in the same place, after `stop` if it still runs. */
	async restart(): Promise<void> {
		await this.stop();
		await this.start();
	}

	private async spawn(): Promise<ChildProcess> {
		const { program, args, environment, logFile, user } = this.launch;
		const log = await open(logFile, this.child ? 'a' : 'w');
		const child = spawn(program, args, {
			env: environment,
			stdio: ['ignore', log.fd, log.fd],
			// A group of its own: Ctrl-C reaches it through `stop` alone, and `kill` takes its children along.
			detached: process.platform !== 'win32',
			...user,
		});
		await log.close();
		this.child = child;
		this.exit = once(child, 'exit').then(() => undefined);
		return child;
	}

	private async waitUntilReady(child: ChildProcess): Promise<void> {
		const deadline = performance.now() + START_LIMIT_SECONDS * 1000;
		while (!(await this.launch.isReady())) {
			this.launch.signal?.throwIfAborted();
			if (!isRunning(child)) throw await this.startError('ended while starting');
			if (performance.now() > deadline) {
				throw await this.startError(`did not answer within ${START_LIMIT_SECONDS} s`);
			}
			await delay(POLL_MILLISECONDS);
		}
	}

	private async startError(what: string): Promise<Error> {
		const { name, logFile } = this.launch;
		const lines = (await readFile(logFile, 'utf8')).trimEnd().split('\n');
		const tail = lines.slice(-LOG_LINES_IN_ERRORS).join('\n');
		return new Error(`${name} ${what}. Its log (${logFile}) ends with:\n${tail}`);
	}

	/** Even if nobody stops it. */
	private endWithThisProgram(child: ChildProcess): void {
		const end = (): void => this.signalGroup(child);
		process.once('exit', end);
		void this.exit.then(() => process.off('exit', end));
	}

	private signalGroup(child: ChildProcess): void {
		const signal = this.launch.killSignal ?? 'SIGKILL';
		if (process.platform === 'win32' || child.pid === undefined) child.kill(signal);
		else process.kill(-child.pid, signal);
	}
}

function isRunning(child: ChildProcess | undefined): child is ChildProcess {
	return child !== undefined && child.exitCode === null && child.signalCode === null;
}
