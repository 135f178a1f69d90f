import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** A test may restart n8n, which takes up to half a minute on a busy machine. */
const TEST_LIMIT_MILLISECONDS = 180_000;
const LAST_SUITE = 'leaks.e2e.mts';

/** By name; the leak check last, since it looks at what all others have left behind. */
class LeaksLast extends BaseSequencer {
	override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
		const rank = ({ moduleId }: TestSpecification) =>
			`${moduleId.endsWith(LAST_SUITE) ? 1 : 0}${moduleId}`;
		return files.sort((a, b) => rank(a).localeCompare(rank(b)));
	}
}

export default defineConfig({
	test: {
		// Any file of this name is a suite: there is no list to enter it in.
		include: ['test/e2e/*.e2e.mts'],
		globalSetup: ['test/e2e/globalSetup.mts'],
		// All suites share one n8n and the sandbox's counters.
		fileParallelism: false,
		// Of tests that say themselves that they may run at once.
		maxConcurrency: 8,
		sequence: { sequencer: LeaksLast },
		testTimeout: TEST_LIMIT_MILLISECONDS,
		hookTimeout: TEST_LIMIT_MILLISECONDS,
		reporters: ['verbose'],
	},
});
