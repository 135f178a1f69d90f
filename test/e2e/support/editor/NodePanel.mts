import type { Locator, Page } from 'playwright-core';
import { chooseOption } from './chooseOption.mts';

const STEPS_OF_A_DRAG = 10;
const MOVED_AT_FIRST = 60;

/** What the browser knows of a field in the input panel. */
interface OfferedField {
	readonly dataset: { readonly name: string };
}

interface Box {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

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

	/** Opens the panel of a node in a saved workflow. */
	static async ofNode(page: Page, workflowId: string, nodeId: string): Promise<NodePanel> {
		await page.goto(`/workflow/${workflowId}/${nodeId}`, { waitUntil: 'domcontentloaded' });
		return await NodePanel.opened(page);
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

	/** The names of the fields that the input panel offers of the node right before, run or not. */
	async inputFields(nodeName: string): Promise<string[]> {
		const fields = this.inputField(nodeName);
		await fields.first().waitFor();
		return await fields.evaluateAll((pills: readonly OfferedField[]) =>
			pills.map(({ dataset }) => dataset.name),
		);
	}

	/** Drags a field of the input panel onto a parameter. Returns the expression that is there then. */
	async drag(nodeName: string, inputField: string, parameter: string): Promise<string> {
		await this.carry(nodeName, inputField, parameter);
		await this.page.mouse.up();
		// The editor of the expression is there before its text.
		const expression = this.field(parameter).locator('.cm-content').filter({ hasText: '{{' });
		return await expression.innerText();
	}

	/** Picks a field of the input panel up, and holds it over a parameter. */
	async carry(nodeName: string, inputField: string, parameter: string): Promise<void> {
		const pill = this.inputField(nodeName, inputField);
		await pill.hover();
		await this.page.mouse.down();
		const from = await boxOf(pill);
		await this.page.mouse.move(from.x + MOVED_AT_FIRST, from.y + MOVED_AT_FIRST, {
			steps: STEPS_OF_A_DRAG,
		});
		await this.field(parameter).hover();
		// n8n takes the target from a movement over it, and the first one only brings the mouse there.
		const { x, y, width, height } = await boxOf(this.field(parameter));
		await this.page.mouse.move(x + width / 3, y + height / 2, { steps: STEPS_OF_A_DRAG });
	}

	/** All that the panel shows. */
	async text(): Promise<string> {
		return await this.panel.innerText();
	}

	/** All fields of a node, or the one of this name. */
	private inputField(nodeName: string, name?: string): Locator {
		const ofNode = `[data-target="mappable"][data-node-name="${nodeName}"]`;
		return this.panel.locator(name === undefined ? ofNode : `${ofNode}[data-name="${name}"]`);
	}

	private field(name: string): Locator {
		return this.panel.getByTestId(`parameter-input-${name}`);
	}
}

async function boxOf(element: Locator): Promise<Box> {
	const box = await element.boundingBox();
	if (!box) throw new Error('What is to be dragged is not on the screen');
	return box;
}
