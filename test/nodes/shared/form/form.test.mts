import { NodeHelpers, type INodeProperties } from 'n8n-workflow';
import { describe, expect, test } from 'vitest';

import { ECross } from '../../../../nodes/ECross/ECross.node';
import { Pledg } from '../../../../nodes/Pledg/Pledg.node';
import { pledg } from '../../../../nodes/Pledg/api/provider';
import { credentialDescriptions } from '../../../../nodes/shared/form/authentication';
import { text } from '../../../../nodes/shared/fields';
import { query } from '../../../../nodes/shared/operation/locations';
import { operation } from '../../../../nodes/shared/operation/operation';
import { nextPageToken } from '../../../../nodes/shared/http/pagination';
import { propertiesOf } from '../../../../nodes/shared/form/properties';
import { example, NAMES } from '../exampleNode.mts';

const nodes = [new ECross(), new Pledg()];

/** The fields that n8n shows for some parameters. */
function shown(node: ECross | Pledg, parameters: Record<string, string>): INodeProperties[] {
	const { description } = node;
	const complete = NodeHelpers.getNodeParameters(
		description.properties,
		parameters,
		true,
		false,
		{ typeVersion: 1 },
		description,
	);
	return description.properties.filter((property) =>
		NodeHelpers.displayParameter(complete ?? {}, property, { typeVersion: 1 }, description),
	);
}

function credentialsShown(parameters: Record<string, string>): string[] {
	const node = new Pledg();
	const complete = NodeHelpers.getNodeParameters(
		node.description.properties,
		parameters,
		true,
		false,
		{ typeVersion: 1 },
		node.description,
	);
	return (node.description.credentials ?? [])
		.filter((one) =>
			NodeHelpers.displayParameter(complete ?? {}, one, { typeVersion: 1 }, node.description),
		)
		.map(({ name }) => name);
}

describe.each(nodes)('$description.displayName', (node) => {
	const { properties } = node.description;
	const operationFields = properties.filter(({ name }) => name === 'operation');

	test('shows every field name at most once for an operation', () => {
		for (const field of operationFields) {
			const [resource = ''] = (field.displayOptions?.show?.resource ?? []) as string[];
			for (const option of field.options ?? []) {
				const operationValue = 'value' in option ? String(option.value) : '';
				const names = shown(node, { resource, operation: operationValue }).map(({ name }) => name);
				expect(names, `${resource} ${operationValue}`).toEqual([...new Set(names)]);
			}
		}
	});

	test('has texts in the form that n8n wants', () => {
		const all = properties.flatMap((property) => [
			property,
			...(property.type === 'collection' ? ((property.options ?? []) as INodeProperties[]) : []),
		]);
		for (const { displayName, description, type, name } of all) {
			if (type === 'notice') continue;
			expect(displayName, name).toMatch(/^[A-Z0-9]/);
			if (type === 'boolean') expect(description, displayName).toMatch(/^Whether /);
			if (description && !/[.!?:] /.test(description)) {
				expect(description, displayName).not.toMatch(/\.$/);
			}
		}
	});
});

test('a list has Return All, Limit, Simplify and Filters, in this order', () => {
	const list = operation({
		...NAMES,
		request: { method: 'GET', service: 'api', path: '/' },
		parameters: { kind: query(text({ displayName: 'Kind' })) },
		optional: { b: query(text({ displayName: 'B' })), a: query(text({ displayName: 'A' })) },
		pages: nextPageToken({ items: 'things' }),
		simplify: (row) => row,
	});
	const fields = propertiesOf(example, [{ value: 'thing', name: 'Thing', operations: [list] }]);
	expect(fields.map(({ name }) => name)).toEqual([
		'resource',
		'operation',
		'kind',
		'returnAll',
		'limit',
		'simple',
		'filters',
		'options',
	]);
	const filters = fields.find(({ name }) => name === 'filters');
	expect(filters?.options?.map(({ name }) => name)).toEqual(['a', 'b']);
});

describe('credentials', () => {
	test.each([
		[{ resource: 'purchaseLink', operation: 'create' }, ['pledgApi']],
		[{ resource: 'purchaseLink', operation: 'createSigned' }, ['pledgSignatureApi']],
		[{ resource: 'purchase', operation: 'refund' }, ['pledgApi']],
		[
			{ resource: 'purchase', operation: 'refund', authentication: 'dashboard' },
			['pledgDashboardApi'],
		],
		[
			{ resource: 'schedule', operation: 'simulatePublicly', authentication: 'signature' },
			['pledgSignatureApi'],
		],
		[
			// A choice that was made for another operation.
			{ resource: 'purchaseLink', operation: 'create', authentication: 'signature' },
			['pledgApi'],
		],
	])('%o shows %o', (parameters, expected) => {
		expect(credentialsShown(parameters)).toEqual(expected);
	});

	test('operations with the same value must take the same credentials', () => {
		const make = (authentication: string[]) => operation({ ...NAMES, authentication });
		const resources = [
			{ value: 'a', name: 'A', operations: [make(['accessToken'])] },
			{ value: 'b', name: 'B', operations: [make(['signature'])] },
		];
		expect(() => credentialDescriptions(pledg, resources)).toThrow('same credentials');
	});
});
