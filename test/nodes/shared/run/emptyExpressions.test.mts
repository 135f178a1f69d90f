/** A mapped value that is missing is not the same as a field left empty. */
import type { INodeParameters, INodeProperties } from 'n8n-workflow';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import {
	choices,
	dateTime,
	integer,
	locator,
	multiOptions,
	number,
	rows,
	text,
	textList,
} from '../../../../nodes/shared/fields';
import { body, path, query } from '../../../../nodes/shared/operation/locations';
import { operation, type Operation } from '../../../../nodes/shared/operation/operation';
import { singlePage } from '../../../../nodes/shared/http/pagination';
import {
	exampleNode,
	items,
	NAMES,
	startServer,
	search,
	type ScriptedServer,
} from '../exampleNode.mts';

let server: ScriptedServer;

beforeEach(async () => {
	server = await startServer();
	server.answer = ({ method }) => ({ body: method === 'GET' ? [] : { ok: true } });
});

afterEach(async () => await server.close());

const list = operation({
	...NAMES,
	request: { method: 'GET', service: 'api', path: '/' },
	optional: { after: query(dateTime({ displayName: 'Created After' })) },
	pages: singlePage(),
});

const status = multiOptions({ displayName: 'Status', options: choices('NEW', 'OLD') });
const tags = textList({ displayName: 'Tags' });

const post = { method: 'POST', service: 'api', path: '/' } as const;

const create = operation({
	...NAMES,
	request: post,
	parameters: {
		amount: body(number({ displayName: 'Amount' })),
		mailbox: body(locator({ displayName: 'Mailbox', search })),
	},
	optional: {
		note: body(text({ displayName: 'Note' })),
		reference: body(text({ displayName: 'Reference ID' })),
		items: body(rows({ displayName: 'Items', rowName: 'Item', fields: rowFields() })),
	},
});

const get = operation({
	...NAMES,
	request: { method: 'GET', service: 'api', path: '/{id}' },
	parameters: { id: path(text({ displayName: 'Thing', required: true })) },
});

function rowFields(): INodeProperties[] {
	return [
		{ displayName: 'Name', name: 'name', type: 'string', default: '' },
		{ displayName: 'Price', name: 'price', type: 'number', default: '' },
	];
}

const run = async (one: Operation, parameters: INodeParameters) =>
	await exampleNode(one, server).run({ parameters, items: items(4) });

/** Gives nothing for item 3, and something for the others. */
const lacking = (nothing: string, something = '1') =>
	`={{ $json.n === 3 ? ${nothing} : ${something} }}`;

const DAY = '"2026-01-01"';
const located = (value: string) => ({ __rl: true, mode: 'id', value });

describe.each(['undefined', 'null', '""', '" "', '$json.absent'])(
	'%s from an expression',
	(nothing) => {
		test.each<[string, Operation, INodeParameters]>([
			['Created After', list, { filters: { after: lacking(nothing, DAY) } }],
			['Amount', create, { amount: lacking(nothing) }],
			['Mailbox', create, { mailbox: located(lacking(nothing)) }],
			['Thing', get, { id: lacking(nothing) }],
			[
				'Item 2: Price',
				create,
				{ additionalFields: { items: { values: [{ price: 1 }, { price: lacking(nothing) }] } } },
			],
		])('is refused as %s', async (name, one, parameters) => {
			await expect(run(one, parameters)).rejects.toMatchObject({
				message: expect.stringContaining(
					`${name} is an expression that returned nothing for item 3`,
				),
				description: expect.stringMatching(/\.( |$)/),
				context: { itemIndex: 3 },
			});
			expect(server.seen.length).toBeLessThanOrEqual(3);
		});
	},
);

describe.each(['[]', '[null]', '[""]'])('%s from an expression', (nothing) => {
	const listed = { ...list, optional: { status: query(status), tags: query(tags) } };

	test.each(['status', 'tags'])('is refused as a filter: %s', async (name) => {
		const parameters = { filters: { [name]: lacking(nothing, '["NEW"]') } };
		await expect(run(listed, parameters)).rejects.toMatchObject({
			message: expect.stringContaining('is an expression that returned nothing for item 3'),
			context: { itemIndex: 3 },
		});
	});

	test('is left out when something is created', async () => {
		const created = { ...create, optional: { tags: body(tags) } };
		await run(created, { additionalFields: { tags: lacking(nothing, '["NEW"]') } });
		expect(server.seen.map((seen) => seen.body)).toEqual([
			...Array.from({ length: 3 }, () => ({ tags: ['NEW'] })),
			undefined,
		]);
	});
});

test('an empty list from a model is left out', async () => {
	const listed = { ...list, optional: { status: query(status) } };
	await run(listed, { filters: { status: "={{ [] /* $fromAI('status') */ }}" } });
	expect(server.seen[0]?.query).toEqual({});
});

test.each(['undefined', 'null'])('%s is refused as an ID', async (nothing) => {
	const parameters = { additionalFields: { reference: lacking(nothing) } };
	await expect(run(create, parameters)).rejects.toThrow(
		'Reference ID is an expression that returned nothing for item 3',
	);
});

test.each<[string, Operation, INodeParameters]>([
	['a filter', list, { filters: { after: '' } }],
	['an amount', create, { amount: '' }],
	['a locator', create, { mailbox: located('') }],
])('%s left empty by hand is left out', async (_name, one, parameters) => {
	await run(one, parameters);
	expect(server.seen).toHaveLength(4);
	expect(server.seen[0]).toMatchObject({ query: {}, body: undefined });
});

test('a text that an expression leaves empty is left out when something is created', async () => {
	await run(create, { additionalFields: { note: lacking('null'), reference: lacking('""') } });
	expect(server.seen[3]?.body).toBeUndefined();
});

test('what a model leaves empty is left out', async () => {
	const filters = { after: "={{ '' /* $fromAI('after') */ }}" };
	await run(list, { filters });
	expect(server.seen[0]?.query).toEqual({});
});

test('an expression that gives 0 gives something', async () => {
	const count = operation({
		...NAMES,
		request: post,
		parameters: { n: body(integer({ displayName: 'Count' })) },
	});
	await run(count, { n: '={{ $json.n }}' });
	expect(server.seen.map((seen) => seen.body)).toEqual([{ n: 0 }, { n: 1 }, { n: 2 }, { n: 3 }]);
});
