/** Horizontal bars in panels, as one SVG that needs nothing from elsewhere. */

/** Whose bar it is: its colour, and its name in the legend. */
export type Side = 'ours' | 'theirs' | 'plain';

export interface Bar {
	readonly side: Side;
	readonly value: number;
	/** Quartiles, drawn as a whisker. */
	readonly spread?: readonly [lower: number, upper: number];
	/** What stands behind the bar. */
	readonly text: string;
}

/** Bars that belong together. */
export interface Group {
	readonly label: string;
	readonly bars: readonly Bar[];
}

/** Groups on one scale. */
export interface Panel {
	readonly title: string;
	readonly subtitle: string;
	readonly groups: readonly Group[];
}

export interface Theme {
	readonly background: string;
	readonly text: string;
	readonly faint: string;
	readonly line: string;
	readonly sides: Readonly<Record<Side, string>>;
}

export const LIGHT: Theme = {
	background: '#ffffff',
	text: '#1f2328',
	faint: '#59636e',
	line: '#d1d9e0',
	sides: { ours: '#0a7d63', theirs: '#d9822b', plain: '#8c959f' },
};

export const DARK: Theme = {
	background: '#0d1117',
	text: '#f0f6fc',
	faint: '#9198a1',
	line: '#3d444d',
	sides: { ours: '#2dd4a7', theirs: '#e09b4f', plain: '#6e7681' },
};

const WIDTH = 880;
const MARGIN = 28;
const LABEL_WIDTH = 325;
/** Room behind the longest bar for its text. */
const TEXT_WIDTH = 130;
const BAR_HEIGHT = 14;
const BAR_STEP = 18;
const GROUP_GAP = 12;
const PANEL_HEADER = 56;
const PANEL_GAP = 22;
const LEGEND_HEIGHT = 60;
const BARS_LEFT = MARGIN + LABEL_WIDTH;
const BARS_WIDTH = WIDTH - BARS_LEFT - TEXT_WIDTH - MARGIN;
const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

/**
 * Draws the panels one below the other.
 *
 * @param description read out where the picture is not seen
 */
export function chart(
	panels: readonly Panel[],
	legend: ReadonlyArray<readonly [Side, string]>,
	description: string,
	theme: Theme,
): string {
	const parts = [drawLegend(legend, theme)];
	let top = LEGEND_HEIGHT;
	for (const panel of panels) {
		parts.push(drawPanel(panel, top, theme));
		top += panelHeight(panel) + PANEL_GAP;
	}
	const height = top + MARGIN - PANEL_GAP;
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" font-family="${FONT}" font-size="13">`,
		`<title>${escaped(description)}</title>`,
		`<rect width="${WIDTH}" height="${height}" rx="8" fill="${theme.background}"/>`,
		...parts,
		'</svg>',
		'',
	].join('\n');
}

function drawLegend(legend: ReadonlyArray<readonly [Side, string]>, theme: Theme): string {
	let left = MARGIN;
	return legend
		.map(([side, name]) => {
			const x = left;
			left += 40 + name.length * 7;
			return [
				`<rect x="${x}" y="${MARGIN - 11}" width="12" height="12" rx="2" fill="${theme.sides[side]}"/>`,
				text(name, { x: x + 18, y: MARGIN, fill: theme.text }),
			].join('\n');
		})
		.join('\n');
}

function drawPanel(panel: Panel, top: number, theme: Theme): string {
	const scale = BARS_WIDTH / largest(panel);
	let y = top + PANEL_HEADER;
	const groups = panel.groups.map((group) => {
		const drawn = drawGroup(group, y, scale, theme);
		y += groupHeight(group) + GROUP_GAP;
		return drawn;
	});
	return [
		`<path d="M${MARGIN} ${top - 8}H${WIDTH - MARGIN}" stroke="${theme.line}"/>`,
		text(panel.title, { x: MARGIN, y: top + 18, fill: theme.text, size: 16, weight: 600 }),
		text(panel.subtitle, { x: MARGIN, y: top + 37, fill: theme.faint }),
		...groups,
	].join('\n');
}

function drawGroup(group: Group, top: number, scale: number, theme: Theme): string {
	const middle = top + groupHeight(group) / 2 + 4.5;
	return [
		text(group.label, { x: BARS_LEFT - 12, y: middle, fill: theme.text, anchor: 'end' }),
		...group.bars.map((bar, index) => drawBar(bar, top + index * BAR_STEP, scale, theme)),
	].join('\n');
}

function drawBar(bar: Bar, top: number, scale: number, theme: Theme): string {
	// A bar of nothing keeps a sliver, or it would look forgotten.
	const width = Math.max(2, bar.value * scale);
	const end = Math.max(width, (bar.spread?.[1] ?? 0) * scale);
	return [
		`<rect x="${BARS_LEFT}" y="${top}" width="${round(width)}" height="${BAR_HEIGHT}" rx="2" fill="${theme.sides[bar.side]}"/>`,
		...(bar.spread ? [drawWhisker(bar.spread, top, scale, theme)] : []),
		text(bar.text, { x: BARS_LEFT + round(end) + 8, y: top + 11.5, fill: theme.text }),
	].join('\n');
}

function drawWhisker(
	[lower, upper]: readonly [number, number],
	top: number,
	scale: number,
	theme: Theme,
): string {
	const [from, to] = [BARS_LEFT + round(lower * scale), BARS_LEFT + round(upper * scale)];
	const middle = top + BAR_HEIGHT / 2;
	const ends = [from, to].map((x) => `M${x} ${middle - 4}V${middle + 4}`).join('');
	return `<path d="M${from} ${middle}H${to}${ends}" stroke="${theme.text}" stroke-opacity="0.6" fill="none"/>`;
}

interface TextStyle {
	readonly x: number;
	readonly y: number;
	readonly fill: string;
	readonly size?: number;
	readonly weight?: number;
	readonly anchor?: 'end';
}

function text(content: string, { x, y, fill, size, weight, anchor }: TextStyle): string {
	const style = [
		size === undefined ? '' : ` font-size="${size}"`,
		weight === undefined ? '' : ` font-weight="${weight}"`,
		anchor === undefined ? '' : ` text-anchor="${anchor}"`,
	].join('');
	return `<text x="${x}" y="${y}" fill="${fill}"${style}>${escaped(content)}</text>`;
}

function largest({ groups }: Panel): number {
	const bars = groups.flatMap((group) => group.bars);
	return Math.max(1e-9, ...bars.map(({ value, spread }) => Math.max(value, spread?.[1] ?? 0)));
}

function panelHeight({ groups }: Panel): number {
	const heights = groups.map((group) => groupHeight(group) + GROUP_GAP);
	return PANEL_HEADER + heights.reduce((sum, height) => sum + height, 0);
}

function groupHeight({ bars }: Group): number {
	return (bars.length - 1) * BAR_STEP + BAR_HEIGHT;
}

function round(value: number): number {
	return Math.round(value * 10) / 10;
}

function escaped(content: string): string {
	return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
