/** What users are shown outside the node fits the node. */
import { readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

import { resources } from '../../../nodes/EcGrid/resources/index';
import { testExampleFields } from '../exampleFields.mts';

const root = new URL('../../../', import.meta.url);

test('the page has every operation under its resource', () => {
	const page = readFileSync(new URL('docs/ecgrid.md', root), 'utf8');
	const missing = resources.flatMap(({ name, operations }) => {
		const [, section = ''] = page.split(`\n### ${name}\n`);
		const [table = ''] = section.split('\n### ');
		return operations
			.filter((operation) => !new RegExp(`^\\| ${operation.name} +\\|`, 'm').test(table))
			.map((operation) => `${name}: ${operation.name}`);
	});
	expect(missing).toEqual([]);
});

testExampleFields('ecGrid', resources, [
	'authentication',
	'resource',
	'operation',
	'options',
	'returnAll',
	'limit',
]);
