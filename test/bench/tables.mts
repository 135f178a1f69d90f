/** The tables of the benchmarks in Markdown, aligned to be read in a terminal too. */
import { judge, summarize, timesOf, type Comparison, type Summary } from './rounds.mts';
import type { Measured } from './figures.mts';
import { keptByN8n, mostGrowth, type MemoryRow } from './memory.mts';
import { isAsRequired, type TokenRow } from './tokens.mts';
import type { QueueBench, QueueFigures } from './queueFigures.mts';
import type { Facts } from '../e2e/support/tokenCases.mts';

/** Every case with what theirs did and what ours did. */
export function tokenTable(
	[theirs, ours]: readonly [string, string],
	rows: readonly TokenRow[],
): string {
	return table(
		['Case', theirs, ours, ''],
		rows.map((row) => [
			row.title,
			describeFacts(row.theirs),
			describeFacts(row.ours),
			isAsRequired(row) ? 'as required' : `**not** ${describeFacts(row.required)}`,
		]),
	);
}

/** Every bound with the times per item on both sides, and their ratio. */
export function comparisonTable(header: string, comparisons: readonly Comparison[]): string {
	return table(
		[header, 'It takes', 'Ours takes', 'Ratio', 'At most', ''],
		comparisons.flatMap((comparison) => {
			const time = (name: string): string =>
				perItem(summarize(timesOf(comparison.series, name)), comparison.items);
			return judge(comparison).map(({ title, name, against, ratio, atMost, isMet }) => [
				title,
				time(against),
				time(name),
				spread(ratio),
				atMost === undefined ? '' : atMost.toFixed(2),
				atMost === undefined ? 'stated' : isMet ? 'met' : '**missed**',
			]);
		}),
	);
}

/** What both credentials did under load, and what ours must keep to. */
export function queueTable({ ours, theirs, mostTokenRequests, isMet }: QueueBench): string {
	return table(
		['Credential', 'Executions', 'Token requests', 'Refused calls', 'Sent twice', 'Failed', ''],
		[
			["n8n's own (Metabase)", ...countsOf(theirs), ''],
			['Ours (E-CROSS)', ...countsOf(ours), isMet ? 'met' : '**missed**'],
			['Limit for ours', '', `${mostTokenRequests}`, '0', '0', '0', ''],
		],
	);
}

/** What the process grew by in each case, beside what n8n itself keeps of the files. */
export function memoryTable(rows: readonly MemoryRow[]): string {
	return table(
		['Case', 'Growth', 'Kept by n8n', 'At most', ''],
		rows.map((row) => [
			`${row.title} of ${row.megabytes} MB`,
			`${row.grown.toFixed(0)} MB`,
			`${keptByN8n(row).toFixed(0)} MB`,
			`${mostGrowth(row).toFixed(0)} MB`,
			row.grown <= mostGrowth(row) ? 'met' : '**missed**',
		]),
	);
}

function countsOf(figures: QueueFigures): string[] {
	const { executions, tokenRequests, refused, sentTwice, failed } = figures;
	return [executions, tokenRequests, refused, sentTwice, failed].map(String);
}

/** Which part was measured where, and how long that took. */
export function circumstancesTable(parts: ReadonlyArray<[string, Measured<unknown>]>): string {
	return table(
		['Part', 'Measured on', 'n8n', 'Node.js', 'Machine', 'Took'],
		parts.map(([name, { circumstances: at, seconds }]) => [
			name,
			at.date,
			at.n8n,
			at.node,
			`${at.processor}, ${at.cores} cores, ${at.memoryGigabytes} GB, ${at.system}`,
			`${Math.round(seconds)} s`,
		]),
	);
}

/** Rows under a header; cells are padded to the widest of their column. */
export function table(header: readonly string[], rows: readonly string[][]): string {
	const widths = header.map((_, column) =>
		Math.max(3, ...[header, ...rows].map((row) => row[column]?.length ?? 0)),
	);
	const line = (row: readonly string[]): string =>
		`| ${widths.map((width, column) => (row[column] ?? '').padEnd(width)).join(' | ')} |`;
	const rule = line(widths.map((width) => '-'.repeat(width)));
	return [line(header), rule, ...rows.map(line)].join('\n');
}

function describeFacts(facts: Facts): string {
	return Object.entries(facts)
		.map(([name, value]) => `${name}: ${value}`)
		.join(', ');
}

function perItem({ median, lower, upper }: Summary, items: number): string {
	const each = (milliseconds: number): string => (milliseconds / items).toFixed(2);
	return `${each(median)} ms (${each(lower)} to ${each(upper)})`;
}

function spread({ median, lower, upper }: Summary): string {
	return `${median.toFixed(2)} (${lower.toFixed(2)} to ${upper.toFixed(2)})`;
}
