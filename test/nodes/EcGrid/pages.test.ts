import type { IDataObject } from 'n8n-workflow';
import { describe, expect, test } from 'vitest';

import { pagesOfList } from '../../../nodes/EcGrid/api/pages';
import type { ApiRequest } from '../../../nodes/shared/http/types';
import { isObject } from '../../../credentials/lib/json';
import { pagesOf } from '../../../nodes/shared/http/pagination';

const request: ApiRequest = {
	method: 'POST',
	service: 'api',
	path: '/v2/things/list',
	body: { status: 'Active' },
};

const things = (count: number): IDataObject[] =>
	Array.from({ length: count }, (_, index) => ({ id: index + 1 }));

interface Service {
	/** Rows in all. */
	count: number;
	/** Most rows that it gives in one page. */
	cap?: number;
	/** Gives everything each time. */
	ignoresPages?: boolean;
	/** Tells totals, with rows under this member. */
	wrapped?: string;
	/** What it tells of the page size: the true one, the one asked for, or nothing. */
	tells?: 'size' | 'asked' | 'nothing';
}

/** Reads a whole list; returns its rows and what was asked for. */
async function readAll(service: Service, { limit = Infinity, maximum = 100 } = {}) {
	const asked: unknown[] = [];
	const send = async ({ body }: ApiRequest) => {
		const { pageNo, recordsPerPage, ...rest } = isObject(body) ? body : {};
		expect(rest).toEqual({ status: 'Active' });
		asked.push([pageNo, recordsPerPage]);
		const size = Math.min(Number(recordsPerPage), service.cap ?? Infinity);
		const from = (Number(pageNo) - 1) * size;
		const all = things(service.count);
		const rows = service.ignoresPages ? all : all.slice(from, from + size);
		if (service.wrapped === undefined) return await Promise.resolve(rows);
		const { tells = 'size' } = service;
		const told = { size, asked: recordsPerPage, nothing: undefined }[tells];
		return { totalRecords: all.length, pageNo, recordsPerPage: told, [service.wrapped]: rows };
	};
	const list = pagesOfList({ id: 'id', maximum, rows: service.wrapped ?? '' });
	const ids: unknown[] = [];
	const fail = (problem: string) => new Error(problem);
	for await (const page of pagesOf(list, request, limit, { send, fail })) {
		ids.push(...page.map(({ id }) => id));
	}
	return { ids, asked };
}

const first = (count: number) => things(count).map(({ id }) => id);

describe('a bare list', () => {
	test.each([0, 1, 24, 25, 26, 99, 100, 101, 200, 250])(
		'of %i rows is read whole',
		async (count) => {
			const { ids } = await readAll({ count });
			expect(ids).toEqual(first(count));
		},
	);

	test('ends with a page that is shorter than any page size, without another request', async () => {
		expect((await readAll({ count: 24 })).asked).toEqual([[1, 100]]);
		expect((await readAll({ count: 110 })).asked).toHaveLength(2);
	});

	test.each([25, 40, 60])('is read whole from a service that cuts pages at %i', async (cap) => {
		const { ids } = await readAll({ count: 130, cap });
		expect(ids).toEqual(first(130));
	});

	test.each([1, 25, 60, 100, 101, 300])(
		'of %i rows that comes whole each time gives each row once',
		async (count) => {
			const { ids } = await readAll({ count, ignoresPages: true });
			expect(ids).toEqual(first(count));
		},
	);

	test('is known to be whole when it is longer than a page', async () => {
		expect((await readAll({ count: 300, ignoresPages: true })).asked).toHaveLength(1);
	});
});

describe('a list with totals', () => {
	test.each([0, 25, 100, 101, 500, 501])('of %i rows is read whole', async (count) => {
		const { ids } = await readAll({ count, wrapped: 'things' }, { maximum: 500 });
		expect(ids).toEqual(first(count));
	});

	test('ends where the totals say, without another request', async () => {
		const { asked } = await readAll({ count: 500, wrapped: 'things' }, { maximum: 500 });
		expect(asked).toEqual([[1, 500]]);
	});

	test.each(['size', 'asked', 'nothing'] as const)(
		'is read whole from a service that cuts pages and tells as their size: %s',
		async (tells) => {
			const service = { count: 450, cap: 100, wrapped: 'things', tells };
			expect((await readAll(service, { maximum: 500 })).ids).toEqual(first(450));
		},
	);

	test('is read whole where it comes bare after all', async () => {
		const list = pagesOfList({ id: 'id', maximum: 500, rows: 'things' });
		expect(list.read(things(3), undefined, 500)).toEqual({ rows: things(3) });
	});
});

test('no more rows are asked for than wanted', async () => {
	const { ids, asked } = await readAll({ count: 300 }, { limit: 10 });
	expect(ids).toEqual(first(10));
	expect(asked).toEqual([[1, 10]]);
});
