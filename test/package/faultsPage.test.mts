import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
	apiFaults,
	callers,
	changesDuringRenewal,
	changesDuringRun,
	clockFaults,
	n8nFaults,
	tokenFaults,
	type FaultRow,
	type Seen,
} from '../e2e/support/faultCases.mts';

const page = readFileSync(new URL('../../docs/faults.md', import.meta.url), 'utf8');

// Each row is played on a running n8n by test/e2e/faults.e2e.mts and faultsInside.e2e.mts.
test.each<readonly [heading: string, rows: readonly FaultRow[]]>([
	['The token endpoint', tokenFaults],
	['The API', apiFaults],
	["The provider's clock", clockFaults],
	['The credential, between two items of a run', Object.values(changesDuringRun)],
	['The credential, while its token is under way', Object.values(changesDuringRenewal)],
	['n8n, while it gets a new token', Object.values(n8nFaults)],
])('the table "%s" says what is played on a running n8n, and nothing else', (heading, rows) => {
	expect(rowsUnder(heading)).toEqual(rows.map(rowOf));
});

function rowOf({ what, seen, requests }: FaultRow): string {
	const cells = callers.map((caller) => cellOf(seen[caller]));
	return `| ${[`… ${what}`, ...cells, requests].join(' | ')} |`;
}

function cellOf(seen: Seen | undefined): string {
	if (seen === undefined) return 'see below';
	if (seen.error === undefined) return 'succeeds';
	return [seen.error, seen.advice].flatMap((text) => (text ? [`"${text}"`] : [])).join(' ');
}

/** The rows of the first table under a heading, without its head. */
function rowsUnder(heading: string): string[] {
	const section = page.split(/^## /m).find((text) => text.startsWith(`${heading}\n`)) ?? '';
	return (
		section
			.split('\n')
			.filter((line) => line.startsWith('|'))
			.slice(2)
			// Columns are aligned for readers.
			.map((line) => line.replace(/ +/g, ' '))
	);
}
