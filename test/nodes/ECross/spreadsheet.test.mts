/** The rows of the example that takes a catalog from a spreadsheet, with cells left blank. */
import { readFileSync } from 'node:fs';

import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { ECrossApi } from '../../../credentials/ECrossApi.credentials';
import { ECross } from '../../../nodes/ECross/ECross.node';
import { sandboxCredentials, startSandbox, type Sandbox } from '../../../sandbox/server.mts';
import { CredentialStore, runNode } from '../harness.mts';

const file = new URL('../../../examples/e-cross-catalogue-from-spreadsheet.json', import.meta.url);
const { nodes } = JSON.parse(readFileSync(file, 'utf8')) as { nodes: INode[] };

/** The parameters of a node of the example, which reads the row from the item itself here. */
function parametersOf(name: string): INodeParameters {
	const found = nodes.find((node) => node.name === name);
	const text = JSON.stringify(found?.parameters);
	return JSON.parse(text.replaceAll("$('Read rows').item.json", '$json')) as INodeParameters;
}

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});

afterAll(async () => await sandbox.close());

const ROW = {
	product: 'mug',
	sku: 'mug-blue',
	main: 'true',
	name: 'Mug, blue',
	weight: '0.4',
	price: '9.90',
	stock: '12',
};

/** Runs a node of the example on a good row and another one. */
async function run(name: string, second: IDataObject): Promise<IDataObject[]> {
	const credentials = new CredentialStore([new ECrossApi()], {
		eCrossApi: {
			environment: 'custom',
			...sandbox.addresses.ecross,
			...sandboxCredentials.ecross,
			storage: true,
		},
	});
	const outputs = await runNode({
		node: new ECross(),
		parameters: parametersOf(name),
		credentials,
		items: [{ json: ROW }, { json: { ...ROW, product: 'cup', sku: 'cup', ...second } }],
		settings: { onError: 'continueRegularOutput' },
	});
	return outputs.map(({ json }) => json);
}

const BLANKS = ['', ' ', '\t', '\u00a0', null];

describe.each([
	['price', 'Create or update SKUs', 'Origin Sale Price'],
	['stock', 'Set stock', 'Quantity'],
])('a blank %s', (cell, node, field) => {
	test.each(BLANKS)('(%j) stops its row, and says which', async (blank) => {
		await run('Create or update SKUs', {});
		const [first, second] = await run(node, { [cell]: blank });
		expect(first).not.toHaveProperty('error');
		expect(second?.error).toBe(`${field} is an expression that returned nothing for item 1`);
	});

	test('that is missing as a column stops its row too', async () => {
		await run('Create or update SKUs', {});
		const [, second] = await run(node, { [cell]: undefined });
		expect(second?.error).toContain('returned nothing for item 1');
	});
});
