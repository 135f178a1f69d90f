// What a user sees in the editor. With PICTURES set, its screenshots become those of the docs.
import { join } from 'node:path';
import { chromium, selectors, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkoutFolder } from '../../playground/folders.mts';
import { sharedStage } from './sharedStage.mts';
import { OWNER } from './stage.mts';

const { client, sandbox, n8n } = await sharedStage();

const ACCOUNT = 'client-browser';
const SECRET = `secret-of-${ACCOUNT}`;
/** Debian's; as root it has no sandbox, and there is nothing outside to talk to. */
const LAUNCH = {
	executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
	args: [
		'--no-sandbox',
		'--disable-gpu',
		'--disable-quic',
		'--no-first-run',
		'--disable-background-networking',
		'--disable-component-update',
		'--disable-sync',
	],
};
const STEP_MILLISECONDS = 60_000;

let browser: Browser;
let page: Page;

beforeAll(async () => {
	await sandbox.reset();
	selectors.setTestIdAttribute('data-test-id');
	browser = await chromium.launch(LAUNCH);
	page = await browser.newPage({ viewport: { width: 1360, height: 800 } });
	page.setDefaultTimeout(STEP_MILLISECONDS);
	await page.goto(`${n8n.url}/signin`);
	await page.locator('input[type="email"], input[name="emailOrLdapLoginId"]').fill(OWNER.email);
	await page.locator('input[type="password"]').fill(OWNER.password);
	await page.keyboard.press('Enter');
	await page.waitForURL(/\/home\//);
});

afterAll(async () => await browser?.close());

describe('the form of the E-CROSS credential', () => {
	it('tests green once it is filled in', async () => {
		const { ecross } = sandbox.addresses;
		const credential = await client.createCredential({
			name: 'E-CROSS in the browser',
			type: 'eCrossApi',
			data: { environment: 'custom', ...ecross, clientId: '', clientSecret: '' },
		});
		await page.goto(`${n8n.url}/home/credentials`);
		await page.getByText(credential.name).first().click();
		await field('clientId').fill(ACCOUNT);
		await field('clientSecret').fill(SECRET);
		await page.getByRole('button', { name: 'Save' }).click();
		await page.getByText('Connection tested successfully').waitFor();
		await picture('credential.png');
	});

	it("tests red with the provider's own words when the secret is wrong", async () => {
		await field('clientSecret').fill('Wrong-secret-of-nobody1!');
		await page.getByRole('button', { name: 'Save' }).click();
		await page.getByText('More details').click();
		await page.getByText(/E-CROSS refused the Client ID and Client Secret/).waitFor();
		expect(await page.getByText(/Incorrect username or password/).count()).toBeGreaterThan(0);
		await field('clientSecret').fill(SECRET);
		await page.getByRole('button', { name: 'Save' }).click();
		await page.getByText('Connection tested successfully').waitFor();
	});
});

function field(name: string) {
	return page.getByTestId(`parameter-input-${name}`).locator('input').first();
}

async function picture(name: string): Promise<void> {
	if (!process.env.PICTURES) return;
	await page.screenshot({ path: join(checkoutFolder, 'docs', 'images', name) });
}
