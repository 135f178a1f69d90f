/** What n8n finds beside the built nodes when it shows their output before they have run. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { expect, test } from 'vitest';

import { documentedOperations } from '../../packages/schemas/documented.mts';
import { builtNodes } from '../../packages/schemas/nodes.mts';

// n8n-core writes its settings below this folder when it is loaded.
process.env.N8N_USER_FOLDER ??= mkdtempSync(join(tmpdir(), 'n8n-nodes-test-'));
const { loadOutputSchema } = await import('n8n-core');

const dist = resolve(import.meta.dirname, '../../dist');

test.each(builtNodes)(
	'n8n finds the schema of each documented operation of $name',
	({ name, contract, node, resources }) => {
		const operations = documentedOperations(contract, resources);
		expect(operations.length).toBeGreaterThan(0);
		const missing = operations.filter((one) => {
			const [resource = '', operation = ''] = one.split(' ');
			const nodeDir = join(dist, 'nodes', name);
			const schema = loadOutputSchema({
				...{ nodeDir, resource, operation },
				version: Number(node.description.version),
			});
			// The editor refuses one that is not an object with members.
			return schema?.type !== 'object' || Object.keys(schema.properties ?? {}).length === 0;
		});
		expect(missing).toEqual([]);
	},
);

test('the schema of a list has what Simplify leaves', () => {
	const properties = propertiesOf('ECross', 'order', 'getAll');
	expect(properties).toMatchObject({ orderId: { type: 'string' }, value: { type: 'number' } });
	expect(properties).not.toHaveProperty('customer');
});

test('the schema of a REST operation of ECGrid is without the envelope', () => {
	const properties = propertiesOf('EcGrid', 'mailbox', 'get');
	expect(properties).toHaveProperty('mailboxId');
	expect(properties).not.toHaveProperty('success');
});

test('what a contract only assumes is in no schema', () => {
	expect(propertiesOf('ECross', 'sku', 'getAll')).not.toHaveProperty('localizationStatus');
});

function propertiesOf(name: string, resource: string, operation: string): object {
	const nodeDir = join(dist, 'nodes', name);
	return loadOutputSchema({ nodeDir, version: 1, resource, operation })?.properties ?? {};
}
