import type { INodeProperties } from 'n8n-workflow';
import { describe, expect, test } from 'vitest';

import { operation, type Resource } from '../../../../nodes/shared/operation/operation';
import { itemsAtOnce, OPTIONS } from '../../../../nodes/shared/operation/options';
import { shownFor } from '../../../../nodes/shared/form/shownFor';
import { actionNodes } from '../../everyNode.mts';
import { NAMES } from '../exampleNode.mts';

/**
 * Every editor that opens a workflow loads it, and so does every AI agent with the node as a tool.
 */
const LARGEST_DESCRIPTION = 300_000;

describe.each(actionNodes)('the Options of $name', ({ node, folder, resources }) => {
	const { description } = node;
	const fields = description.properties.filter(({ name }) => name === OPTIONS);
	const isSoap = folder === 'EcGridSoap';

	test('are one field for each operation, made for it', () => {
		for (const { value: resource, operations } of resources) {
			for (const operation of operations) {
				const shown = fields.filter((field) => isShown(field, resource, operation.value));
				expect(shown, `${resource} ${operation.value}`).toHaveLength(1);
				const members = (shown[0]?.options ?? []) as INodeProperties[];
				const defaults = new Map(members.map((member) => [member.name, member.default]));
				expect(defaults.get('itemsAtOnce')).toBe(itemsAtOnce(operation));
				const files = operation.filesOut === true;
				const [megabytes, seconds] = isSoap ? [50, 300] : files ? [100, 300] : [32, 60];
				expect(defaults.get('largestAnswer')).toBe(megabytes);
				expect(defaults.get('timeLimit')).toBe(seconds);
				expect(defaults.has('allowRetryOnFail')).toBe(operation.movesMoney === true);
			}
		}
	});

	test('are few, so that the description stays small', () => {
		expect(fields.length).toBeLessThan(10);
		expect(JSON.stringify(description).length).toBeLessThan(LARGEST_DESCRIPTION);
	});
});

describe('a shared field', () => {
	const things = resourcesOf({ cat: ['get', 'add'], dog: ['get', 'add'], cow: ['get', 'milk'] });

	test('is shown for operations of several resources', () => {
		const reads = new Map([
			['cat', ['get']],
			['dog', ['get']],
			['cow', ['get']],
		]);
		expect(shownFor(reads, things)).toEqual([
			{ resource: ['cat', 'dog', 'cow'], operation: ['get'] },
		]);
	});

	test('is not shared if a pairing would mean another operation', () => {
		const some = new Map([
			['cat', ['get']],
			['dog', ['add']],
			['cow', ['milk', 'get']],
		]);
		expect(shownFor(some, things)).toEqual([
			{ resource: ['cat', 'cow'], operation: ['get', 'milk'] },
			{ resource: ['dog'], operation: ['add'] },
		]);
	});
});

/** Resources whose operations have these names. */
function resourcesOf(names: Record<string, string[]>): Resource[] {
	return Object.entries(names).map(([resource, operations]) => ({
		value: resource,
		name: resource,
		operations: operations.map((value) => operation({ ...NAMES, value, execute: async () => [] })),
	}));
}

function isShown(
	{ displayOptions }: INodeProperties,
	resource: string,
	operation: string,
): boolean {
	const { resource: of, operation: only } = displayOptions?.show ?? {};
	return of?.includes(resource) === true && only?.includes(operation) === true;
}
