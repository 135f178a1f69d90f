import type { Locator, Page } from 'playwright-core';

/** The screen "Settings > Community nodes". */
export class CommunityNodesPage {
	private readonly page: Page;

	constructor(page: Page) {
		this.page = page;
	}

	/** Loads the screen anew; n8n asks the registry for updates each time. Resolves once it has the list. */
	async open(): Promise<void> {
		await this.page.goto('/settings/community-nodes', { waitUntil: 'domcontentloaded' });
		await this.openDialog.first().waitFor();
	}

	async install(packageName: string): Promise<void> {
		await this.openDialog.click();
		const dialog = this.page.getByRole('dialog');
		await dialog.getByTestId('package-name-input').fill(packageName);
		await dialog.getByTestId('user-agreement-checkbox').click();
		await dialog.getByTestId('install-community-package-button').click();
		await dialog.waitFor({ state: 'detached' });
	}

	/** Takes the update that the package's card offers. */
	async update(packageName: string): Promise<void> {
		await this.card(packageName).getByRole('button', { name: 'Update' }).click();
		await this.confirm('Confirm update');
	}

	async uninstall(packageName: string): Promise<void> {
		await this.card(packageName).getByTestId('action-toggle').click();
		await this.page.getByTestId('action-uninstall').click();
		await this.confirm('Confirm uninstall');
	}

	/** The installed package as the screen shows it, with its version and nodes. */
	card(packageName: string): Locator {
		return this.page.getByTestId('community-package-card').filter({ hasText: packageName });
	}

	/** On an empty screen in its middle, else at its top. */
	private get openDialog(): Locator {
		return this.page.getByRole('button', { name: /^Install( a community node)?$/ });
	}

	private async confirm(label: string): Promise<void> {
		const dialog = this.page.getByRole('dialog');
		await dialog.getByRole('button', { name: label }).click();
		await dialog.waitFor({ state: 'detached' });
	}
}
