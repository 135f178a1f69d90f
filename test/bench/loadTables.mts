/** The tables of what n8n takes under load: many rows, floods, its start, an hour of steady load. */
import { DELIVERY_KINDS, MOST_MILLISECONDS, problemsOf, type FloodRow } from './floodFigures.mts';
import type { ProfileBench } from './profileFigures.mts';
import type { Summary } from './rounds.mts';
import { linearityOf, summaryOf, type ScaleRow } from './scaleFigures.mts';
import { growths, type SoakBench } from './soakFigures.mts';
import { addedTo, type NodeSize, type Start, type StartBench } from './startFigures.mts';
import { table } from './tables.mts';

const KILOBYTE = 1024;

/** What one request takes of the processor with either credential, and how much of it is ours. */
export function profileTable({ fixed, ours, hookAlone }: ProfileBench): string {
	const row = (title: string, all: number, own: number): string[] => [
		title,
		`${all.toFixed(2)} ms`,
		`${own.toFixed(2)} ms`,
		percent(own / all),
	];
	const times = table(
		['One request', 'Takes', 'Of it in this package', 'Share'],
		[
			row('with a fixed header', fixed.all, fixed.ours),
			row('with our credential', ours.all, ours.ours),
		],
	);
	return `${times}\n\nWithout n8n and without the profiler, the hook takes ${hookAlone.toFixed(3)} ms for a request.`;
}

/** Time and memory of each count, and what one row or item costs compared with the smallest run. */
export function scaleTable(rows: readonly ScaleRow[]): string {
	return table(
		['', 'Processor time', 'Memory', 'Time per row or item', 'Memory per row or item', ''],
		rows.map((row) => {
			const { seconds, megabytes, isMet } = linearityOf(row, rows);
			return [
				`${row.count.toLocaleString('en')} ${row.scale}`,
				spread(summaryOf(row, 'seconds'), 's'),
				spread(summaryOf(row, 'megabytes'), 'MB'),
				seconds.toFixed(2),
				megabytes.toFixed(2),
				verdict(isMet),
			];
		}),
	);
}

function judged(row: FloodRow): string {
	if (row.isControl) return 'for comparison';
	const problems = problemsOf(row);
	return problems.length === 0 ? 'met' : `**missed**: ${problems.join('; ')}`;
}

/** How each trigger answered, and what one webhook of each kind cost. */
export function floodTables(rows: readonly FloodRow[]): string {
	return [
		table(
			['Trigger', 'Webhooks', 'Answers', 'Median', '99 % within', 'One costs'],
			rows.flatMap((row) =>
				DELIVERY_KINDS.map((kind) => {
					const { statuses, medianMilliseconds, p99Milliseconds } = row.answers[kind];
					return [
						row.trigger,
						kind,
						describeStatuses(statuses),
						`${medianMilliseconds.toFixed(0)} ms`,
						`${p99Milliseconds.toFixed(0)} ms`,
						`${row.cpuMilliseconds[kind].toFixed(1)} ms`,
					];
				}),
			),
		),
		table(
			['Trigger', 'Reached', 'Events taken', 'Executions', 'Valid ones within', ''],
			rows.map((row) => [
				row.trigger,
				`${row.reachedPerSecond.toFixed(0)} of ${row.wantedPerSecond} a second`,
				String(row.taken),
				String(row.started),
				`${MOST_MILLISECONDS / 1_000} s`,
				judged(row),
			]),
		),
	].join('\n\n');
}

/** What the package adds to a start, and how large its descriptions are next to the largest of n8n. */
export function startTables(bench: StartBench): string {
	const row = (title: string, name: keyof Start, unit: string): string[] => {
		const { alone, ours, added } = addedTo(bench, name);
		return [title, spread(alone, unit), spread(ours, unit), spread(added, unit)];
	};
	return [
		table(
			['', 'n8n alone', 'With this package', 'It adds'],
			[
				row('time until n8n answers', 'seconds', 's'),
				row('processor time until then', 'cpuSeconds', 's'),
				row('heap after it', 'heapMegabytes', 'MB'),
			],
		),
		table(
			['Node type', 'Description that the editor loads'],
			[...bench.largestOfN8n, ...bench.ourNodes].map((node) => [
				nameOf(node),
				kilobytes(node.bytes),
			]),
		),
	].join('\n\n');
}

/** What grew from the tenth minute to the end, with the package and without. */
export function soakTable({ ours, control }: SoakBench): string {
	const other = growths(control);
	return table(
		['', 'With this package', 'It grew by', 'n8n alone', 'It grew by', 'At most', ''],
		growths(ours).map(({ title, unit, from, to, share, atMost, isMet }, index) => {
			const alone = other[index];
			return [
				title,
				fromTo(from, to, unit),
				percent(share),
				alone ? fromTo(alone.from, alone.to, unit) : '',
				alone ? percent(alone.share) : '',
				atMost === undefined ? '' : percent(atMost),
				atMost === undefined ? 'stated' : verdict(isMet),
			];
		}),
	);
}

/** What was open before the load, and after it. */
export function restTable({ ours, control }: SoakBench): string {
	const [before, alone] = [ours.samples[0], control.samples[0]];
	return table(
		['', 'Before the load', 'After it', 'n8n alone, before', 'n8n alone, after'],
		(['sockets', 'descriptors', 'timers', 'listeners'] as const).map((name) => [
			name === 'descriptors' ? 'open files and sockets' : name,
			String(before?.[name]),
			String(ours.rest[name]),
			String(alone?.[name]),
			String(control.rest[name]),
		]),
	);
}

function describeStatuses(statuses: Readonly<Record<string, number>>): string {
	return Object.entries(statuses)
		.map(([status, count]) => `${status}: ${count}`)
		.join(', ');
}

function nameOf({ name }: NodeSize): string {
	return name.split('.').at(-1) ?? name;
}

function kilobytes(bytes: number): string {
	return `${(bytes / KILOBYTE).toFixed(0)} KB`;
}

function spread({ median, lower, upper }: Summary, unit: string): string {
	return `${median.toFixed(1)} ${unit} (${lower.toFixed(1)} to ${upper.toFixed(1)})`;
}

function fromTo(from: number, to: number, unit: string): string {
	const [before, after] = [from, to].map((value) => value.toFixed(unit === 'MB' ? 1 : 0));
	return `${before} to ${after} ${unit}`.trimEnd();
}

function percent(share: number): string {
	return `${(share * 100).toFixed(1)} %`;
}

function verdict(isMet: boolean): string {
	return isMet ? 'met' : '**missed**';
}
