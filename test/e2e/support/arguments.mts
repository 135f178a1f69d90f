import { parseArgs } from 'node:util';
import {
	DEFAULT_N8N_VERSION,
	elsewhereOptions,
	parseElsewhere,
	parseN8nVersion,
	type N8nElsewhere,
} from '../../../playground/arguments.mts';

/** What a command takes that runs on an n8n of a chosen version. */
export interface N8nArguments {
	readonly n8nVersion: string;
	readonly help: boolean;
}

export interface E2eArguments extends N8nArguments {
	/** Names of suites; none means all. */
	readonly only: readonly string[];
	/** Names of suites that do not run. */
	readonly skip: readonly string[];
	readonly elsewhere?: N8nElsewhere;
}

export const N8N_USAGE = `--n8n <version>  version of n8n (${DEFAULT_N8N_VERSION}), installed once if missing`;

export const E2E_USAGE = `Usage: npm run test:e2e -- [options]

  ${N8N_USAGE}
  --only <suite>   runs test/e2e/<suite>.e2e.mts, and the leak check after it; can be given again
  --skip <suite>   runs all but this; can be given again
  --url <address>  an n8n that runs already and has the package; what needs its process is skipped
  --login <email>:<password>  its owner, with --url
  --help           shows this`;

/** Suites that are of no use with an n8n that somebody else has started, and why. */
export const NEED_OWN_N8N: Readonly<Record<string, string>> = {
	engine: 'it starts an n8n of its own with that engine',
	leaks: "it reads n8n's log, database and exports",
	queue: 'it starts a queue of its own',
	registry: 'it restarts n8n with a registry of its own',
	scheduler: 'it starts main processes of its own',
};

export const n8nOptions = {
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
		options: {
			...n8nOptions,
			...elsewhereOptions,
			only: { type: 'string', multiple: true, default: [] },
			skip: { type: 'string', multiple: true, default: [] },
		},
	});
	const unknown = [...values.only, ...values.skip].find((name) => !suites.includes(name));
	if (unknown !== undefined) {
		throw new Error(`There is no suite "${unknown}"; there are: ${suites.join(', ')}.`);
	}
	const elsewhere = parseElsewhere(values);
	const own = elsewhere && values.only.find((name) => name in NEED_OWN_N8N);
	if (own !== undefined) {
		throw new Error(`The suite "${own}" cannot run with --url: ${NEED_OWN_N8N[own]}.`);
	}
	return {
		n8nVersion: parseN8nVersion(values.n8n),
		only: values.only,
		skip: values.skip,
		help: values.help,
		...(elsewhere && { elsewhere }),
	};
}
