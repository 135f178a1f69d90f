import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { checkoutFolder } from '../../../../playground/folders.mts';

const THEMES = ['light', 'dark'] as const;

/**
 * Saves what the page shows as `docs/images/<name>.png` and `<name>.dark.png`. Does so only with
 * PICTURES set, since pictures of every run would differ.
 */
export async function takePictures(page: Page, name: string): Promise<void> {
	if (!process.env.PICTURES) return;
	await hideNotifications(page);
	for (const theme of THEMES) {
		await page.emulateMedia({ colorScheme: theme });
		const file = theme === 'dark' ? `${name}.dark.png` : `${name}.png`;
		await page.screenshot({ path: join(checkoutFolder, 'docs', 'images', file) });
	}
	await page.emulateMedia({ colorScheme: 'light' });
}

/** They say what the picture shows anyway, and lie over it. */
async function hideNotifications(page: Page): Promise<void> {
	await page.addStyleTag({ content: '[role="alert"] { display: none !important; }' });
}
