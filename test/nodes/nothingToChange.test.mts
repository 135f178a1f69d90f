/** An update with nothing in it is refused by every node, in the same words, and before it is sent. */
import type { INodeParameters } from 'n8n-workflow';
import { describe, expect, test } from 'vitest';

import type { Operation, Parameter } from '../../nodes/shared/operation/operation';
import { isEmpty } from '../../nodes/shared/fields/fieldType';
import { actionNodes } from './everyNode.mts';
import { byId, CredentialStore, runNode } from './harness.mts';

const all = actionNodes.flatMap(({ node, resources }) =>
	resources.flatMap(({ value: resource, operations }) =>
		operations.map((operation) => ({
			name: `${node.description.displayName}: ${resource} ${operation.value}`,
			node,
			resource,
			operation,
		})),
	),
);

/** Names a thing, or says where it is: not what is to change. */
function isAddress({ type: { property }, in: location }: Parameter): boolean {
	return (
		location === 'path' ||
		property.type === 'resourceLocator' ||
		/\bU?ID\b/.test(property.displayName)
	);
}

const changesOf = ({ parameters }: Operation) =>
	Object.values(parameters).filter(
		(one) => !isAddress(one) && (one.in === 'body' || one.in === 'wholeBody'),
	);

/** A value for each field that names a thing; what is to change stays empty. */
function addressIn({ parameters }: Operation): INodeParameters {
	return Object.fromEntries(
		Object.entries(parameters)
			.filter(([, one]) => isAddress(one))
			.map(([name, { type }]) => {
				if (type.property.type === 'resourceLocator') return [name, byId('1')];
				return [name, type.property.type === 'number' ? 1 : '1'];
			}),
	);
}

/** A field that always has a value, such as a switch, is a change by itself. */
const hasChange = (operation: Operation) =>
	changesOf(operation).some(({ type }) => type.required && !isEmpty(type.property.default));

const updates = all.filter(({ operation }) => operation.changes && !hasChange(operation));

describe.each(updates)('$name', ({ node, resource, operation }) => {
	test('says that there is nothing to change', async () => {
		const run = runNode({
			node,
			parameters: { resource, operation: operation.value, ...addressIn(operation) },
			credentials: new CredentialStore([], {}),
		});
		const needed = Object.values(operation.parameters).find(
			(one) => one.type.required && !isAddress(one) && isEmpty(one.type.property.default),
		);
		const problem = needed
			? `${needed.type.property.displayName} is missing`
			: 'There is nothing to change';
		await expect(run).rejects.toThrow(problem);
	});
});

/** What they set is an ID, or is asked for in their own words. */
const SETS_ONE_THING = [
	'ECGrid: parcel update',
	'ECGrid: parcel setControlId',
	'ECGrid: channel setPair',
	'ECGrid SOAP: parcel ParcelSetMailbagControlID',
	'ECGrid SOAP: tradingPartner TPSetOwner',
	'ECGrid SOAP: comm CommDefaultMailbox',
	'ECGrid SOAP: comm CommSetPair',
	'Ecart Pay: customerCard setDefault',
];

test('every operation that updates, and has no field that must be filled in for it, is held to it', () => {
	const others = all.filter(
		({ operation }) =>
			/^(Update|Set|Rename)\b/.test(operation.name) &&
			!operation.changes &&
			!changesOf(operation).some(({ type }) => type.required),
	);
	expect(others.map(({ name }) => name)).toEqual(SETS_ONE_THING);
});
