/**
 * A guard is a plain value in the workflow. An expression for it is refused, however it is wrapped.
 */
import type { INodeParameters, INodeType } from 'n8n-workflow';
import { describe, expect, test } from 'vitest';

import type { Operation } from '../../../../nodes/shared/operation/operation';
import { readValues } from '../../../../nodes/shared/run/values';
import { actionNodes } from '../../everyNode.mts';
import { CredentialStore, runNode } from '../../harness.mts';

const guarded = actionNodes.flatMap(({ node, resources }) =>
	resources.flatMap(({ value: resource, operations }) =>
		operations.flatMap((operation) =>
			Object.entries({ ...operation.parameters, ...operation.optional })
				.filter(([, { type }]) => type.fixed)
				.map(([guard]) => ({ node, resource, operation, guard })),
		),
	),
);

const WRAPPED = [
	'={{ 1 }}',
	'{{ $fromAI("limit") }}',
	{ __rl: true, mode: 'id', value: '={{ 1 }}' },
	{ value: '={{ 1 }}' },
	['={{ 1 }}'],
	{ __rl: true, mode: 'id', value: '1' },
];

/** Reads the fields of one operation, as the node does before it sends anything. */
async function read(node: INodeType, operation: Operation, parameters: INodeParameters) {
	const reader: INodeType = {
		description: node.description,
		async execute() {
			await readValues(this, operation, 0);
			return [[]];
		},
	};
	return await runNode({ node: reader, parameters, credentials: new CredentialStore([], {}) });
}

/** A plain field of the same operation, so that reading gets as far as the guard. */
function filled(operation: Operation, guard: string, stored: unknown): INodeParameters {
	const others = Object.entries(operation.parameters).map(([name, { type }]) => {
		const { property } = type;
		if (property.type === 'resourceLocator') return [name, { __rl: true, mode: 'id', value: '1' }];
		if (property.type === 'number') return [name, 1];
		const isText = property.type === 'string' && (property.default ?? '') === '';
		return [name, isText ? '1' : property.default];
	});
	return { ...Object.fromEntries(others), [guard]: stored } as INodeParameters;
}

test('the guards of every provider are among them', () => {
	const names = guarded.map(({ node, guard }) => `${node.description.name} ${guard}`);
	expect([...new Set(names)].sort()).toEqual([
		'eCross dryRun',
		'ecGrid dryRun',
		'ecGridSoap dryRun',
		'ecartPay dryRun',
		'ecartPay maximumAmount',
		'ecartPay maximumAmountCurrency',
		'pledg dryRun',
		'pledg maximumAmount',
	]);
});

describe.each(guarded)(
	'$resource $operation.value: $guard',
	({ node, resource, operation, guard }) => {
		test.each(WRAPPED)('%j is refused', async (stored) => {
			const run = read(node, operation, {
				resource,
				operation: operation.value,
				...filled(operation, guard, stored),
			});
			const { displayName } = (operation.parameters[guard] ?? operation.optional[guard])!.type
				.property;
			await expect(run).rejects.toThrow(`${displayName} must be a fixed value, not an expression`);
		});
	},
);
