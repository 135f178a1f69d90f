/**
 * `node test/seam/selfCheck.mts [node_modules of an n8n installation]`: one line for each fact that
 * the credentials rely on, and exit code 1 where n8n does otherwise. Where n8n itself is installed
 * there, its own credentials helper and tester run; else those that mirror them.
 */
import { resolve } from 'node:path';

import nock from 'nock';

import { facts, factsOfARunningN8n, type Fact } from './facts.mts';
import { loadN8n, projectNodeModules, type N8n } from './n8n.mts';

const [path = projectNodeModules] = process.argv.slice(2);
const n8n = loadN8n(resolve(path));
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
// n8n's modules keep timers and handles of their own.
process.exit(failures === 0 ? 0 : 1);

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
