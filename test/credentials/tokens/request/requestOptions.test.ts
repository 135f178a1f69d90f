import { describe, expect, it } from 'vitest';

import {
	assertNoPagesOfBytes,
	isLegacy,
	type RequestOptions,
	headerOf,
	withHeader,
	withoutRedirects,
	withoutStream,
} from '../../../../credentials/tokens/request/requestOptions';

const URL_ = 'https://a.example';
/** In the form in which the HTTP Request node's helper passes them. */
const LEGACY = { uri: URL_, followRedirect: true } as unknown as RequestOptions;

describe('redirects', () => {
	it('are forbidden in the options of httpRequest', () => {
		expect(withoutRedirects({ url: URL_, maxRedirects: 21 })).toEqual({
			url: URL_,
			disableFollowRedirect: true,
			maxRedirects: 0,
		});
	});

	it('are forbidden in the older options as well', () => {
		expect(withoutRedirects(LEGACY)).toEqual({
			uri: URL_,
			disableFollowRedirect: true,
			maxRedirects: 0,
			followRedirect: false,
			followAllRedirects: false,
		});
		expect([isLegacy(LEGACY), isLegacy({ url: URL_ })]).toEqual([true, false]);
	});
});

describe('a header', () => {
	it.each(['authorization', 'AUTHORIZATION', 'Authorization'])(
		'replaces the one of its name: %s',
		(name) => {
			const options = { url: URL_, headers: { [name]: 'other', Accept: 'a/b' } };
			expect(withHeader(options, 'Authorization', 'mine').headers).toEqual({
				Accept: 'a/b',
				Authorization: 'mine',
			});
		},
	);

	it('is set if there are none', () => {
		expect(withHeader({ url: URL_ }, 'X-API-Key', 'k').headers).toEqual({ 'X-API-Key': 'k' });
	});
});

describe('reading a header', () => {
	it('finds it in any letter case', () => {
		const options = { url: URL_, headers: { 'content-TYPE': 'a/b' } };
		expect(headerOf(options, 'Content-Type')).toBe('a/b');
		expect(headerOf({ url: URL_ }, 'Content-Type')).toBeUndefined();
	});
});

it('the caller’s options stay as they are', () => {
	const options = { url: URL_, headers: { authorization: 'other' } };
	const before = structuredClone(options);
	withoutRedirects(options);
	withHeader(options, 'Authorization', 'mine');
	expect(options).toEqual(before);
});

/** For which the HTTP Request node wants a stream. */
const STREAMED: RequestOptions = { url: '', uri: URL_, useStream: true };
const BYTES: RequestOptions = { ...STREAMED, encoding: null as never };

describe('an answer', () => {
	it('of bytes is no stream in the older options, and stays bytes', () => {
		expect(withoutStream(BYTES)).toEqual({ ...BYTES, useStream: false });
	});

	it('to a raw body with Response Format JSON or Text is what these give with any other body', () => {
		const raw = { ...STREAMED, json: false };
		expect(withoutStream(raw)).toEqual({ ...raw, useStream: false, json: true });
	});

	it('stays a stream for those who asked for one, and text stays text', () => {
		const wanted: RequestOptions = { url: URL_, encoding: 'stream' };
		expect(withoutStream(wanted)).toBe(wanted);
		const text: RequestOptions = { url: '', uri: URL_, json: true };
		expect(withoutStream(text)).toBe(text);
	});
});

describe('pages of bytes', () => {
	const pages: RequestOptions = { ...BYTES, simple: false, qs: {} };

	it('are refused with the settings to choose', () => {
		expect(() => assertNoPagesOfBytes(pages, 'Acme')).toThrow(
			'With Pagination, or with Never Error and query parameters, this Acme credential needs Response Format JSON or Text. Nothing was sent.',
		);
	});

	it.each<[string, RequestOptions]>([
		['without Never Error and Pagination', { ...pages, simple: undefined }],
		[
			'with Never Error and without a query, which Pagination always has',
			{ ...BYTES, simple: false },
		],
		['where the format is JSON or Text', { ...pages, encoding: undefined, useStream: undefined }],
		['of the newer helper', { ...pages, uri: undefined, url: URL_ }],
	])('are none %s', (_name, options) => {
		expect(() => assertNoPagesOfBytes(options, 'Acme')).not.toThrow();
	});
});
