// `npm run bench:tokens`: what our credential and one of n8n's own cost in tokens, on a real n8n.
import { isDeepStrictEqual } from 'node:util';
import { BENCH_USAGE, parseBenchArguments } from './arguments.mts';
import { makeRunFolder } from './runFolder.mts';
import { enterStage, startServers, type Stage } from './stage.mts';
import {
	eCross,
	measure,
	metabase,
	PROVIDER_LATENCY_MILLISECONDS,
	tokenCases,
	type Facts,
	type TokenCase,
} from './tokenCases.mts';

interface Row {
	readonly tokenCase: TokenCase;
	readonly theirs: Facts;
	readonly ours: Facts;
	readonly isMet: boolean;
}

try {
	const { n8nVersion, help } = parseBenchArguments(process.argv.slice(2));
	if (help) console.log(BENCH_USAGE);
	else await bench(n8nVersion);
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}

async function bench(n8nVersion: string): Promise<void> {
	const servers = await startServers(n8nVersion, await makeRunFolder());
	try {
		const rows = await measureAll(await enterStage(servers.n8n, servers.sandbox));
		console.log(
			`\nOn n8n ${n8nVersion}, counted at providers that take ${PROVIDER_LATENCY_MILLISECONDS} ms to answer:\n\n${table(rows)}`,
		);
		if (!rows.every(({ isMet }) => isMet)) process.exitCode = 1;
	} finally {
		await servers.close();
	}
}

async function measureAll(stage: Stage): Promise<Row[]> {
	const rows: Row[] = [];
	for (const tokenCase of tokenCases) {
		console.log(`${tokenCase.title} ...`);
		const theirs = await measure(stage, metabase, tokenCase);
		const ours = await measure(stage, eCross, tokenCase);
		const isMet = isDeepStrictEqual(ours, tokenCase.required);
		rows.push({ tokenCase, theirs, ours, isMet });
	}
	return rows;
}

/** A Markdown table, aligned to be read in a terminal too. */
function table(rows: readonly Row[]): string {
	const header = ['Case', "n8n's own (Metabase)", 'ours (E-CROSS)', 'required of ours', ''];
	const cells = rows.map(({ tokenCase, theirs, ours, isMet }) => [
		tokenCase.title,
		describe(theirs),
		describe(ours),
		describe(tokenCase.required),
		isMet ? 'ok' : 'FAILED',
	]);
	const widths = header.map((_, column) =>
		Math.max(...[header, ...cells].map((row) => row[column]?.length ?? 0)),
	);
	const line = (row: readonly string[]) =>
		`| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
	const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
	return [line(header), rule, ...cells.map(line)].join('\n');
}

function describe(facts: Facts): string {
	return Object.entries(facts)
		.map(([name, value]) => `${name}: ${value}`)
		.join(', ');
}
