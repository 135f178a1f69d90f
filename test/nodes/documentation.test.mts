import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import type { INodeProperties } from 'n8n-workflow';
import { describe, expect, test } from 'vitest';

import { EcGridSoap } from '../../nodes/EcGridSoap/EcGridSoap.node';
import { resources as soapResources } from '../../nodes/EcGridSoap/resources';
import { DRY_RUN } from '../../nodes/shared/operation/dryRun';
import { isDeletion, isRepeatable, type Resource } from '../../nodes/shared/operation/operation';
import { nodesUnderContract } from '../contract/nodes.mts';
import { credentialTypes } from './everyNode.mts';

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

test.each(nodesUnderContract)(
	'the page of $provider.name names every operation with Dry Run',
	({ contract, resources }) => {
		const page = readFileSync(new URL(`../../docs/${contract}.md`, import.meta.url), 'utf8');
		const [paragraph = ''] = /^(- )?\*\*Dry Run\*\* .*$/m.exec(page) ?? [];
		const missing = withDryRun(resources)
			.filter(({ name, operation }) => {
				if (isDeletion(operation)) return !/every deletion/i.test(paragraph);
				// They are marked in the tables.
				if (operation.movesMoney && contract === 'ecartpay') return !paragraph.includes('●');
				const [, ...ofResource] = paragraph.split(`${name}: `);
				return !ofResource.some((rest) => rest.includes(operation.name));
			})
			.map(({ name, operation }) => `${name}: ${operation.name}`);
		expect(missing).toEqual([]);
	},
);

/** A node that only reads has none. */
const changing = nodesUnderContract.filter(({ resources }) =>
	resources.some(({ operations }) => operations.some((one) => !isRepeatable(one))),
);

test.each(changing)('operations of $provider.name with Dry Run are found', ({ resources }) => {
	expect(withDryRun(resources).length).toBeGreaterThan(4);
});

function withDryRun(resources: Resource[]) {
	return resources.flatMap(({ name, operations }) =>
		operations
			.filter(({ parameters }) => DRY_RUN in parameters)
			.map((operation) => ({ name, operation })),
	);
}

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

test('the page of ECGrid SOAP names every option', () => {
	const page = readFileSync(new URL('../../docs/ecgrid-soap.md', import.meta.url), 'utf8');
	const { properties } = new EcGridSoap().description;
	const options = properties
		.filter(({ name }) => name === 'options')
		.flatMap(({ options: members = [] }) => members as INodeProperties[])
		.map(({ displayName }) => displayName);
	const section = sectionOf(page, 'Options');
	expect(new Set(options).size).toBeGreaterThanOrEqual(5);
	expect(options.filter((option) => !section.includes(option))).toEqual([]);
});

describe('the page on adding an operation', () => {
	const page = readFileSync(new URL('../../docs/adding-an-operation.md', import.meta.url), 'utf8');
	const rows = Array.from(
		page.matchAll(/^\| (.+?) +\| `(\.\.\/\.\.\/[^`]+)` +\|$/gm),
		([, what = '', from = '']) => ({ what, from }),
	);

	test('names what can be imported', () => {
		expect(rows.length).toBeGreaterThan(5);
	});

	test.each(rows)('finds in $from: $what', async ({ what, from }) => {
		const names = Array.from(what.matchAll(/`(\w+)`/g), ([, name = '']) => name);
		const file = resolve('nodes/X/resources', from);
		const exported = Object.keys((await import(sourceOf(file))) as object);
		expect(names.filter((name) => !exported.includes(name))).toEqual([]);
	});
});

function sourceOf(module: string): string {
	return existsSync(`${module}.ts`) ? `${module}.ts` : join(module, 'index.ts');
}

describe('the page on credentials', () => {
	const page = readFileSync(new URL('../../docs/credentials.md', import.meta.url), 'utf8');
	const ofTypes = credentialTypes.map(({ displayName }) => sectionOf(page, displayName));
	const ofAll = ofTypes.reduce((rest, section) => rest.replace(section, ''), page);

	test.each(credentialTypes)('names every field of $displayName', ({ displayName, properties }) => {
		const text = `${sectionOf(page, displayName)} ${ofAll}`.replace(/\s+/g, ' ');
		const missing = properties
			.filter(({ type }) => type !== 'hidden' && type !== 'notice')
			.map((field) => field.displayName)
			.filter((field) => !text.includes(field));
		expect(missing).toEqual([]);
	});
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
