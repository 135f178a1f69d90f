import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { lineChart, ticks, type LinePanel, type Point } from './lines.mts';
import { LIGHT } from './svg.mts';

interface Path {
	readonly d: string;
	readonly stroke: string;
}

const panel: LinePanel = {
	title: 'Heap',
	subtitle: 'After a garbage collection',
	across: 'minutes',
	unit: 'MB',
	lines: [
		{
			side: 'ours',
			points: [
				[0, 0],
				[30, 100],
				[60, 50],
			],
		},
	],
};

function draw(panels: readonly LinePanel[]): string {
	return lineChart(panels, [['ours', 'this package']], 'A chart', LIGHT);
}

/** Where the line of our side runs. */
function lineIn(svg: string): Point[] {
	const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' });
	const { path } = (parser.parse(svg) as { svg: { path: Path[] } }).svg;
	const line = path.find(({ stroke }) => stroke === LIGHT.sides.ours);
	return (line?.d.slice(1).split('L') ?? []).map((place) => {
		const [x = Number.NaN, y = Number.NaN] = place.split(' ').map(Number);
		return [x, y];
	});
}

describe('lineChart', () => {
	it('places points in proportion on both scales', () => {
		const [[x0, y0], [x1, y1], [x2, y2]] = lineIn(draw([panel])) as [Point, Point, Point];
		expect((x2 - x0) / (x1 - x0)).toBeCloseTo(2, 1);
		expect((y0 - y1) / (y0 - y2)).toBeCloseTo(2, 1);
	});

	it('keeps all lines of a panel to one scale', () => {
		const higher: Point[] = [
			[0, 0],
			[60, 400],
		];
		const both = { ...panel, lines: [...panel.lines, { side: 'theirs', points: higher } as const] };
		const heightOf = (svg: string): number => {
			const [[, from], [, to]] = lineIn(svg) as [Point, Point];
			return from - to;
		};
		expect(heightOf(draw([panel])) / heightOf(draw([both]))).toBeCloseTo(4, 1);
	});

	it('is valid XML whatever the texts are', () => {
		const svg = draw([{ ...panel, title: '<1 & "2"' }]);
		expect(XMLValidator.validate(svg)).toBe(true);
		expect(svg).toContain('&lt;1 &amp; "2"');
	});
});

describe('ticks', () => {
	it.each([
		[60, [0, 20, 40, 60]],
		[100, [0, 20, 40, 60, 80, 100]],
		[137, [0, 50, 100, 150]],
		[0.9, [0, 0.2, 0.4, 0.6, 0.8, 1]],
	])('up to %d are easy to read and reach it', (most, expected) => {
		expect(ticks(most)).toEqual(expected);
	});

	it('of nothing still make a scale', () => {
		expect(ticks(0)).toEqual([0, 1]);
	});
});
