import { chromium, selectors, type Browser, type Page } from 'playwright-core';
import type { Owner } from '../../../../playground/session.mts';

/** A busy machine takes long to draw the editor; whatever is waited for goes on at once when it is there. */
const STEP_MILLISECONDS = 90_000;

const OPTIONS = {
	/** Debian's. */
	executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
	args: [
		// As root it has none, and there is nothing outside to talk to.
		'--no-sandbox',
		'--disable-gpu',
		'--disable-quic',
		'--no-first-run',
		'--disable-background-networking',
		'--disable-component-update',
		'--disable-sync',
	],
};

/** A browser without a window; n8n's test ids are the ones that `getByTestId` looks for. */
export async function openBrowser(): Promise<Browser> {
	selectors.setTestIdAttribute('data-test-id');
	return await chromium.launch(OPTIONS);
}

/** A page on which the owner has logged in through n8n's form. */
export async function signIn(browser: Browser, n8nUrl: string, owner: Owner): Promise<Page> {
	const page = await browser.newPage({
		baseURL: n8nUrl,
		viewport: { width: 1360, height: 800 },
		reducedMotion: 'reduce',
	});
	page.setDefaultTimeout(STEP_MILLISECONDS);
	page.setDefaultNavigationTimeout(STEP_MILLISECONDS);
	await page.goto('/signin', { waitUntil: 'domcontentloaded' });
	await page.locator('input[type="email"], input[name="emailOrLdapLoginId"]').fill(owner.email);
	await page.locator('input[type="password"]').fill(owner.password);
	await page.keyboard.press('Enter');
	await page.waitForURL(/\/home\//, { waitUntil: 'domcontentloaded' });
	return page;
}
