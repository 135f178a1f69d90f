/** Which figures of many rows and items go into their picture. */
import type { Line, LinePanel } from './lines.mts';
import { summaryOf, type Scale, type ScaleFigures, type ScaleRow } from './scaleFigures.mts';
import type { Legend, Side } from './svg.mts';

export const SCALE_LEGEND: Legend = [
	['ours', 'rows that a list returns'],
	['theirs', 'items that reach the node'],
];

const SIDES: Readonly<Record<Scale, Side>> = { rows: 'ours', items: 'theirs' };

export function scalePanels(rows: readonly ScaleRow[]): LinePanel[] {
	const linesOf = (name: keyof ScaleFigures): Line[] =>
		(['rows', 'items'] as const).map((scale) => ({
			side: SIDES[scale],
			points: rows
				.filter((row) => row.scale === scale)
				.map((row) => [row.count, summaryOf(row, name).median]),
		}));
	const across = 'rows or items';
	return [
		{
			title: 'Time',
			subtitle: 'Of the processor, for the whole run of the node.',
			across,
			unit: 's',
			lines: linesOf('seconds'),
		},
		{
			title: 'Memory',
			subtitle: 'Growth of the process at its peak, including what the node returns.',
			across,
			unit: 'MB',
			lines: linesOf('megabytes'),
		},
	];
}
