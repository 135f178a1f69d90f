// The words of n8n's own screen that our pages and messages tell users to press.
import type { INode } from 'n8n-workflow';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, signIn } from './support/editor/browser.mts';
import { CredentialDialog } from './support/editor/CredentialDialog.mts';
import { sharedStage } from './support/sharedStage.mts';
import { OWNER } from './support/stage.mts';

const { client, n8n } = await sharedStage();

const isNewLine = !n8n.version.startsWith('1.');

const PACKAGE = 'n8n-nodes-commerce-connectors';

/** What starts a node alone: n8n has a word of its own for triggers that poll. */
const NODES: ReadonlyArray<readonly [type: string, button: string]> = [
	['eCross', 'Execute step'],
	['eCrossTrigger', 'Fetch Test Event'],
	['pledgTrigger', 'Execute step'],
];

let browser: Browser;
let page: Page;
let workflowId: string;

beforeAll(async () => {
	browser = await openBrowser();
	page = await signIn(browser, n8n.url, OWNER);
	const nodes = NODES.map(([type], index): INode => {
		const position: [number, number] = [index * 300, 0];
		return {
			id: type,
			name: type,
			type: `${PACKAGE}.${type}`,
			typeVersion: 1,
			position,
			parameters: {},
		};
	});
	const created = await client.createWorkflow({
		name: 'Words',
		nodes,
		connections: {},
		settings: {},
	});
	workflowId = created.id;
});

afterAll(async () => {
	await client.deleteWorkflow(workflowId);
	await browser?.close();
});

describe(`the screen of n8n ${isNewLine ? '2' : '1'}`, () => {
	it.each(NODES)('starts %s alone with "%s"', async (type, button) => {
		await page.goto(`/workflow/${workflowId}/${type}`, { waitUntil: 'domcontentloaded' });
		const panel = page.getByTestId('ndv');
		await panel.getByTestId('node-parameters').waitFor();
		expect(await panel.getByTestId('node-execute-button').first().innerText()).toBe(button);
	});

	it('puts a workflow to work with "Publish", or with a switch', async () => {
		await page.goto(`/workflow/${workflowId}`, { waitUntil: 'domcontentloaded' });
		await page.getByTestId('canvas-node').first().waitFor();
		const word = isNewLine ? 'Publish' : 'Inactive';
		await page.getByText(word, { exact: true }).first().waitFor();
	});

	it('tests a credential on "Save", and again on "Retry"', async () => {
		const dialog = await CredentialDialog.create(page, 'ECGrid API Key API');
		await dialog.fill('apiKey', 'wrong');
		const save = page.getByTestId('credential-save-button');
		expect(await save.innerText()).toBe('Save');
		await dialog.save();
		await dialog.readRefusal();
		const buttons = await page
			.getByTestId('editCredential-modal')
			.getByRole('button')
			.allInnerTexts();
		expect(buttons.map((text) => text.trim())).toContain('Retry');
		expect(buttons.join(' ')).not.toMatch(/\btest\b/i);
	});
});
