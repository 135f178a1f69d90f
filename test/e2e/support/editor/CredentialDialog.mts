import type { Locator, Page } from 'playwright-core';
import { chooseOption } from './chooseOption.mts';

/** n8n's dialog for one credential. Fields are known by their names in the credential type. */
export class CredentialDialog {
	private readonly page: Page;
	private readonly dialog: Locator;

	private constructor(page: Page) {
		this.page = page;
		this.dialog = page.getByTestId('editCredential-modal');
	}

	/** Opens an empty form, as "Create credential" does, with the type found by its name. */
	static async create(page: Page, typeName: string): Promise<CredentialDialog> {
		await page.goto('/home/credentials/create', { waitUntil: 'domcontentloaded' });
		await page.getByTestId('new-credential-type-select').locator('input').fill(typeName);
		await page
			.getByTestId('new-credential-type-select-option')
			.filter({ visible: true, hasText: typeName })
			.click();
		await page.getByTestId('new-credential-type-button').click();
		const opened = new CredentialDialog(page);
		await opened.dialog.getByTestId('node-credentials-config-container').waitFor();
		return opened;
	}

	async fill(field: string, text: string): Promise<void> {
		await this.field(field).locator('input').fill(text);
	}

	/** Chooses from a drop-down list. */
	async choose(field: string, optionName: string): Promise<void> {
		await this.field(field).click();
		await chooseOption(this.page, optionName);
	}

	/** Saves; n8n then tests the credential. */
	async save(): Promise<void> {
		await this.page.getByTestId('credential-save-button').getByRole('button').click();
	}

	/** Waits for the green box of the Test. */
	async waitForSuccess(): Promise<void> {
		await this.dialog.getByTestId('credentials-config-container-test-success').waitFor();
	}

	/** Waits for the red box of the Test and unfolds it. Returns the sentences it shows. */
	async readRefusal(): Promise<string> {
		const title = this.dialog.getByText('Couldn’t connect with these settings');
		await title.waitFor();
		await this.dialog.getByText('More details').click();
		// The box has no name of its own: it is what surrounds the row with title and button.
		const box = title.locator('xpath=ancestor::*[.//button][1]/..');
		const [, , ...sentences] = (await box.innerText()).split('\n').filter((line) => line.trim());
		return sentences.join('\n');
	}

	/** All that the form shows, from top to bottom. */
	async text(): Promise<string> {
		return await this.dialog.innerText();
	}

	private field(name: string): Locator {
		return this.dialog.getByTestId(`parameter-input-${name}`);
	}
}
