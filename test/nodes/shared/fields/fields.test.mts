import type { INodeProperties } from 'n8n-workflow';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import {
	boolean,
	choices,
	date,
	dateTime,
	integer,
	jsonList,
	jsonObject,
	locator,
	multiOptions,
	number,
	options,
	rows,
	text,
	textList,
} from '../../../../nodes/shared/fields';
import { body, shownWhen } from '../../../../nodes/shared/operation/locations';
import { operation } from '../../../../nodes/shared/operation/operation';
import type { FieldType } from '../../../../nodes/shared/fields/fieldType';
import { exampleNode, NAMES, startServer, search, type ScriptedServer } from '../exampleNode.mts';

let server: ScriptedServer;

beforeEach(async () => {
	server = await startServer();
});

afterEach(async () => await server.close());

const request = { method: 'POST' as const, service: 'api', path: '/' };

/** Sends one field, and returns the body that arrived. */
async function send<V, R extends boolean>(kind: FieldType<V, R>, field: unknown, timezone = 'UTC') {
	const one = operation({ ...NAMES, request, parameters: { field: body(kind) } });
	await exampleNode(one, server).run({ parameters: { field: field as string }, timezone });
	return server.seen.at(-1)?.body;
}

const status = choices('NEW', 'ON_HOLD');

const ROW: INodeProperties[] = ['id', 'empty'].map((name) => ({
	displayName: name,
	name,
	type: 'string',
	default: '',
}));

describe('a good value', () => {
	test.each([
		['text', text({ displayName: 'Field' }), 'a', 'a'],
		['a number in a text field', text({ displayName: 'Field' }), 12, '12'],
		['numeric text', number({ displayName: 'Field' }), '1.5', 1.5],
		['zero', integer({ displayName: 'Field' }), 0, 0],
		['a switch', boolean({ displayName: 'Field' }), false, false],
		['a switch as text', boolean({ displayName: 'Field' }), 'True', true],
		['a choice', options({ displayName: 'Field', options: status }), 'ON_HOLD', 'ON_HOLD'],
		['choices', multiOptions({ displayName: 'Field', options: status }), ['NEW'], ['NEW']],
		['a list with commas', textList({ displayName: 'Field' }), 'a, b,,c ', ['a', 'b', 'c']],
		['a list', textList({ displayName: 'Field' }), ['a', 2], ['a', '2']],
		[
			'a list whose entries have commas',
			textList({ displayName: 'Field' }),
			['Doe, Jane <jane@example.com>', 'b'],
			['Doe, Jane <jane@example.com>', 'b'],
		],
		[
			'an address with a comma in its name',
			textList({ displayName: 'Field' }),
			'"Doe, Jane" <jane@example.com>, joe@example.com',
			['"Doe, Jane" <jane@example.com>', 'joe@example.com'],
		],
		[
			'quotes that only keep a comma',
			textList({ displayName: 'Field' }),
			'"a, ""b""",c',
			['a, "b"', 'c'],
		],
		[
			'one entry per line',
			textList({ displayName: 'Field' }),
			'Doe, Jane <jane@example.com>\r\n\njoe@example.com',
			['Doe, Jane <jane@example.com>', 'joe@example.com'],
		],
		['JSON text', jsonList({ displayName: 'Field' }), '[1,{"a":2}]', [1, { a: 2 }]],
		['JSON from an expression', jsonObject({ displayName: 'Field' }), { a: 1 }, { a: 1 }],
		[
			'rows',
			rows({ displayName: 'Field', rowName: 'Row', fields: ROW }),
			{ values: [{ id: '1', empty: '' }] },
			[{ id: '1' }],
		],
		['a day', date({ displayName: 'Field' }), '2026-01-31T00:00:00', '2026-01-31'],
		[
			'a date with a zone',
			dateTime({ displayName: 'Field' }),
			'2026-01-31T10:00:00+02:00',
			'2026-01-31T08:00:00.000Z',
		],
	])('%s', async (_name, kind: FieldType<unknown>, given: unknown, sent: unknown) => {
		expect(await send(kind, given)).toEqual({ field: sent });
	});

	test("a date without a zone is one of the workflow's time zone", async () => {
		const kind = dateTime({ displayName: 'Field' });
		expect(await send(kind, '2026-07-01T10:00:00', 'America/New_York')).toEqual({
			field: '2026-07-01T14:00:00.000Z',
		});
	});

	test.each([
		['', text({ displayName: 'Field' })],
		['', number({ displayName: 'Field' })],
		['', dateTime({ displayName: 'Field' })],
		[[], multiOptions({ displayName: 'Field', options: status })],
	])('an empty field is left out', async (empty: unknown, kind: FieldType<unknown>) => {
		expect(await send(kind, empty)).toBeUndefined();
	});
});

describe('a wrong value is refused before anything is sent, with the name of the field', () => {
	test.each([
		[text({ displayName: 'Title', required: true }), '', 'Title is missing'],
		[text({ displayName: 'Title' }), { a: 1 }, 'Title must be text'],
		[
			text({ displayName: 'State', minLength: 2, maxLength: 2 }),
			'TEX',
			'State must have exactly 2 characters, but has 3',
		],
		[
			text({ displayName: 'Code', maxLength: 3 }),
			'ABCD',
			'Code must have at most 3 characters, but has 4',
		],
		[
			text({ displayName: 'Code', minLength: 3 }),
			'AB',
			'Code must have at least 3 characters, but has 2',
		],
		[number({ displayName: 'Price', minimum: 0 }), -1, 'Price must be at least 0, but is -1'],
		[number({ displayName: 'Price' }), 'dear', 'Price must be a number, such as 2, but is "dear"'],
		[integer({ displayName: 'Cents' }), 1.5, 'Cents must be a whole number, but is 1.5'],
		[integer({ displayName: 'Page', maximum: 9 }), 10, 'Page must be at most 9, but is 10'],
		[boolean({ displayName: 'On' }), 'maybe', 'On must be true or false, but is "maybe"'],
		[
			options({ displayName: 'Status', options: status }),
			'OLD',
			'Status does not accept the value "OLD"',
		],
		[
			multiOptions({ displayName: 'Status', options: status }),
			['NEW', 'OLD'],
			'Status does not accept the value "OLD"',
		],
		[jsonObject({ displayName: 'More' }), '{"a":', 'More is not valid JSON'],
		[jsonObject({ displayName: 'More' }), '[]', 'More must be a JSON object'],
		[jsonList({ displayName: 'More' }), '{}', 'More must be a JSON list'],
		[jsonList({ displayName: 'Items', required: true }), [], 'Items is an empty list'],
		[dateTime({ displayName: 'From' }), 'yesterday', 'From is not a date: "yesterday"'],
	])('%#', async (kind: FieldType<unknown>, given: unknown, message: string) => {
		await expect(send(kind, given)).rejects.toMatchObject({
			message: expect.stringContaining(message),
			description: expect.stringMatching(/\.$/),
			context: { itemIndex: 0 },
		});
		expect(server.seen).toHaveLength(0);
	});
});

describe('a value that would arrive as another one is refused', () => {
	const id = locator({ displayName: 'Thing', search });
	const more = jsonObject({ displayName: 'More' });

	test.each([
		['no number in a text', text({ displayName: 'Title' }), '={{ 0 / 0 }}', 'Title is "NaN"'],
		[
			'a rounded number as a text',
			text({ displayName: 'Code' }),
			'={{ 12345678901234567890 }}',
			'Code has more digits than a number can hold',
		],
		['a rounded ID', id, '={{ 12345678901234567890 }}', 'Thing has more digits'],
		[
			'an object inside a text',
			text({ displayName: 'Title' }),
			'Order [object Object]',
			'Title contains "[object Object]"',
		],
		['half a character in an ID', id, 'a\ud83d', 'Thing contains half a character'],
		['no number inside JSON', more, '={{ ({ a: [{ b: 0 / 0 }] }) }}', 'at "a.0.b"'],
		['a date in place of members', more, '={{ new Date(0) }}', 'More must be a JSON object'],
		['a member twice', more, '{"a":{"b":1,"b":"x:y"}}', 'More has a member twice'],
		[
			'more digits in JSON than a number has',
			more,
			'{"id":12345678901234567890}',
			'More has a number with more digits',
		],
	])('%s', async (_name, kind: FieldType<unknown>, given, message) => {
		await expect(send(kind, given)).rejects.toThrow(message);
		expect(server.seen).toEqual([]);
	});

	test.each([
		['colons inside JSON texts', '{"a":"b:c\\":d","e":[{"f":1},{"f":2}]}'],
		['long digits inside a JSON text', '{"id":"12345678901234567890"}'],
		['a member with the name of a prototype', '{"__proto__":{"a":1}}'],
	])('%s are nothing odd', async (_name, given) => {
		expect(JSON.stringify(await send(more, given))).toBe(`{"field":${given}}`);
	});

	test('an ID loses only the blanks around it', async () => {
		expect(await send(id, ' a b\n')).toEqual({ field: 'a b' });
	});
});

describe('a field that depends on another one', () => {
	const dependent = operation({
		...NAMES,
		request,
		parameters: {
			by: body(options({ displayName: 'By', options: choices('ID', 'NAME'), default: 'ID' })),
			id: shownWhen(body(text({ displayName: 'ID', required: true })), { by: ['ID'] }),
			name: shownWhen(body(text({ displayName: 'Name', required: true })), { by: ['NAME'] }),
		},
	});

	test('has no value, and need not be filled in, while it is hidden', async () => {
		await exampleNode(dependent, server).run({ parameters: { by: 'NAME', name: 'n' } });
		expect(server.seen[0]?.body).toEqual({ by: 'NAME', name: 'n' });
	});

	test('is needed while it is shown', async () => {
		const run = exampleNode(dependent, server).run({ parameters: { by: 'ID', name: 'n' } });
		await expect(run).rejects.toThrow('ID is missing');
	});
});
