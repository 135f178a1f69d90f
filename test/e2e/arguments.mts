import { parseArgs } from 'node:util';
import { DEFAULT_N8N_VERSION, parseN8nVersion } from '../../playground/arguments.mts';

export interface E2eArguments {
	readonly n8nVersion: string;
	/** Names of suites, or the beginnings of them; none means all. */
	readonly only: readonly string[];
	readonly help: boolean;
}

export const USAGE = `Usage: npm run test:e2e -- [options]

  --n8n <version>  version of n8n (${DEFAULT_N8N_VERSION}), installed once if missing
  --only <suite>   runs test/e2e/<suite>.e2e.mts, and the leak check after it; can be given again
  --help           shows this`;

/**
 * Reads what followed `npm run test:e2e --` or `npm run bench:tokens --`.
 *
 * @throws Error with a sentence for the user, when an option is unknown or its value makes no sense
 */
export function parseE2eArguments(args: readonly string[]): E2eArguments {
	const { values } = parseArgs({
		args: [...args],
		options: {
			n8n: { type: 'string', default: DEFAULT_N8N_VERSION },
			only: { type: 'string', multiple: true, default: [] },
			help: { type: 'boolean', default: false },
		},
	});
	return { n8nVersion: parseN8nVersion(values.n8n), only: values.only, help: values.help };
}
