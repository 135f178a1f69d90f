// `npm run test:e2e`: the suites of this folder on a real n8n with this package and the sandbox.
import { readdir } from 'node:fs/promises';
import { startVitest } from 'vitest/node';
import { checkoutFolder } from '../../playground/folders.mts';
import {
	E2E_USAGE,
	NEED_OWN_N8N,
	parseE2eArguments,
	type E2eArguments,
} from './support/arguments.mts';
import { makeRunFolder } from './support/runFolder.mts';

const SUITE = '.e2e.mts';
const LEAK_CHECK = 'leaks';

try {
	const suites = await listSuites();
	const choices = parseE2eArguments(process.argv.slice(2), suites);
	if (choices.help) console.log(E2E_USAGE);
	else await runSuites(choices, namesFor(choices, suites));
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}

/** vitest prints the totals, and sets the exit code when anything fails. */
async function runSuites(
	{ n8nVersion, elsewhere }: E2eArguments,
	names: readonly string[],
): Promise<void> {
	const userFolder = await makeRunFolder();
	const files = names.map((name) => `test/e2e/${name}${SUITE}`);
	const vitest = await startVitest('test', files, {
		root: checkoutFolder,
		config: 'test/e2e/vitest.config.mts',
		watch: false,
		provide: { choices: { n8nVersion, userFolder, ...(elsewhere && { elsewhere }) } },
	});
	await vitest.close();
}

/** The suites to run. */
function namesFor({ only, skip, elsewhere }: E2eArguments, all: readonly string[]): string[] {
	const suites = all.filter((suite) => !skip.includes(suite));
	if (!elsewhere) return only.length > 0 ? [...only, LEAK_CHECK] : suites;
	for (const [suite, reason] of Object.entries(NEED_OWN_N8N)) {
		console.log(`Skipped: ${suite}, since ${reason}`);
	}
	return only.length > 0 ? [...only] : suites.filter((suite) => !(suite in NEED_OWN_N8N));
}

async function listSuites(): Promise<string[]> {
	const files = await readdir(import.meta.dirname);
	return files
		.filter((name) => name.endsWith(SUITE))
		.map((name) => name.slice(0, -SUITE.length))
		.sort();
}
