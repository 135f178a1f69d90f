// `npm start`: a real n8n with this package, the sandbox beside it, and workflows to try.
import { once } from 'node:events';
import { startSandbox, type Sandbox } from '../sandbox/server.mts';
import { parsePlaygroundArguments, USAGE, type PlaygroundArguments } from './arguments.mts';
import { N8nClient } from './client.mts';
import { provideCredentials, provideWorkflows } from './contents.mts';
import { userFolder } from './folders.mts';
import { provideInstallation, type Installation } from './installation.mts';
import { startN8n, type RunningN8n } from './n8n.mts';
import { buildPackage, installPackage, type BuiltPackage } from './package.mts';
import { registerPackage } from './packageRecords.mts';
import { describeBusyPort, firstBusyPort, portUses } from './ports.mjs';
import type { Owner } from './session.mts';

const OWNER: Owner = { email: 'owner@example.com', password: 'Playground-1' };

const INTERRUPTS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const INTERRUPTED_EXIT_CODE = 130;

const interruption = new AbortController();
const interrupted = once(interruption.signal, 'abort');
for (const signal of INTERRUPTS) process.on(signal, stopOrExit);

try {
	await main();
} catch (error) {
	if (!interruption.signal.aborted) {
		console.error(error instanceof Error ? error.message : error);
		process.exitCode = 1;
	}
}

async function main(): Promise<void> {
	const choices = parsePlaygroundArguments(process.argv.slice(2));
	if (choices.help) {
		console.log(USAGE);
		return;
	}
	const busy = await firstBusyPort(portUses(choices));
	if (busy) throw new Error(describeBusyPort(busy));

	const sandbox = await startSandbox({
		port: choices.sandboxPort,
		foreignPort: choices.sandboxPort + 1,
	});
	try {
		await play(choices, sandbox);
	} finally {
		await sandbox.close();
	}
}

async function play(choices: PlaygroundArguments, sandbox: Sandbox): Promise<void> {
	const installation = await provideInstallation(choices.n8nVersion);
	const built = await buildPackage();
	const n8n = await startWithPackage(choices, installation, built);
	try {
		await provideContents(n8n, sandbox);
		console.log(describePlayground(n8n, sandbox, built));
		await Promise.race([n8n.ended, interrupted]);
		if (!interruption.signal.aborted) throw new Error(`n8n ended by itself; see ${n8n.logFile}`);
		console.log('\nStopping ...');
	} finally {
		await n8n.stop();
	}
}

async function startWithPackage(
	choices: PlaygroundArguments,
	installation: Installation,
	built: BuiltPackage,
): Promise<RunningN8n> {
	const folder = userFolder(choices);
	await installPackage(built, folder);
	console.log(`Starting n8n ${choices.n8nVersion} ...`);
	const n8n = await startN8n({
		installation,
		userFolder: folder,
		port: choices.port,
		signal: interruption.signal,
	});
	registerPackage(built, folder);
	return n8n;
}

async function provideContents(n8n: RunningN8n, sandbox: Sandbox): Promise<void> {
	const client = new N8nClient(n8n.url);
	await client.signIn(OWNER);
	const credentials = await provideCredentials(client, sandbox.addresses);
	await provideWorkflows(client, sandbox.url, credentials);
}

/** The first time everything is stopped in order, the second time at once. */
function stopOrExit(): void {
	if (interruption.signal.aborted) process.exit(INTERRUPTED_EXIT_CODE);
	interruption.abort();
}

function describePlayground(n8n: RunningN8n, sandbox: Sandbox, { nodes }: BuiltPackage): string {
	return `
The playground is running.

  n8n ${n8n.version.padEnd(9)} ${n8n.url}
  log in as     ${OWNER.email}, password ${OWNER.password}
  sandbox       ${sandbox.url}

What to try:
  1. Open the workflow "HTTP Request: E-CROSS" and execute it a few times, then look at
     ${sandbox.addresses.control}/statistics: one token request, however often it ran.
  2. Under Credentials open "E-CROSS (sandbox)", change the client secret, and press Test.
  3. In a workflow of your own add one of: ${nodes.map(({ displayName }) => displayName).join(', ')}.

n8n keeps its data in ${n8n.userFolder} (delete that folder to start afresh)
and its log in ${n8n.logFile}.
Ctrl-C stops everything.`;
}
