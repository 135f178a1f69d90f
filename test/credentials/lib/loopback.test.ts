import { expect, test } from 'vitest';

import { isLoopback } from '../../../credentials/lib/loopback';

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
