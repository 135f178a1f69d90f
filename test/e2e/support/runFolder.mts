import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const INTERRUPTED_EXIT_CODE = 130;

/**
 * A user folder for one run's n8n. It is removed when this program ends, and kept for a look at
 * n8n's log when it fails. Being interrupted ends the program in order, so that nothing it started
 * outlives it.
 */
export async function makeRunFolder(): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'commerce-connectors-e2e-'));
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.on(signal, () => process.exit(INTERRUPTED_EXIT_CODE));
	}
	process.once('exit', (code) => {
		// With retries: a process that is being ended may still write a file.
		if (code === 0 || code === INTERRUPTED_EXIT_CODE)
			rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
		else console.error(`n8n's data and log of this run are kept in ${folder}`);
	});
	return folder;
}
