import { readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

import { nodesUnderContract } from '../contract/nodes.mts';

test.each(nodesUnderContract)('the page of $provider.name names every operation', (node) => {
	const page = readFileSync(new URL(`../../docs/${node.contract}.md`, import.meta.url), 'utf8');
	const missing = node.resources.flatMap(({ name, operations }) => {
		const section = sectionOf(page, name);
		return operations
			.filter((one) => !section.includes(one.name))
			.map((one) => `${name}: ${one.name}`);
	});
	expect(missing).toEqual([]);
});

/** What stands under a heading, up to the next one of whatever level. */
function sectionOf(page: string, heading: string): string {
	const lines = page.split('\n');
	const start = lines.findIndex(
		(line) => /^#+ /.test(line) && line.replace(/^#+ /, '') === heading,
	);
	const length = lines.slice(start + 1).findIndex((line) => /^#+ /.test(line));
	if (start < 0) return '';
	return lines.slice(start + 1, length < 0 ? undefined : start + 1 + length).join('\n');
}
