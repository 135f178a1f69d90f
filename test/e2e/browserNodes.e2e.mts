// The nodes in the editor: found by search, configured by clicking, run, and what a user then sees.
import type { INode } from 'n8n-workflow';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	readExamples,
	sandboxCredentialInputs,
	withCredentialIds,
} from '../../playground/contents.mts';
import type { Credential } from '../../playground/client.mts';
import { caseOf, credentialInput } from './support/credentialCases.mts';
import { openBrowser, signIn } from './support/editor/browser.mts';
import { Canvas } from './support/editor/Canvas.mts';
import { NodeCreator } from './support/editor/NodeCreator.mts';
import { NodePanel } from './support/editor/NodePanel.mts';
import { inARow, ourNode } from './support/inARow.mts';
import { manualTrigger } from './support/manualTrigger.mts';
import { sharedStage } from './support/sharedStage.mts';

const { client, sandbox, n8n, owner } = await sharedStage();

const ACCOUNT = 'browser-nodes';
const ORDERS = 3;

const AGENT: INode = {
	id: 'agent',
	name: 'AI Agent',
	type: '@n8n/n8n-nodes-langchain.agent',
	typeVersion: 2,
	position: [0, 0],
	parameters: {},
};

/** An operation that each action node is configured for, from nothing, as far as it needs no data. */
interface ConfiguredNode {
	readonly node: string;
	readonly credential: string;
	/** What the search offers. */
	readonly action: string;
	readonly resource: string;
	readonly operation: string;
	readonly fields?: Readonly<Record<string, string>>;
	readonly items: RegExp;
}

const ACTION_NODES: readonly ConfiguredNode[] = [
	{
		node: 'Ecart Pay',
		credential: 'Ecart Pay API',
		action: 'Check the connection',
		resource: 'Customer',
		operation: 'Create',
		fields: { first_name: 'Ana', last_name: 'Solis', email: 'ana@example.com' },
		items: /1 item/,
	},
	{
		node: 'ECGrid',
		credential: 'ECGrid API Key API',
		action: 'Check the connection',
		resource: 'Mailbox',
		operation: 'Get Many',
		fields: { limit: '1' },
		items: /1 item/,
	},
	{
		node: 'ECGrid SOAP',
		credential: 'ECGrid SOAP API with an API key',
		action: 'Check the connection',
		resource: 'Parcel',
		operation: 'List Inbox',
		items: /\d items?/,
	},
	{
		node: 'Pledg',
		credential: 'Pledg API',
		action: 'Check the connection',
		resource: 'Payment Schedule',
		operation: 'Simulate',
		fields: { merchantUid: 'mer_sandbox', amount: '250' },
		items: /\d items?/,
	},
];

/** One that needs nothing but the sandbox, and shows our nodes between n8n's. */
const EXAMPLE = { name: 'E-CROSS: catalog from a spreadsheet', lastNode: 'Set stock' };

const credentials: Credential[] = [];
let browser: Browser;
let page: Page;

beforeAll(async () => {
	await sandbox.reset();
	for (const title of ['E-CROSS API', ...ACTION_NODES.map(({ credential }) => credential)]) {
		const input = credentialInput(caseOf(title), ACCOUNT, sandbox.addresses);
		credentials.push(await client.createCredential(input));
	}
	await sandbox.seedECross({ account: `client-${ACCOUNT}`, orders: ORDERS });
	browser = await openBrowser();
	page = await signIn(browser, n8n.url, owner);
});

afterAll(async () => await browser?.close());

describe('the search of the node creator', () => {
	let creator: NodeCreator;

	beforeAll(async () => {
		creator = await NodeCreator.onEmptyCanvas(page);
	});

	it.each([
		['E-CROSS', 'ecross'],
		['Ecart Pay', 'ecartpay'],
		['ECGrid', 'ecgrid'],
		['ECGrid SOAP', 'ecgridsoap'],
		['ECGrid Webhook Trigger', 'ecgrid'],
		['Pledg', 'pledg'],
	])('finds %s, with an icon for light and dark', async (name, icon) => {
		const found = await creator.find(name);
		expect(await found.icon()).toMatch(new RegExp(`/${icon}\\.svg$`));
		await page.emulateMedia({ colorScheme: 'dark' });
		await expect.poll(async () => await found.icon()).toMatch(new RegExp(`/${icon}\\.dark\\.svg$`));
		await page.emulateMedia({ colorScheme: 'light' });
	});

	it.each([
		['E-CROSS', /^Sell cross-border: .*\. Starts the workflow when orders/],
		['Ecart Pay', /^Take payments .*\. Starts the workflow when orders/],
		['ECGrid', /^Exchange EDI files: .*\. Starts the workflow for each EDI file/],
		['ECGrid SOAP', /^Call the older SOAP service of ECGrid/],
		['Pledg', /^Let buyers pay later: .*\. Starts the workflow when Pledg/],
	])('tells of %s what it does and what starts it', async (name, description) => {
		const found = await creator.find(name);
		expect(await found.description()).toMatch(description);
	});

	it.each([
		['E-CROSS', 'On order status changed', 'Poll Times'],
		['Ecart Pay', 'On order paid', 'Registration'],
		['ECGrid', 'On new ECGrid event', 'Poll Times'],
		['ECGrid Webhook Trigger', 'Add to workflow', 'Webhook URLs'],
		['Pledg', 'On purchase paid', 'Events'],
	])('adds the trigger of %s by "%s"', async (name, entry, shown) => {
		const onItsOwnCanvas = await NodeCreator.onEmptyCanvas(page);
		const found = await onItsOwnCanvas.find(name);
		const panel = await found.addTrigger(entry);
		expect(await panel.text()).toContain(shown);
	});
});

describe('the tools of an agent', () => {
	it('can be our nodes', async () => {
		const { id } = await client.createWorkflow({
			name: 'Agent in the browser',
			nodes: [AGENT],
			connections: {},
		});
		const creator = await NodeCreator.forToolOfAgent(page, id);
		for (const name of ['E-CROSS', 'Ecart Pay', 'ECGrid', 'ECGrid SOAP', 'Pledg']) {
			const found = await creator.find(`${name} Tool`);
			expect(await found.icon()).toMatch(/\.svg$/);
		}
	});
});

describe('the E-CROSS node', () => {
	let panel: NodePanel;

	it('lists orders after a few clicks from an empty canvas', async () => {
		const creator = await NodeCreator.onEmptyCanvas(page);
		const found = await creator.find('E-CROSS');
		panel = await found.addWithAction('Get many SKUs');
		await panel.selectCredential(credentialName('E-CROSS API'));
		await panel.choose('resource', 'Order');
		await panel.choose('operation', 'Get Many');
		await panel.execute();
		expect(await panel.itemCount()).toMatch(new RegExp(`^${ORDERS} items`));
	});

	it('fills the searchable list of orders', async () => {
		await panel.choose('operation', 'Get');
		const entries = await panel.openList('orderId');
		expect(entries).toHaveLength(ORDERS);
		expect(entries[0]).toMatch(/^\S+-SEED-0+\d \(READY_TO_SHIP\)$/);
		await panel.chooseEntry(String(entries[0]));
		await panel.execute();
		expect(await panel.itemCount()).toMatch(/^1 item/);
	});

	it("shows the provider's own words when it refuses", async () => {
		const words = 'This order belongs to another merchant';
		await sandbox.fault({
			provider: 'ecross',
			operationId: 'getOrderById',
			status: 403,
			body: { message: words },
		});
		await panel.execute();
		const { message, description } = await panel.error();
		expect(`${message}\n${description}`).toContain(words);
	});
});

describe('a node that has never run', () => {
	it.each([
		['E-CROSS API', 'eCross', { resource: 'order', operation: 'getAll' }, 'salesChannelOrderId'],
		['Ecart Pay API', 'ecartPay', { resource: 'customer', operation: 'getAll' }, 'first_name'],
		['ECGrid API Key API', 'ecGrid', { resource: 'user', operation: 'getMe' }, 'firstName'],
	])('of %s offers its fields, and they can be dragged', async (title, type, parameters, field) => {
		const create = { resource: 'customer', operation: 'create' };
		const nodes = [
			manualTrigger('Start'),
			ourNode('Before', type, credential(title), parameters),
			ourNode('Customer', 'ecartPay', credential('Ecart Pay API'), create),
		];
		const { id } = await client.createWorkflow({ name: `Never run: ${type}`, ...inARow(nodes) });
		const panel = await NodePanel.ofNode(page, id, 'Customer');
		expect(await panel.inputFields('Before')).toContain(field);
		expect(await panel.drag('Before', field, 'first_name')).toBe(`{{ $json.${field} }}`);
	});
});

describe('an example', () => {
	it('runs to its end by one click', async () => {
		const linked = await Promise.all(
			sandboxCredentialInputs(sandbox.addresses)
				.filter(({ type }) => type === 'eCrossApi')
				.map(async (input) => await client.createCredential(input)),
		);
		const examples = await readExamples(new URL(sandbox.addresses.control).origin);
		const example = examples.find(({ name }) => name === EXAMPLE.name);
		if (!example) throw new Error(`There is no example "${EXAMPLE.name}"`);
		const { id } = await client.createWorkflow(withCredentialIds(example, linked));
		const canvas = await Canvas.ofWorkflow(page, id);
		await canvas.execute();
		await canvas.waitForSuccess(EXAMPLE.lastNode);
	});
});

describe('an action node', () => {
	it.each(ACTION_NODES)('$node runs as configured by clicking', async (configured) => {
		const { node, credential, action, resource, operation, fields = {}, items } = configured;
		const creator = await NodeCreator.onEmptyCanvas(page);
		const found = await creator.find(node);
		const panel = await found.addWithAction(action);
		await panel.choose('resource', resource);
		await panel.choose('operation', operation);
		await panel.selectCredential(credentialName(credential));
		for (const [field, value] of Object.entries(fields)) await panel.fill(field, value);
		await panel.execute();
		expect(await panel.itemCount()).toMatch(items);
	});
});

function credential(title: string): Credential {
	const match = credentials.find(({ name }) => name === credentialName(title));
	if (!match) throw new Error(`There is no credential for ${title}`);
	return match;
}

function credentialName(title: string): string {
	return `${title}, ${ACCOUNT}`;
}
