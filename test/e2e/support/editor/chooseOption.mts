import type { Page } from 'playwright-core';

/** Chooses from the drop-down list that is open. @param name the option's own, without its description */
export async function chooseOption(page: Page, name: string): Promise<void> {
	const title = page.getByText(name, { exact: true });
	await page.getByRole('option').filter({ visible: true, has: title }).click();
}
