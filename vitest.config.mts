import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** The slowest test takes three; a machine that does other things besides is slower. */
const TEST_LIMIT_MILLISECONDS = 20_000;

export default defineConfig({
	test: {
		include: ['test/**/*.test.ts', 'test/**/*.test.mts'],
		// Loading n8n-core takes a second: once for each process, not for each file. What is kept in
		// modules of our own is reset for each file.
		isolate: false,
		setupFiles: ['test/freshModules.mts'],
		// The sandbox is loaded by Node.js itself, as a package is: it reads the contracts once in a process.
		server: { deps: { external: [new RegExp(`^${join(import.meta.dirname, 'sandbox')}/`)] } },
		maxWorkers: '100%',
		testTimeout: TEST_LIMIT_MILLISECONDS,
		hookTimeout: TEST_LIMIT_MILLISECONDS,
		restoreMocks: true,
	},
});
