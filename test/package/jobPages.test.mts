/**
 * The pages about one job each: reachable from the README, and true as far as the code can tell.
 */
import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { expect, test } from 'vitest';

import { addressBooks } from '../../credentials/tokens/request/addressBooks/index.ts';

const root = resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const pages = globSync('docs/jobs/*.md', { cwd: root });

test('the README leads to every page in one click', () => {
	const readme = read('README.md');
	expect(pages.length).toBeGreaterThan(5);
	expect(pages.filter((page) => !readme.includes(`](${page})`))).toEqual([]);
});

test('the page of the firewall names the hosts of all address books, and no other provider', () => {
	const books = Object.values(addressBooks).flatMap(({ environments = {} }) =>
		Object.values(environments).flatMap((addresses) => Object.values(addresses)),
	);
	const defaults = globSync('credentials/*.credentials.ts', { cwd: root }).flatMap((file) =>
		[...read(file).matchAll(/filledAddress\([^)]*'(https:[^']+)'/g)].map(([, url = '']) => url),
	);
	const hosts = new Set([...books, ...defaults].map((url) => new URL(url).host));
	const rows = read('docs/jobs/firewall.md')
		.split('\n')
		.filter((line) => line.trim().startsWith('|'));
	const named = rows.flatMap((row) => [...row.matchAll(/`([^`]+)`/g)].map(([, host = '']) => host));
	expect(hosts.size).toBeGreaterThan(5);
	expect(named.sort()).toEqual([...hosts].sort());
});

/** What the page quotes, and the file that contains it. */
test.each([
	['is empty. Enter it in the credential.', 'credentials/tokens/request/baseAddress.ts'],
	['was not found', 'credentials/lib/network.ts'],
	['could not be looked up', 'credentials/lib/network.ts'],
	['refused the connection', 'credentials/lib/network.ts'],
	['could not be reached', 'credentials/lib/network.ts'],
	['did not answer in time', 'credentials/lib/network.ts'],
	['closed the connection', 'credentials/lib/network.ts'],
	['sent a response that was cut off', 'credentials/lib/network.ts'],
	['has a TLS certificate that is not trusted', 'credentials/lib/network.ts'],
	['sent no complete response within', 'credentials/tokens/request/send.ts'],
	['answered with an HTML page', 'credentials/tokens/endpoint/outcome.ts'],
	['answered with HTTP status', 'credentials/tokens/endpoint/outcome.ts'],
	['nothing was found at', 'credentials/tokens/endpoint/problems.ts'],
	[
		'is not accepting any more logins right now (HTTP 429)',
		'credentials/tokens/endpoint/problems.ts',
	],
	['keeps refusing tokens that it has only just issued', 'credentials/tokens/endpoint/problems.ts'],
	['does not allow this request', 'credentials/tokens/sources/probing.ts'],
])('"%s" is what the screen says', (words, file) => {
	expect(read('docs/jobs/red-credential.md')).toContain(words);
	expect(read(file)).toContain(words);
});
