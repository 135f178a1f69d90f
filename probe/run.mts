// `npm run probe -- <provider>`: which guesses of a contract hold. Read-only; docs/probe.md.
import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accountFrom, sandboxAccount } from './accounts.mts';
import { parseProbeArguments, PROBE_USAGE, type ProbeArguments } from './arguments.mts';
import { USUAL_PACE } from './pace.mts';
import { fillSandbox } from './sandboxRecords.mts';
import { builtPackage } from './shipped.mts';

// n8n-core writes its settings below this folder when it is loaded, so it is loaded after this.
const n8nFolder = mkdtempSync(join(tmpdir(), 'commerce-connectors-probe-'));
process.env.N8N_USER_FOLDER = n8nFolder;
process.env.N8N_ENCRYPTION_KEY = 'nothing is encrypted';
process.once('exit', () => rmSync(n8nFolder, { recursive: true, force: true }));
const { probe } = await import('./probe.mts');
const { summaryOf } = await import('./report.mts');
const { startSandbox } = await import('../sandbox/server.mts');

try {
	const choices = parseProbeArguments(process.argv.slice(2));
	if (choices === undefined) console.log(PROBE_USAGE);
	else if (choices.sandbox) await probeSandbox(choices);
	else await probeProvider(choices);
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}

async function probeProvider({ provider, report }: ProbeArguments): Promise<void> {
	const account = accountFrom(provider, process.env);
	console.log(`Asking ${provider}, at most twice a second. Nothing is changed there.\n`);
	await show(
		{
			provider,
			account,
			limits: USUAL_PACE,
			asked: 'The addresses of the environment were asked.',
		},
		report,
	);
}

async function probeSandbox({ provider, report }: ProbeArguments): Promise<void> {
	const sandbox = await startSandbox();
	try {
		await fillSandbox(sandbox);
		const account = sandboxAccount(provider, sandbox.addresses);
		const limits = { ...USUAL_PACE, gapMilliseconds: 0 };
		await show({ provider, account, limits, asked: 'The sandbox was asked.' }, report);
	} finally {
		await sandbox.close();
	}
}

type Request = Omit<Parameters<typeof probe>[0], 'shipped'>;

async function show(request: Request, file: string): Promise<void> {
	const { decided, report } = await probe({ ...request, shipped: builtPackage() });
	console.log(summaryOf(decided).join('\n'));
	await writeFile(file, report);
	console.log(`\nThe report is in ${file}. It names members and types, and holds no values.`);
}
