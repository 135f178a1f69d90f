/** Horizontal bars in panels. */
import {
	MARGIN,
	PANEL_HEADER,
	panelHeader,
	picture,
	round,
	text,
	WIDTH,
	type Legend,
	type Side,
	type Theme,
} from './svg.mts';

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

const LABEL_WIDTH = 325;
/** Room behind the longest bar for its text. */
const TEXT_WIDTH = 130;
const BAR_HEIGHT = 14;
const BAR_STEP = 18;
const GROUP_GAP = 12;
const BARS_LEFT = MARGIN + LABEL_WIDTH;
const BARS_WIDTH = WIDTH - BARS_LEFT - TEXT_WIDTH - MARGIN;

/**
 * Draws the panels one below the other.
 *
 * @param description read out where the picture is not seen
 */
export function chart(
	panels: readonly Panel[],
	legend: Legend,
	description: string,
	theme: Theme,
): string {
	const drawn = panels.map((panel) => ({
		height: panelHeight(panel),
		draw: (top: number) => drawPanel(panel, top, theme),
	}));
	return picture(drawn, legend, description, theme);
}

function drawPanel(panel: Panel, top: number, theme: Theme): string {
	const scale = BARS_WIDTH / largest(panel);
	let y = top + PANEL_HEADER;
	const groups = panel.groups.map((group) => {
		const drawn = drawGroup(group, y, scale, theme);
		y += groupHeight(group) + GROUP_GAP;
		return drawn;
	});
	return [panelHeader(panel, top, theme), ...groups].join('\n');
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
