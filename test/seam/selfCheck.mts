/**
 * `npm run check:seam`: one line for each fact of n8n that the credentials rely on, and exit code 1
 * where a version of n8n does otherwise. Where n8n itself is installed, its own credentials helper
 * and tester run; in a folder with n8n-core alone, those that mirror them.
 */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import nock from 'nock';

import { DEFAULT_N8N_VERSION, parseN8nVersion } from '../../playground/arguments.mts';
import { provideInstallation } from '../../playground/installation.mts';
import { facts, factsOfARunningN8n, type Fact } from './facts.mts';
import { loadN8n, type N8n } from './n8n.mts';

const USAGE = `Usage: npm run check:seam -- [options] [folder]

  --n8n <version>  version of n8n (${DEFAULT_N8N_VERSION}), installed once if missing
  --help           shows this
  folder           the node_modules folder of an n8n that is installed already`;

try {
	// n8n's modules keep timers and handles of their own.
	process.exit(await main());
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
}

/** The exit code. */
async function main(): Promise<number> {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: {
			n8n: { type: 'string', default: DEFAULT_N8N_VERSION },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) {
		console.log(USAGE);
		return 0;
	}
	return await checkFacts(loadN8n(await nodeModulesOf(positionals[0], values.n8n)));
}

async function checkFacts(n8n: N8n): Promise<number> {
	console.log(n8n.isWhole ? `n8n ${n8n.version}` : `n8n-core ${n8n.version}, without n8n itself`);
	nock.disableNetConnect();
	nock.enableNetConnect('127.0.0.1');
	let failures = 0;
	for (const fact of facts) {
		const seen = await differenceIn(fact, n8n);
		if (seen !== undefined) failures += 1;
		console.log(line(fact, seen === undefined ? 'holds' : `DOES NOT HOLD: ${seen}`));
		nock.cleanAll();
	}
	for (const fact of factsOfARunningN8n) console.log(line(fact, `see ${fact.checkedIn}`));
	return failures === 0 ? 0 : 1;
}

async function nodeModulesOf(folder: string | undefined, version: string): Promise<string> {
	if (folder !== undefined) return resolve(folder);
	const installation = await provideInstallation(parseN8nVersion(version));
	return join(installation.folder, 'node_modules');
}

/** What was seen where a fact does not hold. */
async function differenceIn(fact: Fact, version: N8n): Promise<string | undefined> {
	return await fact.check(version).then(
		() => undefined,
		(error: unknown) => describe(error),
	);
}

function describe(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	const { actual, expected } = error as { actual?: unknown; expected?: unknown };
	const values = expected === undefined ? [] : [`${text(actual)} instead of ${text(expected)}`];
	return [...values, error.message.split('\n')[0]].join(', ');
}

function text(value: unknown): string {
	return JSON.stringify(value) ?? 'undefined';
}

function line({ number, text: fact }: Pick<Fact, 'number' | 'text'>, verdict: string): string {
	return `${String(number).padStart(2)}  ${fact}: ${verdict}`;
}
