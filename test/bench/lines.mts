/** Lines in panels, one above the other: how figures grow with what stands below. */
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

export type Point = readonly [x: number, y: number];

export interface Line {
	readonly side: Side;
	readonly points: readonly Point[];
}

/** Lines on one pair of scales, which both begin at nothing. */
export interface LinePanel {
	readonly title: string;
	readonly subtitle: string;
	/** What stands below, such as minutes. */
	readonly across: string;
	readonly unit: string;
	readonly lines: readonly Line[];
}

const PLOT_HEIGHT = 170;
/** For the numbers and the name below a plot. */
const AXIS_HEIGHT = 40;
/** For the numbers beside it. */
const SCALE_WIDTH = 72;
const LEFT = MARGIN + SCALE_WIDTH;
const RIGHT = WIDTH - MARGIN - 12;
/** About as many steps as a scale has. */
const STEPS = 5;
/** The widths of a step that are easy to read, times a power of ten. */
const EASY = [1, 2, 2.5, 5, 10];

/** Draws the panels one below the other; see `picture`. */
export function lineChart(
	panels: readonly LinePanel[],
	legend: Legend,
	description: string,
	theme: Theme,
): string {
	const drawn = panels.map((panel) => ({
		height: PANEL_HEADER + PLOT_HEIGHT + AXIS_HEIGHT,
		draw: (top: number) => drawPanel(panel, top, theme),
	}));
	return picture(drawn, legend, description, theme);
}

/** Numbers at even and easy steps, from nothing to the first one that is not below `most`. */
export function ticks(most: number): number[] {
	if (!(most > 0)) return [0, 1];
	const exact = most / STEPS;
	const power = 10 ** Math.floor(Math.log10(exact));
	const step = (EASY.find((easy) => easy * power >= exact) ?? 10) * power;
	return Array.from({ length: Math.ceil(most / step) + 1 }, (_, index) =>
		Number((index * step).toPrecision(6)),
	);
}

function drawPanel(panel: LinePanel, top: number, theme: Theme): string {
	const points = panel.lines.flatMap((line) => line.points);
	const across = ticks(Math.max(0, ...points.map(([x]) => x)));
	const up = ticks(Math.max(0, ...points.map(([, y]) => y)));
	const bottom = top + PANEL_HEADER + PLOT_HEIGHT;
	const x = (value: number): number => LEFT + (value / (across.at(-1) ?? 1)) * (RIGHT - LEFT);
	const y = (value: number): number => bottom - (value / (up.at(-1) ?? 1)) * PLOT_HEIGHT;
	const below = (content: string, at: number, line: number): string =>
		text(content, { x: round(at), y: bottom + line, fill: theme.faint, anchor: 'middle' });
	return [
		panelHeader(panel, top, theme),
		...up.map((value) => drawScale(`${value} ${panel.unit}`.trimEnd(), round(y(value)), theme)),
		...across.map((value) => below(value.toLocaleString('en'), x(value), 18)),
		below(panel.across, (LEFT + RIGHT) / 2, 35),
		...panel.lines.map((line) => drawLine(line, { x, y }, theme)),
	].join('\n');
}

function drawScale(label: string, at: number, theme: Theme): string {
	return [
		`<path d="M${LEFT} ${at}H${RIGHT}" stroke="${theme.line}" stroke-opacity="0.6"/>`,
		text(label, { x: LEFT - 10, y: at + 4.5, fill: theme.faint, anchor: 'end' }),
	].join('\n');
}

interface Scales {
	x(value: number): number;
	y(value: number): number;
}

function drawLine({ side, points }: Line, { x, y }: Scales, theme: Theme): string {
	const places = points.map(([across, up]) => `${round(x(across))} ${round(y(up))}`);
	return `<path d="M${places.join('L')}" stroke="${theme.sides[side]}" stroke-width="2" stroke-linejoin="round" fill="none"/>`;
}
