import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** The slowest test takes three; a machine that does other things besides is slower. */
const TEST_LIMIT_MILLISECONDS = 20_000;

/** These measure time or memory. What runs at their side would count too. */
const MEASURING = [
	'test/credentials/lib/redaction.test.ts',
	'test/credentials/tokens/request/send.test.mts',
	'test/credentials/tokens/sources/soapXml.test.ts',
	'test/nodes/EcGridSoap/answers.test.mts',
	'test/nodes/EcGridSoap/xml.test.mts',
	'test/nodes/shared/http/fileMemory.test.mts',
	'test/nodes/shared/http/pagination.test.mts',
];

export default defineConfig({
	test: {
		testTimeout: TEST_LIMIT_MILLISECONDS,
		hookTimeout: TEST_LIMIT_MILLISECONDS,
		restoreMocks: true,
		// Loading n8n-core takes a second: once for each process, not for each file. What is kept in
		// modules of our own is reset for each file.
		isolate: false,
		setupFiles: ['test/freshModules.mts'],
		globalSetup: ['test/temporaryFolder.mts'],
		// The sandbox is loaded by Node.js itself, as a package is: it reads the contracts once in a process.
		server: { deps: { external: [new RegExp(`^${join(import.meta.dirname, 'sandbox')}/`)] } },
		coverage: {
			include: ['{credentials,nodes}/**/*.ts'],
			reporter: ['text-summary', 'html'],
		},
		projects: [
			{
				extends: true,
				test: {
					name: 'together',
					include: ['test/**/*.test.{ts,mts}'],
					exclude: MEASURING,
					maxWorkers: '100%',
					sequence: { groupOrder: 0 },
				},
			},
			{
				extends: true,
				test: {
					name: 'alone',
					include: MEASURING,
					isolate: true,
					maxWorkers: 1,
					sequence: { groupOrder: 1 },
				},
			},
		],
	},
});
