import { readdirSync, readFileSync } from 'node:fs';

import type { INode } from 'n8n-workflow';
import { expect, test } from 'vitest';

import { resources } from '../../../nodes/EcartPay/resources/index';

const folder = new URL('../../../examples/', import.meta.url);
const NODE = 'n8n-nodes-commerce-connectors.ecartPay';

/** Names of fields that the engine adds to those of an operation. */
const COMMON = ['resource', 'operation', 'options', 'returnAll', 'limit', 'simple'];

const nodes = readdirSync(folder)
	.filter((name) => name.startsWith('ecart-pay-'))
	.flatMap((file) => {
		const workflow = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as { nodes: INode[] };
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
