/** Which figures of a soak go into its picture. */
import type { Line, LinePanel } from './lines.mts';
import type { Sample, SoakBench } from './soakFigures.mts';
import type { Legend } from './svg.mts';

export const SOAK_LEGEND: Legend = [
	['ours', 'n8n with this package'],
	['theirs', 'n8n alone, under as much load'],
];

const KILOBYTE = 1024;

/** Heap, rows, and what the package stores, minute by minute. */
export function soakPanels(soak: SoakBench): LinePanel[] {
	const linesOf = (value: (sample: Sample) => number): Line[] => [
		{ side: 'theirs', points: soak.control.samples.map((one) => [one.minute, value(one)]) },
		{ side: 'ours', points: soak.ours.samples.map((one) => [one.minute, value(one)]) },
	];
	const across = 'minutes of load';
	return [
		{
			title: 'Heap',
			subtitle: 'In use after a forced garbage collection.',
			across,
			unit: 'MB',
			lines: linesOf(({ heapMegabytes }) => heapMegabytes),
		},
		{
			title: 'Rows in the database',
			subtitle: `In the tables of executions; n8n keeps ${soak.keptExecutions} executions and deletes the others.`,
			across,
			unit: '',
			lines: linesOf(({ executionRows }) => executionRows),
		},
		{
			title: 'Static data',
			subtitle: 'What triggers keep in n8n from one event to the next, of all workflows.',
			across,
			unit: 'KB',
			lines: linesOf(({ staticDataBytes }) => staticDataBytes / KILOBYTE),
		},
		{
			title: 'Sockets',
			subtitle: 'Open in the process, those of its server included.',
			across,
			unit: '',
			lines: linesOf(({ sockets }) => sockets),
		},
	];
}
