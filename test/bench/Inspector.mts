/** Node.js' own inspector, as a debugger uses it, for looking into a running n8n. */
import { readFile } from 'node:fs/promises';

const ADDRESS = /Debugger listening on (ws:\/\/\S+)/g;
const ANSWER_LIMIT_MILLISECONDS = 120_000;

/** Has a program of Node.js open its inspector, on any free port. */
export const INSPECTED = { NODE_OPTIONS: '--inspect=127.0.0.1:0' };

interface Answer {
	readonly id: number;
	readonly result?: unknown;
	readonly error?: { readonly message: string };
}

/** One connection to the inspector of one process. */
export class Inspector {
	private readonly socket: WebSocket;
	private lastId = 0;

	private constructor(socket: WebSocket) {
		this.socket = socket;
	}

	/**
	 * Connects to a process that was started with `INSPECTED`.
	 *
	 * @param logFile what the process prints; the inspector says there where it listens
	 * @throws Error where nothing listens
	 */
	static async connect(logFile: string): Promise<Inspector> {
		const addresses = [...(await readFile(logFile, 'utf8')).matchAll(ADDRESS)];
		// The last one, since a process that was started again is another.
		const address = addresses.at(-1)?.[1];
		if (address === undefined) throw new Error(`${logFile} names no inspector`);
		const socket = new WebSocket(address);
		await new Promise((resolve, reject) => {
			socket.addEventListener('open', resolve);
			socket.addEventListener('error', () => reject(new Error(`${address} does not answer`)));
		});
		return new Inspector(socket);
	}

	/**
	 * Calls a method of the Chrome DevTools Protocol.
	 *
	 * @throws Error with the inspector's message, or where no answer comes within two minutes
	 */
	async call(method: string, params: object = {}): Promise<unknown> {
		const id = ++this.lastId;
		const timeout = AbortSignal.timeout(ANSWER_LIMIT_MILLISECONDS);
		const ending = new AbortController();
		const signal = AbortSignal.any([timeout, ending.signal]);
		return await new Promise((resolve, reject) => {
			const take = ({ data }: MessageEvent): void => {
				const answer = JSON.parse(String(data)) as Answer;
				if (answer.id !== id) return;
				ending.abort();
				if (answer.error) reject(new Error(`${method}: ${answer.error.message}`));
				else resolve(answer.result);
			};
			timeout.addEventListener('abort', () => reject(new Error(`${method}: no answer`)));
			this.socket.addEventListener('message', take, { signal });
			this.socket.send(JSON.stringify({ id, method, params }));
		});
	}

	/** The value of a JavaScript expression in that process. */
	async evaluate(expression: string): Promise<unknown> {
		const { result, exceptionDetails } = (await this.call('Runtime.evaluate', {
			expression,
			returnByValue: true,
		})) as { result: { value?: unknown }; exceptionDetails?: { text: string } };
		if (exceptionDetails) throw new Error(`${expression}: ${exceptionDetails.text}`);
		return result.value;
	}

	/** Bytes of the heap in use once everything that nobody holds any more is gone. */
	async heapAfterCollection(): Promise<number> {
		// Twice: what the first one finalizes is freed by the second.
		await this.call('HeapProfiler.collectGarbage');
		await this.call('HeapProfiler.collectGarbage');
		const { usedSize } = (await this.call('Runtime.getHeapUsage')) as { usedSize: number };
		return usedSize;
	}

	close(): void {
		this.socket.close();
	}
}
