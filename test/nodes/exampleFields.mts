import { readdirSync, readFileSync } from 'node:fs';

import type { INode } from 'n8n-workflow';
import { expect, test } from 'vitest';

import type { Resource } from '../../nodes/shared/operation/operation';

const folder = new URL('../../examples/', import.meta.url);

/**
 * One test for each node of a type in the example workflows: it fills in fields that exist.
 *
 * @param engineFields names of the fields that the engine adds to those of an operation
 */
export function testExampleFields(
	nodeName: string,
	resources: readonly Resource[],
	engineFields: readonly string[],
): void {
	test.each(exampleNodes(nodeName))('%s fills in fields that exist', (_name, { parameters }) => {
		const operation = resources
			.find(({ value }) => value === parameters.resource)
			?.operations.find(({ value }) => value === parameters.operation);
		expect(operation).toBeDefined();
		const { filters, additionalFields, ...shown } = parameters;
		const known = [...engineFields, ...Object.keys(operation?.parameters ?? {})];
		expect(known).toEqual(expect.arrayContaining(Object.keys(shown)));
		const optional = Object.keys(operation?.optional ?? {});
		expect(optional).toEqual(
			expect.arrayContaining(Object.keys({ ...Object(filters), ...Object(additionalFields) })),
		);
	});
}

function exampleNodes(nodeName: string): Array<[string, INode]> {
	const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
	return files.flatMap((file) => {
		const workflow = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as { nodes: INode[] };
		return workflow.nodes
			.filter(({ type }) => type === `n8n-nodes-commerce-connectors.${nodeName}`)
			.map((node): [string, INode] => [`${file}: ${node.name}`, node]);
	});
}
