import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { parseExactly } from '../../../../nodes/shared/http/exactJson';
import { nextPageToken, pageNumber, singlePage } from '../../../../nodes/shared/http/pagination';
import { pagesOfList } from '../../../../nodes/EcGrid/api/pages';
import { PARCEL, rowsOf } from '../../../../nodes/EcGrid/api/memberNames';
import { operation } from '../../../../nodes/shared/operation/operation';
import { jsonOf } from '../../harness.mts';
import { exampleNode, NAMES, startServer, type ScriptedServer } from '../exampleNode.mts';

let server: ScriptedServer;

beforeEach(async () => {
	server = await startServer();
});

afterEach(async () => await server.close());

const request = { method: 'GET', service: 'api', path: '/things' } as const;

describe('a list whose shape is not known', () => {
	const paginations = {
		'next page token': nextPageToken({ items: 'rows' }),
		'page number': pageNumber({ items: 'rows', size: 'limit', maximum: 10 }),
		'single page': singlePage({ items: ['rows', 'list'] }),
		ECGrid: pagesOfList({ rows: 'rows', id: 'id', maximum: 10 }),
	};

	test.each(Object.entries(paginations))(
		'is an error with names only: %s',
		async (_name, pages) => {
			server.answer = () => ({ body: { records: [{ secret: 'value' }], page: 1 } });
			const { run } = exampleNode(operation({ ...NAMES, request, pages }), server);
			const failure = await run().then(
				() => undefined,
				(error: unknown) => error as Error & { description: string },
			);
			expect(failure?.message).toMatch(/without a list under rows.*members records, page/);
			expect(failure?.description).toContain('in Do');
			expect(`${failure?.message}${failure?.description}`).not.toContain('value');
		},
	);

	test.each([[{ rows: [] }], [{ rows: null }]])(
		'is no list if the answer says that it is empty: %j',
		(body) => {
			expect(paginations['page number'].read(body, undefined, 10)).toEqual({ rows: [] });
		},
	);

	test('is known of ECGrid where its SOAP wrapper comes through', () => {
		const row = { parcelId: 1 };
		const { ECGrid } = paginations;
		for (const body of [
			[row],
			{ ParcelIDInfoList: [row] },
			{ ParcelIDInfoList: { ParcelIDInfo: [row] } },
		]) {
			expect(ECGrid.read(body, undefined, 10).rows).toEqual([row]);
		}
	});
});

describe("a parcel's status", () => {
	test.each([
		[{ status: 'InBoxReady' }, 'InBoxReady'],
		[
			{ status: { code: 'M2000', description: 'InBoxReady', statusDate: '2026-01-01' } },
			'InBoxReady',
		],
		[{ status: { code: 'M2000' } }, 'M2000'],
		[{ statusCode: 'M2000', statusMessage: 'InBoxReady' }, 'InBoxReady'],
		[{ statusCode: 'M2000' }, 'M2000'],
	])('is a text, however it comes: %j', (row, status) => {
		expect(rowsOf(row, PARCEL)).toEqual([expect.objectContaining({ status })]);
	});
});

describe('JSON with large integers', () => {
	test('keeps their digits as text, and nothing else changes', () => {
		const text =
			'{"id":9007199254740993,"list":[-12345678901234567890, 9007199254740991],"text":"9007199254740993 \\" 9007199254740993","f":1234567890123456789.5,"e":12345678901234567e3,"0.12345678901234567":0.12345678901234567}';
		expect(parseExactly(text)).toEqual({
			...(JSON.parse(text) as object),
			id: '9007199254740993',
			list: ['-12345678901234567890', 9007199254740991],
		});
		expect(parseExactly('{"id":9007199254740993')).toBeUndefined();
	});

	test('come out of a node with all digits', async () => {
		server.answer = () => ({
			body: '{"id":9007199254740993}',
			headers: { 'content-type': 'application/json' },
		});
		const { run } = exampleNode(operation({ ...NAMES, request }), server);
		expect(jsonOf(await run())).toEqual([{ id: '9007199254740993' }]);
	});
});
