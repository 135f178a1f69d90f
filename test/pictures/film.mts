import { setTimeout as delay } from 'node:timers/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { sandboxCredentials } from '../../sandbox/credentials.mts';
import { NodePanel } from '../e2e/support/editor/NodePanel.mts';
import { Camera } from './Camera.mts';
import { Hand } from './Hand.mts';
import { imagesFolder } from './still.mts';
import type { Studio } from './studio.mts';

/** Small, so that what is written can still be read where the picture is shown smaller. */
const SIZE = { width: 1120, height: 680 };
const ORDERS = 12;
/** How long a viewer needs to see what has come of a click, in seconds. */
const READING = 1.4;
const READING_AT_LAST = 3;

interface Filmed {
	readonly page: Page;
	readonly camera: Camera;
	readonly hand: Hand;
}

/** From two values to the orders of an account: the moving picture of the README. */
export async function filmFirstMinutes({ page, sandbox }: Studio): Promise<void> {
	sandbox.control.ecross.seed({ orders: ORDERS });
	const size = page.viewportSize() ?? SIZE;
	await page.setViewportSize(SIZE);
	await Hand.showOn(page);
	await page.goto('/home/credentials/create', { waitUntil: 'domcontentloaded' });
	await page.getByTestId('new-credential-type-select').waitFor();
	const camera = await Camera.roll(page);
	const filmed = { page, camera, hand: new Hand(page, camera) };
	await enterCredential(filmed);
	await addNode(filmed);
	await runNode(filmed);
	await camera.stop(join(imagesFolder, 'first-minutes.webp'));
	console.log(`first-minutes.webp plays ${camera.seconds.toFixed(1)} s`);
	await page.setViewportSize(size);
}

async function enterCredential({ page, camera, hand }: Filmed): Promise<void> {
	const { clientId, clientSecret } = sandboxCredentials.ecross;
	const type = page.getByTestId('new-credential-type-select').locator('input');
	await hand.click(type);
	await hand.type(type, 'e-cross');
	const options = page.getByTestId('new-credential-type-select-option');
	await hand.click(options.filter({ visible: true, hasText: 'E-CROSS API' }));
	await hand.click(page.getByTestId('new-credential-type-button'));
	const form = page.getByTestId('editCredential-modal');
	await hand.paste(form.getByTestId('parameter-input-clientId').locator('input'), clientId);
	await hand.paste(form.getByTestId('parameter-input-clientSecret').locator('input'), clientSecret);
	await hand.click(page.getByTestId('credential-save-button'));
	const green = form.getByTestId('credentials-config-container-test-success');
	await camera.scene(READING, () => green.waitFor());
	await camera.scene(READING, () => delay(READING * 1_000));
	await page.keyboard.press('Escape');
	await form.waitFor({ state: 'hidden' });
}

async function addNode({ page, hand }: Filmed): Promise<void> {
	await hand.click(page.getByTestId('universal-add').getByRole('button'));
	await hand.click(page.getByTestId('navigation-menu-item').filter({ hasText: 'New workflow' }));
	await hand.click(page.getByTestId('canvas-add-button'));
	const creator = page.getByTestId('node-creator');
	await hand.type(creator.getByTestId('node-creator-search-bar'), 'e-cross');
	await hand.click(
		creator
			.getByTestId('item-iterator-item')
			.filter({ has: page.getByText('E-CROSS', { exact: true }) })
			.first(),
	);
	await hand.click(creator.getByText(/^Actions \(/));
	await hand.click(creator.getByText('Get many orders', { exact: true }));
}

async function runNode({ page, camera, hand }: Filmed): Promise<void> {
	const panel = await NodePanel.opened(page);
	await camera.scene(READING, () => delay(READING * 1_000));
	await hand.click(page.getByTestId('ndv').getByTestId('node-execute-button'));
	await panel.itemCount();
	const output = page.getByTestId('output-panel');
	await camera.scene(READING, () => output.locator('td').first().waitFor());
	await camera.scene(READING_AT_LAST, () => delay(READING_AT_LAST * 1_000));
}
