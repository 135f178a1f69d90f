import type { Locator, Page } from 'playwright-core';
import { chooseOption } from './chooseOption.mts';

/** What the output panel says of a run that failed. */
interface ShownError {
	readonly message: string;
	readonly description: string;
}

/** The open panel of one node: input, parameters and output. Fields are known by their names. */
export class NodePanel {
	private readonly page: Page;
	private readonly panel: Locator;
	private readonly output: Locator;

	private constructor(page: Page) {
		this.page = page;
		this.panel = page.getByTestId('ndv');
		this.output = this.panel.getByTestId('output-panel');
	}

	/** The panel of the node that was just added or opened. */
	static async opened(page: Page): Promise<NodePanel> {
		const opened = new NodePanel(page);
		await opened.panel.getByTestId('node-parameters').waitFor();
		return opened;
	}

	async selectCredential(name: string): Promise<void> {
		await this.panel.getByTestId('node-credentials-select').click();
		await chooseOption(this.page, name);
	}

	/** Chooses from a drop-down list. */
	async choose(field: string, optionName: string): Promise<void> {
		await this.field(field).click();
		await chooseOption(this.page, optionName);
	}

	async fill(field: string, text: string): Promise<void> {
		await this.field(field).locator('input').fill(text);
	}

	/** Opens the list of a field that names a record of the provider. Returns its first entries. */
	async openList(field: string): Promise<string[]> {
		await this.field(field).getByTestId('rlc-input').click();
		const entries = this.page.getByTestId('rlc-item').filter({ visible: true });
		await entries.first().waitFor();
		return (await entries.allInnerTexts()).map((entry) => entry.trim());
	}

	/** Chooses an entry of the list that `openList` has opened. */
	async chooseEntry(entry: string): Promise<void> {
		await this.page
			.getByTestId('rlc-item')
			.filter({ visible: true, hasText: entry })
			.first()
			.click();
	}

	/** Runs the node, and what comes before it, by "Execute step". */
	async execute(): Promise<void> {
		await this.panel.getByTestId('node-execute-button').click();
	}

	/** Waits for a successful run. Returns the number of items as the panel states it. */
	async itemCount(): Promise<string> {
		await this.output.getByTestId('node-run-status-success').waitFor();
		return await this.output.getByTestId('ndv-items-count').innerText();
	}

	/** Waits for a failed run. */
	async error(): Promise<ShownError> {
		const message = this.output.getByTestId('node-error-message');
		await message.waitFor();
		const descriptions = await this.output.getByTestId('node-error-description').allInnerTexts();
		return { message: await message.innerText(), description: descriptions.join('\n') };
	}

	/** All that the panel shows. */
	async text(): Promise<string> {
		return await this.panel.innerText();
	}

	private field(name: string): Locator {
		return this.panel.getByTestId(`parameter-input-${name}`);
	}
}
