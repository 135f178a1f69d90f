import { describe, expect, it } from 'vitest';

import {
	assertAttachable,
	baseAddress,
	requestAddress,
} from '../../../../credentials/tokens/request/baseAddress';
import {
	AddressNotAllowedError,
	CredentialFieldError,
} from '../../../../credentials/tokens/endpoint/problems';

describe('a base address', () => {
	it.each([
		['https://api.example.com', 'https://api.example.com'],
		['https://api.example.com/', 'https://api.example.com'],
		['https://api.example.com/v2///', 'https://api.example.com/v2'],
		[' https://api.example.com\n', 'https://api.example.com'],
		['HTTPS://API.Example.com:443/V2', 'https://api.example.com/V2'],
		['https://api.example.com/?', 'https://api.example.com'],
		['http://localhost:5001', 'http://localhost:5001'],
		['http://api.localhost', 'http://api.localhost'],
		['http://127.0.0.1:5001/a', 'http://127.0.0.1:5001/a'],
		['http://[::1]:5001', 'http://[::1]:5001'],
	])('%j is %s', (value, expected) => {
		expect(baseAddress(value, 'Base URL', false)).toBe(expected);
	});

	it.each([
		['', 'is empty'],
		['  ', 'is empty'],
		[undefined, 'is empty'],
		['api.example.com', 'is not a web address'],
		['ftp://api.example.com', 'is not a web address'],
		['https://', 'is not a web address'],
		['https://me:secret@api.example.com', 'contains a user name or password'],
		['https://me@api.example.com', 'contains a user name or password'],
		['https://api.example.com?tenant=1', 'must end with the host or a path'],
		['https://api.example.com/#top', 'must end with the host or a path'],
		['http://api.example.com', 'is not HTTPS'],
		['http://127.0.0.1.example.com', 'is not HTTPS'],
		['http://localhost.example.com', 'is not HTTPS'],
		['http://10.0.0.1', 'is not HTTPS'],
	])('%j is refused because it %s', (value, reason) => {
		const attempt = () => baseAddress(value, 'Base URL', false);
		expect(attempt).toThrow(CredentialFieldError);
		expect(attempt).toThrow(`Base URL ${reason}`);
	});

	it('may be unencrypted if the user says so', () => {
		expect(baseAddress('http://gateway:8080', 'Base URL', true)).toBe('http://gateway:8080');
	});

	it('does not repeat what may be a secret in its errors', () => {
		expect(() => baseAddress('https://me:hunter2@a.example', 'Base URL', false)).toThrow(
			expect.not.objectContaining({ message: expect.stringContaining('hunter2') }),
		);
	});
});

describe('the address of a request', () => {
	it.each([
		[{ url: 'https://a.example/x' }, 'https://a.example/x'],
		[{ uri: 'https://a.example/x' }, 'https://a.example/x'],
		[{ baseURL: 'https://a.example', url: '/x' }, 'https://a.example/x'],
		[{ baseURL: 'https://a.example/v2/', url: 'x' }, 'https://a.example/v2/x'],
		[{ baseURL: 'https://a.example', url: '' }, 'https://a.example/'],
		[{ baseURL: 'https://a.example', url: 'https://b.example/x' }, 'https://b.example/x'],
		[{ baseURL: 'https://a.example', url: 'HTTPS://b.example/x' }, 'https://b.example/x'],
		[
			{ baseURL: 'https://a.example', url: 'https:/b.example' },
			'https://a.example/https:/b.example',
		],
		[{ baseURL: 'https://b.example', url: '/x' }, 'https://b.example/x'],
	])('%j is %s', (options, expected) => {
		expect(requestAddress(options).href).toBe(expected);
	});

	it.each([{}, { url: '/x' }, { baseURL: 'https://a.example', url: '//b.example/x' }])(
		'%j has none',
		(options) => {
			expect(() => requestAddress(options)).toThrow(AddressNotAllowedError);
		},
	);
});

describe('attaching a credential', () => {
	const OWN = ['https://api.example.com/v2', 'https://auth.example.com'];
	const attach =
		(address: string, bases = OWN, allowUnencrypted = false) =>
		() =>
			assertAttachable(new URL(address), 'Acme', bases, allowUnencrypted);

	it.each([
		'https://api.example.com/v2/x',
		'https://api.example.com/v2',
		'https://auth.example.com/a',
	])('is allowed to %s', (address) => {
		expect(attach(address)).not.toThrow();
	});

	it.each([
		'https://evil.example/v2',
		'https://api.example.com.evil.example',
		'https://api.example.com:8443/v2',
		'http://api.example.com/v2',
		'https://sub.api.example.com',
	])('is refused to another origin: %s', (address) => {
		expect(attach(address)).toThrow(AddressNotAllowedError);
		expect(attach(address)).toThrow(
			`This Acme credential is not sent to ${new URL(address).host}; it belongs to api.example.com, auth.example.com.`,
		);
	});

	it('is refused if the address names another user', () => {
		expect(attach('https://me:pw@api.example.com/v2')).toThrow('contains a user name or password');
	});

	it('is refused in clear text, unless allowed or on this machine', () => {
		const http = ['http://gateway.internal'];
		expect(attach('http://gateway.internal/x', http)).toThrow('gateway.internal is not HTTPS');
		expect(attach('http://gateway.internal/x', http, true)).not.toThrow();
		expect(attach('http://127.0.0.1:1/x', ['http://127.0.0.1:1'])).not.toThrow();
	});
});
