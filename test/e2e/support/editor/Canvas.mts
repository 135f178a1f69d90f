import type { Locator, Page } from 'playwright-core';

/** The drawing of a saved workflow. */
export class Canvas {
	private readonly page: Page;

	private constructor(page: Page) {
		this.page = page;
	}

	static async ofWorkflow(page: Page, workflowId: string): Promise<Canvas> {
		await page.goto(`/workflow/${workflowId}`, { waitUntil: 'domcontentloaded' });
		return new Canvas(page);
	}

	/** Runs the workflow by the button below it. */
	async execute(): Promise<void> {
		await this.page.getByTestId('execute-workflow-button').first().click();
	}

	/** Waits until a node has succeeded, and moves the whole workflow into view. */
	async waitForSuccess(nodeName: string): Promise<void> {
		await this.node(nodeName).getByTestId('canvas-node-status-success').waitFor();
		await this.fit();
	}

	/** Moves the whole workflow into view. */
	async fit(): Promise<void> {
		await this.page.getByTestId('zoom-to-fit').click();
	}

	/** Every node and note. */
	get contents(): Locator {
		return this.page.locator('.vue-flow__node');
	}

	private node(name: string): Locator {
		return this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
	}
}
