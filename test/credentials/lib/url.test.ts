import { expect, test } from 'vitest';

import { isLoopback, parseUrl, withQuery } from '../../../credentials/lib/url';

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

test.each([
	['http://localhost:5678', true],
	['http://LOCALHOST', true],
	['http://sandbox.localhost', true],
	['http://127.0.0.1', true],
	['http://127.255.255.254', true],
	['http://127.1', true],
	['http://[::1]:8080', true],
	['http://[0:0:0:0:0:0:0:1]', true],
	['http://localhost.example.com', false],
	['http://notlocalhost', false],
	['http://127.0.0.1.example.com', false],
	['http://128.0.0.1', false],
	['http://0.0.0.0', false],
	['http://192.168.1.1', false],
	['http://[::2]', false],
	['http://[::ffff:7f00:1]', false],
])('whether %s is this machine: %s', (address, expected) => {
	expect(isLoopback(new URL(address).hostname)).toBe(expected);
});
