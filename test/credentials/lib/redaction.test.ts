import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { redactor } from '../../../credentials/lib/redaction';
import { signHs256 } from '../../../credentials/lib/jwt';

const ID = 'client-id';
const SECRET = 'p&ss "w<rd>\\+/ä!';
const base64 = (text: string) => Buffer.from(text).toString('base64');
const base64url = (text: string) => Buffer.from(text).toString('base64url');
const xml = (text: string) => text.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;');
const form = (text: string) => new URLSearchParams({ a: text }).toString().slice(2);

describe('redaction', () => {
	const redact = redactor([ID, SECRET]);

	it.each([
		['raw', SECRET],
		['percent-encoded', encodeURIComponent(SECRET)],
		[
			'percent-encoded in lower case',
			encodeURIComponent(SECRET).replace(/%../g, (c) => c.toLowerCase()),
		],
		['percent-encoded with + for blanks', encodeURIComponent(SECRET).replace(/%20/g, '+')],
		['as form data', form(SECRET)],
		['as form data with %20 for blanks', form(SECRET).replace(/\+/g, '%20')],
		['JSON-escaped', JSON.stringify(SECRET).slice(1, -1)],
		['JSON-escaped twice', JSON.stringify(JSON.stringify(SECRET)).slice(3, -3)],
		['XML-escaped', xml(SECRET)],
		['XML-escaped with its quotes', xml(SECRET).replace(/"/g, '&quot;')],
		['XML-escaped by number', SECRET.replace(/[^\w ]/g, (c) => `&#${c.charCodeAt(0)};`)],
		['JSON-escaped with its slash', JSON.stringify(SECRET).slice(1, -1).replace('/', '\\/')],
		['JSON-escaped to ASCII', JSON.stringify(SECRET).slice(1, -1).replace('ä', '\\u00e4')],
		['with an escaped plus sign', JSON.stringify(SECRET).slice(1, -1).replace('+', '\\u002B')],
		['with more percent-encoded than must be', encodeURIComponent(SECRET).replace('!', '%21')],
		['percent-encoded twice', encodeURIComponent(encodeURIComponent(SECRET))],
		['percent-encoded as Latin-1', encodeURIComponent(SECRET).replace('%C3%A4', '%E4')],
		['in hex', Buffer.from(SECRET).toString('hex')],
		['in upper-case hex', Buffer.from(SECRET).toString('hex').toUpperCase()],
		['in Basic of Latin-1', Buffer.from(`${ID}:${SECRET}`, 'latin1').toString('base64')],
		['in base64, twice', base64(base64(SECRET))],
		['in capital letters', SECRET.toUpperCase()],
		['in base64', base64(SECRET)],
		['in base64 without padding', base64(SECRET).replace(/=+$/, '')],
		['in base64url', base64url(SECRET)],
		['with the id in base64', base64(`${ID}:${SECRET}`)],
		['with the id in base64url', base64url(`${ID}:${SECRET}`)],
	])('removes a secret %s', (_form, text) => {
		expect(redact(`before ${text} after`)).toBe('before *** after');
	});

	it.each([
		['a JWT', signHs256({ a: 1 }, 'x'), '***'],
		['a bearer token', 'sent Bearer abc.def-123 to', 'sent Bearer *** to'],
		['Basic credentials', 'Authorization: Basic QUxBRERJTg==', 'Authorization: *** ***'],
		['an API key', '{"X-API-Key":"0f8fad5b"}', '{"X-API-Key":***}'],
		['a token in a query', '?access_token=zzz9&page=1', '?access_token=***&page=1'],
		['a password in JSON', "{'password': 'hunter2'}", "{'password': ***}"],
		['a client secret', 'client_secret=zzz9, next', 'client_secret=***, next'],
		['a session', 'SessionID=0f8f-ad5b', 'SessionID=***'],
	])('removes %s, whoever it belongs to', (_what, text, expected) => {
		expect(redactor([])(text)).toBe(expected);
	});

	it.each([
		['with a name that is no secret', (text: string) => `anna@example.com:${text}`],
		['inside JSON', (text: string) => JSON.stringify({ a: 1, text, z: 2 })],
		['inside a form', (text: string) => `a=1&text=${form(text)}&z=2`],
	])('leaves nothing of a secret in base64 %s', (_where, write) => {
		for (const shift of ['', '1', '22']) {
			for (const text of [base64(write(shift + SECRET)), base64url(write(shift + SECRET))]) {
				const left = Buffer.from(redact(text).replaceAll('***', ''), 'base64').toString();
				expect(redact(text)).not.toBe(text);
				expect(left).not.toContain(form(SECRET).slice(2, -2));
				expect(left).not.toContain(SECRET.slice(2, -2));
			}
		}
	});

	it.each([
		['after other words with dots', 'see www.a-b.example.com/eyJhbGciOiJI.eyJhIjoxfQ.sig now'],
		['glued to what stands before', 'token_eyJhbGciOiJI.eyJhIjoxfQ.sig'],
		['without a signature', 'eyJhbGciOiJI.eyJhIjoxfQ. or eyJhbGciOiJI.eyJhIjoxfQ'],
		['twice in a row', 'eyJhbGciOiJI.eyJhIjoxfQ.sig.eyJhbGciOiJI.eyJhIjoxfQ.sig'],
	])('removes a JWT %s', (_how, text) => {
		expect(redactor([])(text)).not.toMatch(/eyJ/);
	});

	it.each([
		['beginnings of JWTs', 'eyJ'.repeat(100_000)],
		['beginnings of authorizations', 'Bearer '.repeat(50_000)],
		['beginnings of members', 'token = "'.repeat(40_000)],
	])('is quick with a text of many %s', (_what, text) => {
		const before = performance.now();
		redact(text);
		expect(performance.now() - before).toBeLessThan(2_000);
	});

	it('leaves a text without secrets as it is', () => {
		expect(redact('The client has no account.')).toBe('The client has no account.');
	});

	it('does not remove a text that is too short to be a secret', () => {
		expect(redactor(['', 'a', 'abc'])('a bad cab: abc')).toBe('a bad cab: abc');
	});

	it('keeps the message if a secret is short, and removes the secret next to its name', () => {
		const text = `a bad cab: abc, ${base64('me@example.com:abc')}`;
		expect(redactor(['me@example.com', 'abc', 'a'])(text)).toBe('a bad cab: abc, ***');
	});

	it('leaves nothing of a text that nests encodings without end', () => {
		let text = 'x'.repeat(1_000);
		for (let times = 0; times < 25; times += 1) text = base64(text);
		expect(redact(text)).toBe('***');
	});

	it('leaves nothing of any secret, in any of its forms', () => {
		// The replacement itself could produce a secret made of asterisks.
		const secrets = fc.string({ unit: 'grapheme', minLength: 4, maxLength: 20 });
		const any = fc.array(
			secrets.filter((secret) => !secret.includes('*')),
			{ minLength: 1, maxLength: 3 },
		);
		fc.assert(
			fc.property(any, fc.string(), fc.string(), (all, before, after) => {
				for (const secret of all) {
					for (const shape of [secret, form(secret), base64(secret), base64url(secret)]) {
						expect(redactor(all)(`${before}${shape}${after}`)).not.toContain(shape);
					}
				}
			}),
			{ numRuns: 200 },
		);
	});
});
