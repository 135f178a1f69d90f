import { readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

import { resources as soapResources } from '../../nodes/EcGridSoap/resources';
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

test.each([
	...nodesUnderContract.map(({ contract, resources }) => ({ page: contract, resources })),
	{ page: 'ecgrid-soap', resources: soapResources },
])('the README counts the operations of $page, and names its resources', ({ page, resources }) => {
	const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
	const row = new RegExp(
		`^\\| \\[[^\\]]+\\]\\(docs/${page}\\.md\\) +\\| (\\d+) +\\| (.*) \\|$`,
		'm',
	);
	const [, count, names = ''] = row.exec(readme) ?? [];
	expect(Number(count)).toBe(resources.flatMap(({ operations }) => operations).length);
	expect(names.trim().split(', ').sort()).toEqual(resources.map(({ name }) => name).sort());
});

test('the page on AI agents names every operation whose answer is a secret', () => {
	const page = readFileSync(new URL('../../docs/ai-agents.md', import.meta.url), 'utf8');
	const giving = [
		...nodesUnderContract,
		{ provider: { name: 'ECGrid SOAP' }, resources: soapResources },
	]
		.flatMap(({ provider, resources }) => resources.map((resource) => ({ provider, resource })))
		.flatMap(({ provider, resource }) =>
			resource.operations
				.filter(({ notice = '' }) => /(becomes? part of|goes into) the execution data/.test(notice))
				.map((operation) => [provider.name, `${resource.name}: ${operation.name}`] as const),
		);
	const rowOf = (node: string) => new RegExp(`^\\| ${node} +\\|.*$`, 'm').exec(page)?.[0] ?? '';
	expect(giving.length).toBeGreaterThanOrEqual(10);
	expect(giving.filter(([node, operation]) => !rowOf(node).includes(operation))).toEqual([]);
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
