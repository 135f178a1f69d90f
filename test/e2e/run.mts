// `npm run test:e2e`: the suites of this folder on a real n8n with this package and the sandbox.
import { startVitest } from 'vitest/node';
import { checkoutFolder } from '../../playground/folders.mts';
import { parseE2eArguments, USAGE, type E2eArguments } from './arguments.mts';
import { makeRunFolder } from './runFolder.mts';

const LEAK_CHECK = 'leaks';

try {
	const choices = parseE2eArguments(process.argv.slice(2));
	if (choices.help) console.log(USAGE);
	else await runSuites(choices);
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}

/** vitest prints the totals, and sets the exit code when anything fails. */
async function runSuites({ n8nVersion, only }: E2eArguments): Promise<void> {
	const userFolder = await makeRunFolder();
	const vitest = await startVitest('test', fileFilters(only), {
		root: checkoutFolder,
		config: 'test/e2e/vitest.config.mts',
		watch: false,
		provide: { choices: { n8nVersion, userFolder } },
	});
	await vitest.close();
}

function fileFilters(only: readonly string[]): string[] {
	const suites = only.length > 0 ? [...only, LEAK_CHECK] : [];
	return suites.map((suite) => `test/e2e/${suite}`);
}
