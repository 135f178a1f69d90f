import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { checkoutFolder } from '../../playground/folders.mts';
import { Canvas } from '../e2e/support/editor/Canvas.mts';
import { takePicture } from './still.mts';
import type { Contents } from './studio.mts';

/** Takes a picture of each example as it lies on the canvas, named `example-<file>`. */
export async function pictureExamples(page: Page, { workflows }: Contents): Promise<void> {
	const folder = join(checkoutFolder, 'examples');
	const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
	for (const file of files) {
		const { name } = JSON.parse(await readFile(join(folder, file), 'utf8')) as { name: string };
		const canvas = await Canvas.ofWorkflow(page, workflows.get(name) ?? '');
		await canvas.fit();
		await takePicture(page, `example-${file.slice(0, -'.json'.length)}`, canvas.contents);
	}
}
