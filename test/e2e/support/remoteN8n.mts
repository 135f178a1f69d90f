import { fastify } from 'fastify';
import type { RunningN8n } from '../../../playground/n8n.mts';
import { LOOPBACK } from '../../../playground/ports.mjs';

/** What a suite may do to the running n8n itself. */
export type N8nHandle = Pick<
	RunningN8n,
	'url' | 'version' | 'userFolder' | 'logFile' | 'stop' | 'kill' | 'restart' | 'command'
>;

/** How a test worker reaches the n8n of the process that has started it. */
export interface N8nPlace extends Pick<N8nHandle, 'url' | 'version'> {
	/** What there is of a process that this run has started; nothing of an n8n that runs elsewhere. */
	readonly process?: Pick<N8nHandle, 'userFolder' | 'logFile'> & { readonly handleUrl: string };
}

interface ServedN8n {
	readonly place: N8nPlace;
	close(): Promise<void>;
}

/**
 * Lets other processes restart and end the n8n that this process has started.
 *
 * @param url where they reach it
 */
export async function serveN8n(n8n: RunningN8n, url: string): Promise<ServedN8n> {
	const app = fastify({ forceCloseConnections: true });
	app.post('/stop', async () => ({ done: await n8n.stop() }));
	app.post('/kill', async () => ({ done: await n8n.kill() }));
	app.post('/restart', async () => ({ done: await n8n.restart() }));
	app.post<{ Body: string[] }>('/command', async ({ body }) => ({
		output: await n8n.command(body),
	}));
	const handleUrl = await app.listen({ host: LOOPBACK, port: 0 });
	const { version, userFolder, logFile } = n8n;
	return {
		place: { url, version, process: { userFolder, logFile, handleUrl } },
		close: async () => await app.close(),
	};
}
