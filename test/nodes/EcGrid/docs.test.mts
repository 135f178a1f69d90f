/** What users are shown outside the node fits the node. */
import { readdirSync, readFileSync } from 'node:fs';

import type { INode } from 'n8n-workflow';
import { expect, test } from 'vitest';

import { resources } from '../../../nodes/EcGrid/resources/index';

const root = new URL('../../../', import.meta.url);
const NODE = 'n8n-nodes-commerce-connectors.ecGrid';

/** Names of fields that the engine adds to those of an operation. */
const COMMON = ['authentication', 'resource', 'operation', 'options', 'returnAll', 'limit'];

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

const examples = new URL('examples/', root);

const nodes = readdirSync(examples)
	.filter((name) => name.startsWith('ecgrid-'))
	.flatMap((file) => {
		const workflow = JSON.parse(readFileSync(new URL(file, examples), 'utf8')) as {
			nodes: INode[];
		};
		return workflow.nodes
			.filter(({ type }) => type === NODE)
			.map((node): [string, INode] => [`${file}: ${node.name}`, node]);
	});

test.each(nodes)('%s fills in fields that exist', (_name, { parameters }) => {
	const operation = resources
		.find(({ value }) => value === parameters.resource)
		?.operations.find(({ value }) => value === parameters.operation);
	expect(operation).toBeDefined();
	const { filters, additionalFields, ...shown } = parameters;
	const known = [...COMMON, ...Object.keys(operation?.parameters ?? {})];
	expect(known).toEqual(expect.arrayContaining(Object.keys(shown)));
	const optional = Object.keys(operation?.optional ?? {});
	expect(optional).toEqual(
		expect.arrayContaining(Object.keys({ ...Object(filters), ...Object(additionalFields) })),
	);
});
