import { setTimeout as delay } from 'node:timers/promises';
import type { Locator, Page } from 'playwright-core';
import type { Camera } from './Camera.mts';

/** How long things play in the film, in seconds. */
const APPEARING = 0.3;
const WAY = 0.5;
const CLICKING = 0.25;
const PASTING = 0.5;
const KEY = 0.08;
/** For the browser to draw what has come of it. */
const DRAWING_MILLISECONDS = 350;

/** For stills, which show the page alone. */
export const POINTER_ID = 'filmed-pointer';

/** A page without a window shows no pointer. This one glides to where the browser has the mouse. */
const POINTER = `addEventListener('DOMContentLoaded', () => {
	const pointer = document.createElement('div');
	pointer.innerHTML = '<svg width="22" height="30" viewBox="0 0 22 30"><path d="M2 2v22l6-5 4 9 4-2-4-9h8z" fill="#111" stroke="#fff" stroke-width="2"/></svg>';
	pointer.id = '${POINTER_ID}';
	pointer.style.cssText = 'position: fixed; left: 0; top: 0; z-index: 2147483647; pointer-events: none;'
		+ 'transition: transform ${WAY * 1_000}ms ease-in-out; transform: translate(60vw, 60vh)';
	document.body.append(pointer);
	addEventListener('mousemove', ({ clientX, clientY }) => {
		pointer.style.transform = 'translate(' + clientX + 'px, ' + clientY + 'px)';
	}, true);
});`;

/** Uses a filmed page at a pace that can be followed. */
export class Hand {
	private readonly page: Page;
	private readonly camera: Camera;

	constructor(page: Page, camera: Camera) {
		this.page = page;
		this.camera = camera;
	}

	/** Has a pointer on every page that is loaded from now on. */
	static async showOn(page: Page): Promise<void> {
		await page.addInitScript({ content: POINTER });
	}

	async click(target: Locator): Promise<void> {
		await this.camera.scene(APPEARING, () => target.waitFor());
		await this.camera.scene(WAY, async () => {
			await target.hover();
			await delay(WAY * 1_000);
		});
		await this.camera.scene(CLICKING, async () => {
			await target.click();
			await delay(DRAWING_MILLISECONDS);
		});
	}

	async type(target: Locator, text: string): Promise<void> {
		await this.camera.scene(APPEARING, () => target.waitFor());
		for (const key of text) {
			await this.camera.scene(KEY, () => target.pressSequentially(key, { delay: KEY * 1_000 }));
		}
	}

	/** All at once, as from the clipboard. */
	async paste(target: Locator, text: string): Promise<void> {
		await this.click(target);
		await this.camera.scene(PASTING, async () => {
			await this.page.keyboard.insertText(text);
			await delay(DRAWING_MILLISECONDS);
		});
	}
}
