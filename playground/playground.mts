// What `npm start` and `npm run playground:queue` have in common.
import { once } from 'node:events';
import { asText, filledForms } from '../sandbox/overview.mts';
import { startSandbox, type Sandbox } from '../sandbox/server.mts';
import {
	parsePlaygroundArguments,
	usage,
	type N8nElsewhere,
	type PlaygroundArguments,
} from './arguments.mts';
import { N8nClient } from './client.mts';
import { provideCredentials, provideWorkflows } from './contents.mts';
import { provideInstallation, type Installation } from './installation.mts';
import type { RunningN8n } from './n8n.mts';
import { checkoutFolder } from './folders.mts';
import { buildPackage, readManifest, type BuiltPackage } from './package.mts';
import { describeBusyPort, firstBusyPort, portUses } from './ports.mjs';
import type { Owner } from './session.mts';

const OWNER: Owner = { email: 'owner@example.com', password: 'Playground-1' };

/** The example that is told of first. */
const FIRST_WORKFLOW = 'HTTP Request: E-CROSS';

const INTERRUPTS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const INTERRUPTED_EXIT_CODE = 130;

/** What it takes to start the n8n of a playground. */
export interface PlaygroundPlan {
	readonly choices: PlaygroundArguments;
	readonly installation: Installation;
	readonly built: BuiltPackage;
	/** Aborted by Ctrl-C. */
	readonly signal: AbortSignal;
}

/** An n8n that has been started for a playground. */
export interface StartedN8n {
	/** The process with the editor. */
	readonly n8n: RunningN8n;
	/** What else the user should know of it. */
	readonly notes: string;
	stop(): Promise<void>;
}

export interface PlaygroundProgram {
	/** As the user types it. */
	readonly command: string;
	/** Throws, with a sentence for the user, what would make the start fail after minutes. */
	check?(): void;
	start(plan: PlaygroundPlan): Promise<StartedN8n>;
}

/** Reads the arguments, plays until Ctrl-C, and stops all it has started. Sets the exit code. */
export async function runPlayground(program: PlaygroundProgram): Promise<void> {
	const interruption = new AbortController();
	for (const signal of INTERRUPTS) process.on(signal, () => stopOrExit(interruption));
	await main(program, interruption.signal).catch((error: unknown) => {
		if (interruption.signal.aborted) return;
		console.error(error instanceof Error ? error.message : error);
		process.exitCode = 1;
	});
}

/** The first time everything is stopped in order, the second time at once. */
function stopOrExit(interruption: AbortController): void {
	if (interruption.signal.aborted) process.exit(INTERRUPTED_EXIT_CODE);
	interruption.abort();
}

async function main(program: PlaygroundProgram, signal: AbortSignal): Promise<void> {
	const choices = parsePlaygroundArguments(process.argv.slice(2));
	if (choices.help) {
		console.log(usage(program.command));
		return;
	}
	const { elsewhere } = choices;
	if (!elsewhere) program.check?.();
	const busy = await firstBusyPort(portUses(choices));
	if (busy) throw new Error(describeBusyPort(busy, program.command));

	const sandbox = await startSandbox({
		port: choices.sandboxPort,
		foreignPort: choices.sandboxPort + 1,
	});
	try {
		if (elsewhere) return await playElsewhere(elsewhere, sandbox, signal);
		const installation = await provideInstallation(choices.n8nVersion);
		const built = await buildPackage();
		await play(program, { choices, installation, built, signal }, sandbox);
	} finally {
		await sandbox.close();
	}
}

async function play(
	program: PlaygroundProgram,
	plan: PlaygroundPlan,
	sandbox: Sandbox,
): Promise<void> {
	const interrupted = once(plan.signal, 'abort');
	const started = await program.start(plan);
	try {
		const first = await provideContents(started.n8n, sandbox);
		console.log(describePlayground(started, sandbox, first, plan.built));
		await Promise.race([started.n8n.ended, interrupted]);
		if (!plan.signal.aborted)
			throw new Error(`n8n stopped unexpectedly; see ${started.n8n.logFile}`);
		console.log('\nStopping ...');
	} finally {
		await started.stop();
	}
}

/** The sandbox alone, and what it takes to play with it on an n8n that somebody else has started. */
async function playElsewhere(
	{ url, owner }: N8nElsewhere,
	sandbox: Sandbox,
	signal: AbortSignal,
): Promise<void> {
	const interrupted = once(signal, 'abort');
	const client = new N8nClient(url);
	await client.signIn(owner);
	await assertHasPackage(client, url);
	const first = await provideFor(client, url, sandbox);
	console.log(describeElsewhere(url, first, sandbox));
	await interrupted;
	console.log('\nStopping ...');
}

/** @throws Error that says how the package gets there */
export async function assertHasPackage(client: N8nClient, url: string): Promise<void> {
	const { name } = await readManifest(checkoutFolder);
	const types = await client.listNodeTypes();
	if (types.some((type) => type.name.startsWith(`${name}.`))) return;
	throw new Error(
		`The n8n at ${url} does not have the package ${name}. Install it there, and start that n8n again.`,
	);
}

async function provideContents(n8n: RunningN8n, sandbox: Sandbox): Promise<string> {
	const client = new N8nClient(n8n.url);
	await client.signIn(OWNER);
	return await provideFor(client, n8n.url, sandbox);
}

/** @returns the address of the workflow to begin with */
async function provideFor(client: N8nClient, url: string, sandbox: Sandbox): Promise<string> {
	// What the triggers among the examples show at the first click.
	sandbox.control.ecross.seed({ orders: 3, skus: 3, stock: 3 });
	const credentials = await provideCredentials(client, sandbox.addresses);
	await provideWorkflows(client, sandbox.url, credentials);
	const workflows = await client.listWorkflows();
	const first = workflows.find(({ name }) => name === FIRST_WORKFLOW);
	return first === undefined ? url : `${url}/workflow/${first.id}`;
}

function describeElsewhere(url: string, first: string, { url: sandboxUrl, addresses }: Sandbox) {
	return `
The playground is running.

  n8n           ${url}
  sandbox       ${sandboxUrl}
  open first    ${first}

The credentials "... (sandbox)" and the example workflows are in that n8n now. It must be able
to reach the sandbox at its address: an n8n in a container needs the network of this machine.
${addresses.control}/statistics shows what reached the sandbox.

Ctrl-C stops the sandbox; that n8n keeps running.`;
}

function describePlayground(
	{ n8n, notes }: StartedN8n,
	sandbox: Sandbox,
	first: string,
	{ nodes }: BuiltPackage,
): string {
	return `
The playground is running.

  n8n ${n8n.version.padEnd(9)} ${n8n.url}
  log in as     ${OWNER.email}, password ${OWNER.password}
  sandbox       ${sandbox.url}

What to try:
  1. Open ${first}
     and press Execute workflow a few times, then look at
     ${sandbox.addresses.control}/statistics: one token request, however often it ran.
  2. Under Credentials, open "E-CROSS (sandbox)", change the client secret, and press Save.
  3. In your own workflow, add one of: ${nodes.map(({ displayName }) => displayName).join(', ')}.

Values that the sandbox accepts, if you create a credential by hand (also at ${sandbox.url}):

${asText(filledForms(sandbox.addresses))}

${notes}
Ctrl-C stops everything.`;
}
