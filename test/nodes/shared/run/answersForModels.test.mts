/** What keeps answers short for a model, and what tells the model how to correct a request. */
import type { INodeParameters } from 'n8n-workflow';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { locator, text } from '../../../../nodes/shared/fields';
import { singlePage } from '../../../../nodes/shared/http/pagination';
import { body, path } from '../../../../nodes/shared/operation/locations';
import { operation } from '../../../../nodes/shared/operation/operation';
import { actionNodes } from '../../everyNode.mts';
import { exampleNode, items, NAMES, startServer, type ScriptedServer } from '../exampleNode.mts';
import { byId, jsonOf } from '../../harness.mts';

let server: ScriptedServer;

beforeEach(async () => {
	server = await startServer();
});

afterEach(async () => await server.close());

const request = { method: 'GET' as const, service: 'api', path: '/things' };

describe('Simplify', () => {
	test.each(actionNodes)(
		'of $name is on, even as a tool, until it is switched off',
		({ node: { description } }) => {
			expect(description.usableAsTool).toBe(true);
			const fields = description.properties.filter(({ name }) => name === 'simple');
			expect(fields.filter((field) => field.default !== true)).toEqual([]);
		},
	);
});

describe('Fields to Return', () => {
	const get = operation({ ...NAMES, request });
	const row = { id: 1, status: 'new', customer: { email: 'a@b.example', name: 'Ana' }, n: null };

	test.each([
		['id, status', { id: 1, status: 'new' }],
		[' id ,, n ', { id: 1, n: null }],
		['customer.email', { customer: { email: 'a@b.example' } }],
		['customer.name,customer.email', { customer: { name: 'Ana', email: 'a@b.example' } }],
		['customer,customer.name', { customer: { email: 'a@b.example', name: 'Ana' } }],
		['id.deeper, status', { status: 'new' }],
		['={{ ["id", "n"] }}', { id: 1, n: null }],
		['', row],
		['nothing, __proto__, constructor', row],
	])('%j', async (fieldsToReturn, expected) => {
		server.answer = () => ({ body: row });
		const given = await exampleNode(get, server).run({
			parameters: { options: { fieldsToReturn } },
		});
		expect(jsonOf(given)).toEqual([expected]);
		expect(given[0]?.pairedItem).toEqual({ item: 0 });
	});

	test('are each item’s own', async () => {
		server.answer = () => ({ body: row });
		const options = { fieldsToReturn: '={{ ["id", "status"][$itemIndex] }}' };
		const given = await exampleNode(get, server).run({ parameters: { options }, items: items(2) });
		expect(jsonOf(given)).toEqual([{ id: 1 }, { status: 'new' }]);
	});

	test('leave an error as it is', async () => {
		server.answer = () => ({ status: 404, body: { error: 'Gone' } });
		const given = await exampleNode(get, server).run({
			parameters: { options: { fieldsToReturn: 'id' } },
			settings: { onError: 'continueRegularOutput' },
		});
		expect(given[0]?.json).toMatchObject({ error: 'Gone (HTTP 404)', httpStatus: 404 });
	});
});

describe('a refusal', () => {
	const search = {
		name: 'customers',
		request: { ...request, path: '/customers' },
		pages: singlePage(),
		id: ({ id }: { id?: unknown }) => String(id),
		label: ({ name }: { name?: unknown }) => String(name),
	};
	const update = operation({
		...NAMES,
		request: { ...request, method: 'PUT', path: '/customers/{customer}' },
		parameters: {
			customer: path(locator({ displayName: 'Customer', required: true, search })),
		},
		optional: { email: body(text({ displayName: 'E-Mail' }), { name: 'contact.email_address' }) },
	});
	const rows = ['Ana López', 'Ben', 'Ana Ruiz', ...Array.from({ length: 6 }, (_, n) => `Eva ${n}`)];
	const list = rows.map((name, n) => ({ id: `c${n}`, name }));

	const refuse = (status: number, error: string) => {
		server.answer = ({ path: asked }) =>
			asked === '/customers' ? { body: list } : { status, body: { error } };
	};
	const run = async (customer: string, additionalFields: INodeParameters = {}) =>
		await exampleNode(update, server).run({
			parameters: { customer: byId(customer), additionalFields },
		});

	test('of a name in place of an ID lists the entries that it may mean', async () => {
		refuse(404, 'Not found');
		await expect(run('ana lopez')).rejects.toMatchObject({
			message: 'Not found (HTTP 404)',
			description: expect.stringContaining(
				'Field to change: Customer. Customer takes an ID. "ana lopez" may be: Ana López (c0).',
			),
		});
	});

	test('lists five of them at most', async () => {
		refuse(422, 'Unprocessable');
		const description = await run('Eva').then(
			() => '',
			(error: { description: string }) => error.description,
		);
		expect(description.match(/Eva \d \(c\d\)/g)).toHaveLength(5);
	});

	test.each([
		['an ID', 'c77', 404],
		['a name, where nothing says what is wrong with it', 'Ana', 500],
		['a name that is not in the list', 'Zoe', 404],
	])('of %s names none', async (_what, customer, status) => {
		refuse(status, 'No');
		const description = await run(customer).then(
			() => '',
			(error: { description: string }) => error.description,
		);
		expect(description).not.toContain('takes an ID');
	});

	test('of many items looks a name up once', async () => {
		refuse(404, 'Not found');
		const failed = await exampleNode(update, server).run({
			parameters: { customer: byId('Ben') },
			items: items(5),
			settings: { onError: 'continueRegularOutput' },
		});
		for (const { json } of failed) expect(json.message).toContain('Ben (c1)');
		expect(server.seen.filter(({ path: asked }) => asked === '/customers')).toHaveLength(1);
	});

	test('stays as it is if the list cannot be read', async () => {
		server.answer = () => ({ status: 404, body: { error: 'Not found' } });
		await expect(run('Ana')).rejects.toThrow('Not found (HTTP 404)');
	});

	test('names the field as the form does, not as the API', async () => {
		refuse(422, 'contact: email_address is not valid');
		await expect(run('c1', { email: 'nowhere' })).rejects.toMatchObject({
			description: expect.stringContaining('Field to change: E-Mail.'),
		});
	});
});
