import type { Locator, Page } from 'playwright-core';
import { NodePanel } from './NodePanel.mts';

const UNFOLDING_MILLISECONDS = 3_000;
const MOST_CLICKS = 5;
const MOST_SEARCHES = 20;

/** What the browser knows of an image element. */
interface DrawnImage {
	readonly src: string;
	/** Rejects for a broken image. */
	decode(): Promise<void>;
}

/** n8n's panel in which nodes are searched and added. */
export class NodeCreator {
	private readonly page: Page;
	private readonly panel: Locator;

	private constructor(page: Page) {
		this.page = page;
		this.panel = page.getByTestId('node-creator');
	}

	/** Opens it as the first step of a new workflow. */
	static async onEmptyCanvas(page: Page): Promise<NodeCreator> {
		await page.goto('/workflow/new', { waitUntil: 'domcontentloaded' });
		await page.getByTestId('canvas-add-button').click();
		return new NodeCreator(page);
	}

	/** Opens it for a tool of the agent in a saved workflow. */
	static async forToolOfAgent(page: Page, workflowId: string): Promise<NodeCreator> {
		await page.goto(`/workflow/${workflowId}`, { waitUntil: 'domcontentloaded' });
		// All inputs of the node share one test id.
		const toolInput = page.locator('[data-handleid="inputs/ai_tool/0"]');
		await toolInput.getByTestId('canvas-handle-plus').click();
		return new NodeCreator(page);
	}

	/** Finds a node by its name. A node and its trigger of one name are one entry. */
	async find(name: string): Promise<FoundNode> {
		const search = this.page.getByTestId('node-creator-search-bar');
		const entry = this.panel
			.getByTestId('item-iterator-item')
			.filter({ has: this.page.getByText(name, { exact: true }) })
			.first();
		// What is typed before n8n has all nodes is searched among those that are there.
		for (let searches = 0; searches < MOST_SEARCHES; searches++) {
			await search.fill('');
			await search.fill(name);
			if (await appears(entry)) return new FoundNode(this.page, this.panel, entry);
		}
		throw new Error(`n8n finds no node "${name}"`);
	}
}

/** A node among the results of a search. */
class FoundNode {
	private readonly page: Page;
	private readonly panel: Locator;
	private readonly entry: Locator;

	constructor(page: Page, panel: Locator, entry: Locator) {
		this.page = page;
		this.panel = panel;
		this.entry = entry;
	}

	/** The path of its icon, once the browser has drawn it. */
	async icon(): Promise<string> {
		const image = this.entry.locator('img').first();
		await image.waitFor();
		const src = await image.evaluate(async (drawn: DrawnImage) => {
			await drawn.decode();
			return drawn.src;
		});
		return new URL(src).pathname;
	}

	/** What stands below its name. */
	async description(): Promise<string> {
		return await this.entry.getByTestId('node-creator-item-description').innerText();
	}

	/** Adds the node with one of its actions. */
	async addWithAction(action: string): Promise<NodePanel> {
		await this.entry.click();
		const section = this.panel.getByText(/^Actions \(/);
		await section.waitFor();
		const wanted = this.panel.getByText(action, { exact: true });
		// n8n unfolds the actions of some nodes by itself, a moment after it has shown the section; a
		// click just then folds them again.
		for (let clicks = 0; clicks < MOST_CLICKS && !(await appears(wanted)); clicks++) {
			await section.click();
		}
		await wanted.click();
		return await NodePanel.opened(this.page);
	}

	/** Adds the trigger of the node, by the entry or button of this text; n8n offers its events, if any. */
	async addTrigger(text: string): Promise<NodePanel> {
		await this.entry.click();
		await this.panel.getByText(text, { exact: true }).click();
		return await NodePanel.opened(this.page);
	}
}

async function appears(element: Locator): Promise<boolean> {
	return await element.waitFor({ timeout: UNFOLDING_MILLISECONDS }).then(
		() => true,
		() => false,
	);
}
