import { parseArgs } from 'node:util';
import { asText, filledForms } from './overview.mts';
import { sandboxCredentials, startSandbox, type Sandbox } from './server.mts';

const DEFAULT_PORT = 5710;
const HIGHEST_PORT = 65_535;

try {
	const sandbox = await startSandbox(readPorts());
	console.log(describe(sandbox));
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => void sandbox.close());
	}
} catch (error) {
	console.error(explain(error));
	process.exitCode = 1;
}

/** The foreign host takes the next port unless told. */
function readPorts(): { port: number; foreignPort: number } {
	const { values } = parseArgs({
		options: { port: { type: 'string' }, 'foreign-port': { type: 'string' } },
	});
	const port = readPort('port', values.port ?? String(DEFAULT_PORT));
	return {
		port,
		foreignPort: readPort('foreign-port', values['foreign-port'] ?? String(port + 1)),
	};
}

function readPort(flag: string, text: string): number {
	const port = Number(text);
	if (Number.isInteger(port) && port > 0 && port <= HIGHEST_PORT) return port;
	throw new Error(`--${flag} takes a number from 1 to ${HIGHEST_PORT}, not "${text}"`);
}

function describe({ addresses, url }: Sandbox): string {
	const { openai } = sandboxCredentials;
	return [
		`The sandbox serves the four providers at ${url} (Ctrl-C stops it).`,
		`Open that address for the values to enter in each credential, or read them here:`,
		'',
		asText(filledForms(addresses)),
		'',
		`OpenAI     ${addresses.openai.url}: a stand-in for a chat model, API key ${openai.apiKey}`,
		`Control    GET ${addresses.control}/statistics`,
		'           POST .../reset, settings, revoke, secrets, faults, ecross/seed, ecross/advance, pledg/pay',
		`Elsewhere  ${addresses.foreign}: a foreign host that records what reaches it`,
	].join('\n');
}

function explain(error: unknown): string {
	const isBusy = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
	if (isBusy && 'port' in error) {
		return `Port ${String(error.port)} is in use. Choose another: npm run sandbox -- --port 5720`;
	}
	return `The sandbox could not start: ${error instanceof Error ? error.message : String(error)}`;
}
