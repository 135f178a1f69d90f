import { parseArgs } from 'node:util';
import { DEFAULT_N8N_VERSION, parseN8nVersion } from '../../playground/arguments.mts';

export interface BenchArguments {
	readonly n8nVersion: string;
	readonly help: boolean;
}

export interface E2eArguments extends BenchArguments {
	/** Names of suites; none means all. */
	readonly only: readonly string[];
}

const N8N_USAGE = `--n8n <version>  version of n8n (${DEFAULT_N8N_VERSION}), installed once if missing`;

export const E2E_USAGE = `Usage: npm run test:e2e -- [options]

  ${N8N_USAGE}
  --only <suite>   runs test/e2e/<suite>.e2e.mts, and the leak check after it; can be given again
  --help           shows this`;

/** Of every `npm run bench:...`. */
export const BENCH_USAGE = `Usage: npm run bench:<name> -- [options]

  ${N8N_USAGE}
  --help           shows this`;

const benchOptions = {
	n8n: { type: 'string', default: DEFAULT_N8N_VERSION },
	help: { type: 'boolean', default: false },
} as const;

/**
 * Reads what followed `npm run test:e2e --`.
 *
 * @param suites the names that `--only` may take
 * @throws Error with a sentence for the user, when an option is unknown or its value makes no sense
 */
export function parseE2eArguments(
	args: readonly string[],
	suites: readonly string[],
): E2eArguments {
	const { values } = parseArgs({
		args: [...args],
		options: { ...benchOptions, only: { type: 'string', multiple: true, default: [] } },
	});
	const unknown = values.only.find((name) => !suites.includes(name));
	if (unknown !== undefined) {
		throw new Error(`There is no suite "${unknown}"; there are: ${suites.join(', ')}.`);
	}
	return { n8nVersion: parseN8nVersion(values.n8n), only: values.only, help: values.help };
}

/** Reads what followed `npm run bench:<name> --`. @throws as `parseE2eArguments` */
export function parseBenchArguments(args: readonly string[]): BenchArguments {
	const { values } = parseArgs({ args: [...args], options: benchOptions });
	return { n8nVersion: parseN8nVersion(values.n8n), help: values.help };
}
