/** What a user reads of the 222 operations, and the size of the form that holds them. */
import { NodeHelpers, type INodeParameters } from 'n8n-workflow';
import { describe, expect, test } from 'vitest';

import { EcGridSoap } from '../../../nodes/EcGridSoap/EcGridSoap.node';
import { ecGridSoap } from '../../../nodes/EcGridSoap/methods/provider';
import { resources } from '../../../nodes/EcGridSoap/resources';
import { propertiesOf } from '../../../nodes/shared/form/properties';

const LARGEST_DESCRIPTION_BYTES = 200_000;
/** Title case leaves these as they are, but at the beginning. */
const SMALL = /^(a|as|at|by|for|from|in|of|on|or|the|to|and|with)$/;

const node = new EcGridSoap();
const operations = resources.flatMap(({ name: resource, value, operations: all }) =>
	all.map((operation) => ({ ...operation, resource, key: `${value} ${operation.value}` })),
);

describe('an operation', () => {
	test('is called what a person would say, not by its method', () => {
		const bare = operations.filter(
			({ name, action, value }) =>
				name === value || /^Call /.test(action) || action.includes(value),
		);
		expect(bare.map(({ key }) => key)).toEqual([]);
	});

	test('has a name of its own within its resource', () => {
		for (const { operations: all } of resources) {
			const names = all.map(({ name }) => name);
			expect(new Set(names).size).toBe(names.length);
		}
	});

	test('is written in title case', () => {
		const wrong = operations.filter(({ name }) =>
			name
				.split(' ')
				.some((word, index) => !/^[A-Z\d]/.test(word) && (index === 0 || !SMALL.test(word))),
		);
		expect(wrong.map(({ name }) => name)).toEqual([]);
	});

	test('tells its method in the description', () => {
		const silent = operations.filter(
			({ value, contract, description }) =>
				contract === value && !description.endsWith(` (${value})`),
		);
		expect(silent.map(({ key }) => key)).toEqual([]);
	});

	test('that returns a key or password says so before it runs', () => {
		const notices = ['GenerateAPIKey', 'UserGetAPIKey', 'GeneratePassword'].map(
			(method) => operations.find(({ value }) => value === method)?.notice,
		);
		for (const notice of notices) expect(notice).toContain('execution data');
	});
});

test('the inbox of a mailbox is asked for by a status that is chosen', () => {
	const status = node.description.properties.find(
		({ name, displayOptions }) =>
			name === 'Status' && displayOptions?.show?.operation?.includes('ParcelInBoxExShort'),
	);
	expect(status).toMatchObject({ type: 'options', default: 'InBoxReady' });
});

describe('the form', () => {
	test('is small enough to be loaded by an editor and by every AI agent', () => {
		expect(Buffer.byteLength(JSON.stringify(node.description))).toBeLessThan(
			LARGEST_DESCRIPTION_BYTES,
		);
	});

	test.each(operations)(
		'of $key has the same fields in the same order as without sharing',
		({ key }) => {
			const [resource = '', operation = ''] = key.split(' ');
			const values: INodeParameters = { resource, operation };
			const shown = (properties: typeof node.description.properties) =>
				properties
					.filter((property) => NodeHelpers.displayParameter(values, property, null, null))
					.map((property) => ({ ...property, displayOptions: undefined }));
			expect(shown(node.description.properties)).toEqual(
				shown(propertiesOf(ecGridSoap, resources)),
			);
		},
	);
});
