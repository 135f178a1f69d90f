import { parseArgs } from 'node:util';
import type { PlaygroundIdentity } from './folders.mts';

export const DEFAULT_N8N_VERSION = '2.41.1';
export const DEFAULT_N8N_PORT = 5678;
export const DEFAULT_SANDBOX_PORT = 5710;

/** The next port must be one too. */
const LARGEST_FIRST_PORT = 65_534;

/** Of each of the two ports the next one is needed too: for n8n's task broker, for the foreign host. */
export interface PlaygroundArguments extends PlaygroundIdentity {
	readonly help: boolean;
}

export const USAGE = `Usage: npm start -- [options]

  --port <number>          port of n8n's editor (${DEFAULT_N8N_PORT}); the next one serves its task broker
  --sandbox-port <number>  port of the sandbox (${DEFAULT_SANDBOX_PORT}); the next one is its foreign host
  --n8n <version>          version of n8n (${DEFAULT_N8N_VERSION}), installed once if missing
  --help                   shows this`;

/**
 * Reads what followed `npm start --`.
 *
 * @throws Error with a sentence for the user, when an option is unknown or its value makes no sense
 */
export function parsePlaygroundArguments(args: readonly string[]): PlaygroundArguments {
	const { values } = parseArgs({
		args: [...args],
		options: {
			port: { type: 'string', default: String(DEFAULT_N8N_PORT) },
			'sandbox-port': { type: 'string', default: String(DEFAULT_SANDBOX_PORT) },
			n8n: { type: 'string', default: DEFAULT_N8N_VERSION },
			help: { type: 'boolean', default: false },
		},
	});
	return {
		n8nVersion: readVersion(values.n8n),
		port: readPort('--port', values.port),
		sandboxPort: readPort('--sandbox-port', values['sandbox-port']),
		help: values.help,
	};
}

function readVersion(text: string): string {
	if (/^\d+\.\d+\.\d+$/.test(text)) return text;
	throw new Error(`--n8n takes a full version such as ${DEFAULT_N8N_VERSION}, not "${text}".`);
}

function readPort(flag: string, text: string): number {
	const port = Number(text);
	if (/^\d+$/.test(text) && port >= 1 && port <= LARGEST_FIRST_PORT) return port;
	throw new Error(`${flag} takes a number from 1 to ${LARGEST_FIRST_PORT}, not "${text}".`);
}
