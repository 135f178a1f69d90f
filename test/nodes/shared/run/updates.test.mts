/** What an update does with emptied fields, and when there is nothing to change. */
import type { INodeParameters } from 'n8n-workflow';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import {
	boolean,
	dateTime,
	jsonObject,
	locator,
	rows,
	text,
	textList,
} from '../../../../nodes/shared/fields';
import { body, path, wholeBody } from '../../../../nodes/shared/operation/locations';
import { operation, type Operation } from '../../../../nodes/shared/operation/operation';
import { exampleNode, NAMES, startServer, search, type ScriptedServer } from '../exampleNode.mts';

let server: ScriptedServer;

beforeEach(async () => {
	server = await startServer();
});

afterEach(async () => await server.close());

const request = { method: 'PUT' as const, service: 'api', path: '/things/{id}' };
const id = path(text({ displayName: 'ID', required: true }));

const update = operation({
	...NAMES,
	request,
	changes: true,
	clearedBy: { note: '', end: null },
	parameters: { id },
	optional: {
		note: body(text({ displayName: 'Note' }), { encode: (note) => note.toUpperCase() }),
		end: body(dateTime({ displayName: 'End' })),
		code: body(text({ displayName: 'Code', minLength: 2 })),
		tags: body(textList({ displayName: 'Tags' })),
		lines: body(rows({ displayName: 'Lines', rowName: 'Line', fields: [] })),
		active: body(boolean({ displayName: 'Active' })),
	},
});

const run = async (additionalFields: INodeParameters, one: Operation = update) =>
	await exampleNode(one, server).run({ parameters: { id: '1', additionalFields } });

describe('a field that is emptied', () => {
	test.each([
		['by hand', { note: '' }, { note: '' }],
		['but for a blank', { note: ' ' }, { note: '' }],
		['by an expression', { note: '={{ "" }}' }, { note: '' }],
		['where the contract knows null', { end: '' }, { end: null }],
		['beside others', { note: '', active: false }, { note: '', active: false }],
	])('%s is cleared', async (_name, given, sent) => {
		await run(given);
		expect(server.seen[0]?.body).toEqual(sent);
	});

	test('is not meant by an object in place of a value', async () => {
		await expect(run({ end: '={{ ({}) }}' })).rejects.toThrow('End is not a date: "{}"');
		expect(server.seen).toEqual([]);
	});

	test.each([
		['Code', { code: '', active: true }],
		['Tags', { tags: '' }],
		['Tags', { tags: '={{ [] }}', active: true }],
		['Tags', { tags: ' , ', active: true }],
		['Lines', { lines: {} }],
		['Lines', { lines: { values: [] }, active: true }],
	])('%s is refused if it cannot be cleared', async (name, given) => {
		await expect(run(given)).rejects.toMatchObject({
			message: expect.stringContaining(`${name} cannot be cleared`),
			description: expect.stringMatching(/\.$/),
		});
		expect(server.seen).toEqual([]);
	});

	test.each(['undefined', 'null'])('is refused if an expression gave %s', async (nothing) => {
		await expect(run({ note: `={{ ${nothing} }}` })).rejects.toThrow(
			'Note is an expression that returned nothing for item 0',
		);
		expect(server.seen).toEqual([]);
	});

	test('is left out when something is created', async () => {
		const { changes: _, ...create } = update;
		await run({ note: '', active: true }, create);
		expect(server.seen[0]?.body).toEqual({ active: true });
	});
});

describe('nothing to change', () => {
	const settings = operation({
		...NAMES,
		request,
		changes: true,
		parameters: {
			id,
			settings: wholeBody(jsonObject({ displayName: 'Settings', required: true })),
		},
	});
	const inBody = operation({
		...NAMES,
		request: { ...request, path: '/' },
		changes: true,
		parameters: {
			thing: body(locator({ displayName: 'Thing', required: true, search })),
			status: body(text({ displayName: 'Status' })),
		},
	});

	test('is said', async () => {
		const refusal = {
			message: expect.stringContaining('There is nothing to change'),
			description: expect.stringContaining('Additional Fields'),
		};
		await expect(run({})).rejects.toMatchObject(refusal);
		const empty = exampleNode(settings, server).run({ parameters: { id: '1', settings: '{}' } });
		await expect(empty).rejects.toThrow('There is nothing to change');
		const thing = { __rl: true, mode: 'id', value: '1' };
		const idAlone = exampleNode(inBody, server).run({ parameters: { thing } });
		await expect(idAlone).rejects.toThrow('There is nothing to change');
		expect(server.seen).toEqual([]);
	});

	test('is not said of a field that is always shown', async () => {
		const thing = { __rl: true, mode: 'id', value: '1' };
		await exampleNode(inBody, server).run({ parameters: { thing, status: 'new' } });
		expect(server.seen[0]?.body).toEqual({ thing: '1', status: 'new' });
	});
});
