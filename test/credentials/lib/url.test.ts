import { expect, test } from 'vitest';

import { parseUrl, withQuery } from '../../../credentials/lib/url';

test.each([
	['https://api.example.com/a', undefined, 'https://api.example.com/a'],
	['/b?c=1', 'https://api.example.com/a', 'https://api.example.com/b?c=1'],
	['//other.example.com', 'https://api.example.com/a', 'https://other.example.com/'],
	['/b', undefined, undefined],
	['not an address', undefined, undefined],
	['', undefined, undefined],
	['http://', 'https://api.example.com/a', undefined],
])('%j from %j is %j', (text, base, expected) => {
	expect(parseUrl(text, base === undefined ? base : new URL(base))?.href).toBe(expected);
});

test('a query is added in form encoding', () => {
	const address = withQuery('https://example.com/pay', { a: 'x y&z', state: 'ä=1' });
	expect(address).toBe('https://example.com/pay?a=x+y%26z&state=%C3%A4%3D1');
});
