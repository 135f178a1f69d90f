import { defineConfig } from 'vitest/config';

/** These measure time or memory. What runs at their side would count too. */
const MEASURING = [
	'test/credentials/lib/redaction.test.ts',
	'test/credentials/tokens/request/send.test.mts',
	'test/credentials/tokens/sources/soapXml.test.ts',
	'test/nodes/*Soap/{answers,xml}.test.mts',
	'test/nodes/shared/http/fileMemory.test.mts',
	'test/nodes/shared/http/pagination.test.mts',
];

export default defineConfig({
	test: {
		restoreMocks: true,
		// The slowest test takes three seconds; a machine that does other things besides is slower.
		testTimeout: 20_000,
		hookTimeout: 20_000,
		projects: [
			{
				extends: true,
				test: {
					name: 'together',
					include: ['test/**/*.test.{ts,mts}'],
					exclude: MEASURING,
					sequence: { groupOrder: 0 },
				},
			},
			{
				extends: true,
				test: {
					name: 'alone',
					include: MEASURING,
					maxWorkers: 1,
					sequence: { groupOrder: 1 },
				},
			},
		],
	},
});
