import type { Page } from 'playwright-core';
import type { WorkflowInput } from '../../playground/client.mts';
import { sandboxCredentials } from '../../sandbox/credentials.mts';
import { Canvas } from '../e2e/support/editor/Canvas.mts';
import { CredentialDialog } from '../e2e/support/editor/CredentialDialog.mts';
import { NodeCreator } from '../e2e/support/editor/NodeCreator.mts';
import { NodePanel } from '../e2e/support/editor/NodePanel.mts';
import { inARow, ourNode } from '../e2e/support/inARow.mts';
import { manualTrigger } from '../e2e/support/manualTrigger.mts';
import { takePicture } from './still.mts';
import type { Contents, Studio } from './studio.mts';

const ORDERS = 3;
const EXAMPLE = 'E-CROSS: catalog from a spreadsheet';

/** A form that is green, and then red. */
export async function pictureCredential({ page }: Studio): Promise<void> {
	const { clientId, clientSecret } = sandboxCredentials.ecross;
	const dialog = await CredentialDialog.create(page, 'E-CROSS API');
	await dialog.fill('clientId', clientId);
	await dialog.fill('clientSecret', clientSecret);
	await dialog.save();
	await dialog.waitForSuccess();
	await takePicture(page, 'credential');
	await dialog.fill('clientSecret', 'not-my-secret');
	await dialog.save();
	await dialog.readRefusal();
	await takePicture(page, 'credential-refused');
}

/** An example that has run. */
export async function pictureRun(page: Page, { workflows }: Contents): Promise<void> {
	const id = workflows.get(EXAMPLE);
	if (id === undefined) throw new Error(`There is no example "${EXAMPLE}"`);
	const canvas = await Canvas.ofWorkflow(page, id);
	await canvas.execute();
	await canvas.waitForSuccess('Set stock');
	await takePicture(page, 'editor');
}

/** A node that has listed orders, and its list to choose one from. */
export async function picturePanel({ page, sandbox }: Studio): Promise<void> {
	sandbox.control.ecross.seed({ orders: ORDERS });
	const creator = await NodeCreator.onEmptyCanvas(page);
	const found = await creator.find('E-CROSS');
	const panel = await found.addWithAction('Get many orders');
	await panel.selectCredential('E-CROSS (sandbox)');
	await panel.execute();
	await panel.itemCount();
	await takePicture(page, 'operation');
	await panel.choose('operation', 'Get');
	await panel.openList('orderId');
	await takePicture(page, 'searchable-list');
}

function labelsOfOrders({ credentials }: Contents): WorkflowInput {
	const eCross = credentials.find(({ type }) => type === 'eCrossApi');
	if (!eCross) throw new Error('There is no credential of E-CROSS');
	const nodes = [
		manualTrigger('Start'),
		ourNode('Orders', 'eCross', eCross, { resource: 'order', operation: 'getAll' }),
		ourNode('Documents', 'eCross', eCross, { resource: 'order', operation: 'getDocuments' }),
	];
	return { name: 'Documents of orders', ...inARow(nodes) };
}

/** The fields of a node that has never run, one of them on its way into a parameter. */
export async function pictureFields({ page, client }: Studio, contents: Contents): Promise<void> {
	const { id } = await client.createWorkflow(labelsOfOrders(contents));
	const panel = await NodePanel.ofNode(page, id, 'Documents');
	await panel.carry('Orders', 'orderId', 'orderId');
	await takePicture(page, 'fields-before-the-first-run');
	await page.mouse.up();
}
