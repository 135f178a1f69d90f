/** Which figures of many rows and items go into their picture. */
import type { Line, LinePanel } from './lines.mts';
import type { Scale, ScaleRow } from './scaleFigures.mts';
import type { Legend, Side } from './svg.mts';

export const SCALE_LEGEND: Legend = [
	['ours', 'rows that a list gives out'],
	['theirs', 'items that reach the node'],
];

const SIDES: Readonly<Record<Scale, Side>> = { rows: 'ours', items: 'theirs' };

export function scalePanels(rows: readonly ScaleRow[]): LinePanel[] {
	const linesOf = (value: (row: ScaleRow) => number): Line[] =>
		(['rows', 'items'] as const).map((scale) => ({
			side: SIDES[scale],
			points: rows.filter((row) => row.scale === scale).map((row) => [row.count, value(row)]),
		}));
	const across = 'rows or items';
	return [
		{
			title: 'Time',
			subtitle: 'Of the processor, for the whole run of the node.',
			across,
			unit: 's',
			lines: linesOf(({ seconds }) => seconds),
		},
		{
			title: 'Memory',
			subtitle: 'What the process grows by at its peak, with what the node gives out.',
			across,
			unit: 'MB',
			lines: linesOf(({ megabytes }) => megabytes),
		},
	];
}
