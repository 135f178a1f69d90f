/** What a user types or maps into a field for a number. */
import type { INodeProperties } from 'n8n-workflow';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { fieldOf } from '../../../../nodes/EcGridSoap/parameters/fields';
import { integer, number, rows } from '../../../../nodes/shared/fields';
import { amount, amountInCents } from '../../../../nodes/shared/fields/money';
import { body } from '../../../../nodes/shared/operation/locations';
import { operation, type Parameter } from '../../../../nodes/shared/operation/operation';
import { exampleNode, NAMES, startServer, type ScriptedServer } from '../exampleNode.mts';

let server: ScriptedServer;

beforeEach(async () => {
	server = await startServer();
});

afterEach(async () => await server.close());

const BLANKS = ['', ' ', '   ', '\t', '\u00A0', ' \u00A0\t\n', '\u200B', '\uFEFF\u2060 '];
const ODD = [
	'0x1F',
	'1e3',
	'0b11',
	'0o7',
	'1,5',
	'1.000,50',
	'Infinity',
	'-Infinity',
	'NaN',
	'1 0',
];

const QUANTITY: INodeProperties = {
	displayName: 'Quantity',
	name: 'quantity',
	type: 'number',
	default: '',
	typeOptions: { minValue: 0 },
};

const row = (quantity: unknown) => ({ values: [{ quantity: 1 }, { quantity }] });
const inRows = rows({ displayName: 'Items', rowName: 'Item', fields: [QUANTITY] });

async function send(parameter: Parameter, field: unknown) {
	const request = { method: 'POST' as const, service: 'api', path: '/' };
	const one = operation({ ...NAMES, request, parameters: { field: parameter } });
	await exampleNode(one, server).run({ parameters: { field: field as string } });
	return server.seen.at(-1)?.body;
}

describe('a blank', () => {
	test.each(BLANKS)('%j is left out if no number is needed', async (blank) => {
		expect(await send(body(number({ displayName: 'Price' })), blank)).toBeUndefined();
		expect(await send(body(inRows), row(blank))).toEqual({ field: [{ quantity: 1 }, {}] });
	});

	test.each(BLANKS)('%j is missing if one is needed', async (blank) => {
		const price = body(number({ displayName: 'Price', required: true }));
		await expect(send(price, blank)).rejects.toThrow('Price is missing');
		const count = fieldOf('int', { displayName: 'Count' });
		await expect(send(count, blank)).rejects.toThrow('Count is missing');
		const id = fieldOf('long', { displayName: 'Parcel ID' });
		await expect(send(id, blank)).rejects.toThrow('Parcel ID is missing');
		const needed = rows({
			displayName: 'Items',
			rowName: 'Item',
			fields: [{ ...QUANTITY, required: true }],
		});
		await expect(send(body(needed), row(blank))).rejects.toThrow('Item 2: Quantity is missing');
		expect(server.seen).toEqual([]);
	});
});

describe('a number is decimal digits', () => {
	test.each(ODD)('%j is refused with the form to use', async (odd) => {
		const refusal = {
			message: expect.stringMatching(/^Price must be a number, such as 2, but is "/),
			description: expect.stringMatching(/^Use digits/),
		};
		await expect(send(body(number({ displayName: 'Price' })), odd)).rejects.toMatchObject(refusal);
		await expect(send(body(integer({ displayName: 'Price' })), odd)).rejects.toMatchObject(refusal);
		for (const type of ['int', 'short', 'unsignedByte', 'long'] as const) {
			const field = fieldOf(type, { displayName: 'Price' });
			await expect(send(field, odd)).rejects.toMatchObject(refusal);
		}
		await expect(send(body(inRows), row(odd))).rejects.toThrow(
			'Item 2: Quantity must be a number, such as 2, but is ',
		);
		expect(server.seen).toEqual([]);
	});

	test.each([
		['12', 12],
		[' 12.50 ', 12.5],
		['-3', -3],
		['007', 7],
		[1e3, 1000],
		[0, 0],
		['0', 0],
		['19.990000000000000198', 19.99],
		['-0.30', -0.3],
	])('%j is sent as %d', async (given, sent) => {
		expect(await send(body(number({ displayName: 'Price' })), given)).toEqual({ field: sent });
	});

	test.each([Number.NaN, Number.POSITIVE_INFINITY])(
		'%d from an expression is not a number',
		async (odd) => {
			const run = send(body(number({ displayName: 'Price' })), `={{ ${odd} }}`);
			await expect(run).rejects.toThrow('Price must be a number');
		},
	);

	test('limits of rows hold, and name the row', async () => {
		await expect(send(body(inRows), row(-1))).rejects.toThrow(
			'Item 2: Quantity must be at least 0, but is -1',
		);
	});
});

describe('digits beyond 2^53', () => {
	const digits = '9007199254740993';

	test.each([
		['a number', number({ displayName: 'Price' })],
		['an amount', amount({ displayName: 'Price' })],
		['an amount in cents', amountInCents({ displayName: 'Price' })],
	])('are refused in %s, before and after the point', async (_name, type) => {
		for (const given of [digits, '1234567890123456.78', `={{ ${digits}000 }}`]) {
			await expect(send(body(type), given)).rejects.toThrow(
				/^Price (has more digits|is more than can be counted|is not an amount)/,
			);
		}
		expect(server.seen).toEqual([]);
	});

	test('are not needed for the largest amounts in cents', async () => {
		const price = body(amountInCents({ displayName: 'Price' }));
		expect(await send(price, '70368744177664.01')).toEqual({ field: 7_036_874_417_766_401 });
		expect(await send(price, '1.1')).toEqual({ field: 110 });
	});

	test('are kept if the API takes text', async () => {
		const id = fieldOf('long', { displayName: 'Parcel ID' });
		expect(await send(id, digits)).toEqual({ field: digits });
	});

	test('are refused if they would be rounded', async () => {
		const count = body(integer({ displayName: 'Count' }));
		await expect(send(count, digits)).rejects.toThrow('Count has more digits than a number');
		const id = fieldOf('long', { displayName: 'Parcel ID' });
		await expect(send(id, `={{ ${digits} }}`)).rejects.toThrow('Parcel ID has more digits');
		expect(server.seen).toEqual([]);
	});
});
