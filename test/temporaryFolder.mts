/**
 * Gives a test run a temporary folder of its own and removes it with all that is in it. Test workers
 * are ended without notice, so they cannot tidy up after themselves.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** For Vitest, which runs this before it starts any worker, and what it returns after the last one. */
export async function setup(): Promise<() => Promise<void>> {
	const folder = await mkdtemp(join(tmpdir(), 'commerce-connectors-test-run-'));
	const { TMPDIR } = process.env;
	process.env.TMPDIR = folder;
	return async () => {
		if (TMPDIR === undefined) delete process.env.TMPDIR;
		else process.env.TMPDIR = TMPDIR;
		await rm(folder, { recursive: true, force: true, maxRetries: 5 });
	};
}
