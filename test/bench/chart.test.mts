import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { chart, type Bar, type Panel } from './chart.mts';
import { LIGHT } from './svg.mts';

interface Rectangle {
	readonly width: string;
	readonly height: string;
	readonly fill: string;
}

function panel(bars: readonly Bar[], label = 'A case'): Panel {
	return { title: 'A panel', subtitle: 'What it shows', groups: [{ label, bars }] };
}

function draw(panels: readonly Panel[]): string {
	return chart(panels, [['ours', 'this package']], 'A chart', LIGHT);
}

/** The bars' widths, without the background and the legend's square. */
function widthsIn(svg: string): number[] {
	const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' });
	const { rect } = (parser.parse(svg) as { svg: { rect: Rectangle[] } }).svg;
	return rect.slice(2).map(({ width }) => Number(width));
}

describe('chart', () => {
	it('draws bars in proportion to their values', () => {
		const svg = draw([
			panel([
				{ side: 'ours', value: 50, text: '50' },
				{ side: 'theirs', value: 200, text: '200' },
			]),
		]);
		const [ours = 0, theirs = 0] = widthsIn(svg);
		expect(theirs / ours).toBeCloseTo(4, 1);
	});

	it('leaves a sliver of a bar whose value is nothing', () => {
		expect(widthsIn(draw([panel([{ side: 'ours', value: 0, text: '0' }])]))).toEqual([2]);
	});

	it('leaves room for a spread that is wider than any bar', () => {
		const bar = { side: 'ours', value: 1, text: '1' } as const;
		const [alone = 0] = widthsIn(draw([panel([bar])]));
		const [withSpread = 0] = widthsIn(draw([panel([{ ...bar, spread: [1, 2] }])]));
		expect(alone / withSpread).toBeCloseTo(2, 1);
	});

	it('grows with its panels', () => {
		const heightOf = (panels: readonly Panel[]): number =>
			Number(/ height="(\d+)"/.exec(draw(panels))?.[1]);
		const one = panel([{ side: 'ours', value: 1, text: '1' }]);
		expect(heightOf([one, one])).toBeGreaterThan(heightOf([one]) + 50);
	});

	it('is valid XML whatever the labels are', () => {
		const svg = draw([panel([{ side: 'ours', value: 1, text: '<1 & "2"' }], "it's < & >")]);
		expect(XMLValidator.validate(svg)).toBe(true);
		expect(svg).toContain('&lt;1 &amp; "2"');
	});
});
