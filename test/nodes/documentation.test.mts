import { readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

import { nodesUnderContract } from '../contract/nodes.mts';

test.each(nodesUnderContract)('the page of $provider.name names every operation', (node) => {
	const page = readFileSync(new URL(`../../docs/${node.contract}.md`, import.meta.url), 'utf8');
	for (const { name, operations } of node.resources) {
		const section = page.split(`\n### ${name}\n`)[1]?.split('\n### ')[0] ?? '';
		const missing = operations.filter((one) => !section.includes(`| ${one.name} |`));
		expect(missing.map((one) => `${name}: ${one.name}`)).toEqual([]);
	}
});
