/** The pictures of the page. */
import { chart } from './chart.mts';
import type { Figures } from './figures.mts';
import { lineChart, type LinePanel } from './lines.mts';
import { LEGEND, panelsOf } from './panels.mts';
import { SCALE_LEGEND, scalePanels } from './scalePanels.mts';
import { SOAK_LEGEND, soakPanels } from './soakPanels.mts';
import type { Legend, Theme } from './svg.mts';

/** A place on the page. */
export interface Frame {
	/** Below the docs, without its extension. */
	readonly file: string;
	/** Read aloud if the picture cannot be seen. */
	readonly description: string;
}

/** A picture in the colours of either theme. */
export interface Picture extends Frame {
	draw(theme: Theme): string;
}

export const BARS: Frame = {
	file: 'images/benchmarks',
	description: "Bars: token requests, time per request and time per item, ours next to n8n's own",
};

export const SCALE: Frame = {
	file: 'images/benchmarks.scale',
	description: 'Lines: processor time and memory over the number of rows and of items',
};

export const SOAK: Frame = {
	file: 'images/benchmarks.soak',
	description: 'Lines: heap, database rows, stored data and sockets over the minutes of the load',
};

/** All pictures that there are figures for. */
export function picturesOf(figures: Figures): Picture[] {
	const { scale, soak } = figures;
	const bars = panelsOf(figures);
	return [
		{ ...BARS, draw: (theme) => chart(bars, LEGEND, BARS.description, theme) },
		...(scale ? [lines(SCALE, scalePanels(scale.result), SCALE_LEGEND)] : []),
		...(soak ? [lines(SOAK, soakPanels(soak.result), SOAK_LEGEND)] : []),
	];
}

/** The picture in Markdown, light or dark as its reader has it. */
export function embedded({ file, description }: Frame): string {
	return `<picture>
  <source media="(prefers-color-scheme: dark)" srcset="${file}.dark.svg">
  <img alt="${description}. The tables give the same figures." src="${file}.svg">
</picture>`;
}

function lines(frame: Frame, panels: readonly LinePanel[], legend: Legend): Picture {
	return { ...frame, draw: (theme) => lineChart(panels, legend, frame.description, theme) };
}
