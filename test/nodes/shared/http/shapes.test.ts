/** What makes an answer usable. Problems name members, never their values. */
import { describe, expect, test } from 'vitest';

import {
	readObjects,
	record,
	recordWithAddress,
	type Reading,
} from '../../../../nodes/shared/http/shapes';

describe('a record has what tells it apart', () => {
	const read = record('id', 'code');

	test.each([{ id: 'a1' }, { id: 7 }, { code: 'b' }, { id: '', code: 'b' }])('%j', (body) => {
		expect(read(body)).toEqual({ rows: [body] });
	});

	test.each([
		[{ name: 'secret' }, 'It has the members name.'],
		[{ id: ' ' }, 'It has the members id.'],
		[{ id: null }, 'It has the members id.'],
		[{ id: { value: 'secret' } }, 'It has the members id.'],
		[{ id: 2 ** 53 }, 'It has the members id.'],
		[{ id: 1.5 }, 'It has the members id.'],
		[[{ id: 'a1' }], 'It sent a list.'],
		['secret', 'It sent string.'],
		[null, 'It sent nothing.'],
	])('%j has not', (body, came) => {
		expect(read(body)).toEqual({ rows: [], problem: `answered without id or code. ${came}` });
	});
});

describe('a link has an address', () => {
	const read = recordWithAddress('url');

	test.each(['https://example.com/pay?x=1', 'http://127.0.0.1:8080/pay'])('%s', (url) => {
		expect(read({ url })).toEqual({ rows: [{ url }] });
	});

	test.each([{}, { url: '' }, { url: 5 }, { url: '/pay/1' }, { url: 'javascript:alert(1)' }])(
		'%j has none',
		(body) => {
			const { rows, problem }: Reading = read(body);
			expect(rows).toEqual([]);
			expect(problem).toMatch(/^answered without an address in url\. It has /);
		},
	);
});

test('objects of any kind are objects, alone or in a list', () => {
	expect(readObjects({ a: 1 })).toEqual({ rows: [{ a: 1 }] });
	expect(readObjects([{ a: 1 }, {}])).toEqual({ rows: [{ a: 1 }, {}] });
	for (const other of ['text', 5, null, [{ a: 1 }, 'text']]) {
		expect(readObjects(other).problem).toMatch(/^answered without an object\. It sent /);
	}
});
