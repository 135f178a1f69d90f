import { parseArgs } from 'node:util';
import type { PlaygroundIdentity } from './folders.mts';
import type { Owner } from './session.mts';

export const DEFAULT_N8N_VERSION = '2.41.1';
const DEFAULT_N8N_PORT = 5678;
const DEFAULT_SANDBOX_PORT = 5710;

/** The next port must be one too. */
const LARGEST_FIRST_PORT = 65_534;
/** The unprivileged ones of the Fetch standard's "bad ports": no browser opens a page there. */
const PORTS_BROWSERS_REFUSE: ReadonlySet<number> = new Set([
	1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669,
	6679, 6697, 10080,
]);

/** An n8n that somebody else has started. */
export interface N8nElsewhere {
	/** Without a trailing slash. */
	readonly url: string;
	/** Of its owner. An n8n without an owner gets this one. */
	readonly owner: Owner;
}

/** What `--url` and `--login` are, for `parseArgs`. */
export const elsewhereOptions = {
	url: { type: 'string' },
	login: { type: 'string' },
} as const;

/**
 * Reads `--url` and `--login`; nothing where neither is given.
 *
 * @throws Error with a sentence for the user, when one is missing or makes no sense
 */
export function parseElsewhere(given: {
	readonly url?: string;
	readonly login?: string;
}): N8nElsewhere | undefined {
	const { url, login } = given;
	if (url === undefined && login === undefined) return undefined;
	if (url === undefined) throw new Error('--login goes with --url.');
	const address = URL.canParse(url) ? new URL(url) : undefined;
	if (address === undefined || !/^https?:$/.test(address.protocol)) {
		throw new Error(`--url takes an address such as http://127.0.0.1:5678, not "${url}".`);
	}
	const [, email, password] = /^([^:]+@[^:]+):(.+)$/.exec(login ?? '') ?? [];
	if (email === undefined || password === undefined) {
		throw new Error("--url needs --login <email>:<password>, the login of that n8n's owner.");
	}
	return { url: address.href.replace(/\/+$/, ''), owner: { email, password } };
}

/** Of each of the two ports the next one is needed too: for n8n's task broker, for the foreign host. */
export interface PlaygroundArguments extends PlaygroundIdentity {
	readonly help: boolean;
	readonly elsewhere?: N8nElsewhere;
}

/** @param command what starts the playground, as the user types it */
export function usage(command: string): string {
	return `Usage: ${command} -- [options]

  --port <number>          port of n8n's editor (${DEFAULT_N8N_PORT}); the next one serves its task broker
  --sandbox-port <number>  port of the sandbox (${DEFAULT_SANDBOX_PORT}); the next one is its foreign host
  --n8n <version>          version of n8n (${DEFAULT_N8N_VERSION}), installed once if missing
  --url <address>          an n8n that is already running and has the package, instead of a new one
  --login <email>:<password>  its owner's login, with --url
  --help                   shows this`;
}

/**
 * Reads what followed the command and its `--`.
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
			...elsewhereOptions,
		},
	});
	const elsewhere = parseElsewhere(values);
	return {
		...(elsewhere && { elsewhere }),
		n8nVersion: parseN8nVersion(values.n8n),
		port: readPort('--port', values.port),
		sandboxPort: readPort('--sandbox-port', values['sandbox-port']),
		help: values.help,
	};
}

/**
 * Checks a version of n8n as `--n8n` takes it, and returns it.
 *
 * @throws Error with a sentence for the user, when it is no full version
 */
export function parseN8nVersion(text: string): string {
	if (/^\d+\.\d+\.\d+$/.test(text)) return text;
	throw new Error(`--n8n takes a full version such as ${DEFAULT_N8N_VERSION}, not "${text}".`);
}

function readPort(flag: string, text: string): number {
	const port = Number(text);
	if (!/^\d+$/.test(text) || port < 1 || port > LARGEST_FIRST_PORT) {
		throw new Error(`${flag} takes a number from 1 to ${LARGEST_FIRST_PORT}, not "${text}".`);
	}
	if (PORTS_BROWSERS_REFUSE.has(port)) {
		throw new Error(`${flag}: browsers refuse to open port ${port}; choose another one.`);
	}
	return port;
}
