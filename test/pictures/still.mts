import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { checkoutFolder } from '../../playground/folders.mts';
import { POINTER_ID } from './Hand.mts';

export const imagesFolder = join(checkoutFolder, 'docs', 'images');

const THEMES = ['light', 'dark'] as const;
const MARGIN = 24;
/** The name and the subtitle of a node, which do not belong to its frame. */
const LABEL = { width: 56, height: 56 };

/** They say what the picture shows anyway, and lie over it; and the pointer is for the film. */
const OVERLAYS = `[role="alert"], #${POINTER_ID} { display: none !important; }`;

/** What lies over the canvas and is no part of the workflow. */
const CONTROLS = `[data-test-id="canvas-controls"], [data-test-id="execute-workflow-button"],
	[data-test-id="node-creator-plus-button"], [class*="executionButtons"], .vue-flow__panel { visibility: hidden !important; }`;

/**
 * Saves what the page shows as `docs/images/<name>.png` and `<name>.dark.png`.
 *
 * @param around what alone is to be seen, with a margin; everything unless given
 */
export async function takePicture(page: Page, name: string, around?: Locator): Promise<void> {
	await page.addStyleTag({ content: around ? OVERLAYS + CONTROLS : OVERLAYS });
	for (const theme of THEMES) {
		await page.emulateMedia({ colorScheme: theme });
		const file = theme === 'dark' ? `${name}.dark.png` : `${name}.png`;
		const clip = around && (await frameOf(around));
		await page.screenshot({ path: join(imagesFolder, file), ...(clip && { clip }) });
	}
	await page.emulateMedia({ colorScheme: 'light' });
}

/** The smallest frame with all these elements in it, and a margin around. */
async function frameOf(elements: Locator) {
	const boxes = (await Promise.all((await elements.all()).map((one) => one.boundingBox()))).filter(
		(box) => box !== null,
	);
	const left = Math.min(...boxes.map(({ x }) => x)) - MARGIN;
	const top = Math.min(...boxes.map(({ y }) => y)) - MARGIN;
	const right = Math.max(...boxes.map(({ x, width }) => x + width)) + MARGIN + LABEL.width;
	const bottom = Math.max(...boxes.map(({ y, height }) => y + height)) + MARGIN + LABEL.height;
	return { x: left, y: top, width: right - left, height: bottom - top };
}
