/** What all pictures of the benchmarks share: colours, texts, legend and frame. */

/** Whose figures: their colour, and their name in the legend. */
export type Side = 'ours' | 'theirs' | 'plain';

export type Legend = ReadonlyArray<readonly [Side, string]>;

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

export const WIDTH = 880;
export const MARGIN = 28;
/** From the top of a picture to its first panel. */
const LEGEND_HEIGHT = 60;
/** From the top of a panel to its figures. */
export const PANEL_HEADER = 56;
const PANEL_GAP = 22;
const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

/** A panel that is drawn, and how high it is. */
export interface Drawn {
	readonly height: number;
	draw(top: number): string;
}

/**
 * Stacks panels under a legend, as one SVG that needs nothing from elsewhere.
 *
 * @param description read out where the picture is not seen
 */
export function picture(
	panels: readonly Drawn[],
	legend: Legend,
	description: string,
	theme: Theme,
): string {
	const parts = [drawLegend(legend, theme)];
	let top = LEGEND_HEIGHT;
	for (const panel of panels) {
		parts.push(panel.draw(top));
		top += panel.height + PANEL_GAP;
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

/** The rule above a panel, and what stands under it. */
export function panelHeader(
	{ title, subtitle }: { readonly title: string; readonly subtitle: string },
	top: number,
	theme: Theme,
): string {
	return [
		`<path d="M${MARGIN} ${top - 8}H${WIDTH - MARGIN}" stroke="${theme.line}"/>`,
		text(title, { x: MARGIN, y: top + 18, fill: theme.text, size: 16, weight: 600 }),
		text(subtitle, { x: MARGIN, y: top + 37, fill: theme.faint }),
	].join('\n');
}

function drawLegend(legend: Legend, theme: Theme): string {
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

interface TextStyle {
	readonly x: number;
	readonly y: number;
	readonly fill: string;
	readonly size?: number;
	readonly weight?: number;
	readonly anchor?: 'end' | 'middle';
}

export function text(content: string, { x, y, fill, size, weight, anchor }: TextStyle): string {
	const style = [
		size === undefined ? '' : ` font-size="${size}"`,
		weight === undefined ? '' : ` font-weight="${weight}"`,
		anchor === undefined ? '' : ` text-anchor="${anchor}"`,
	].join('');
	return `<text x="${x}" y="${y}" fill="${fill}"${style}>${escaped(content)}</text>`;
}

export function round(value: number): number {
	return Math.round(value * 10) / 10;
}

function escaped(content: string): string {
	return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
