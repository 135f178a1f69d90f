import { describe, expect, it } from 'vitest';

import {
	isLegacy,
	type RequestOptions,
	headerOf,
	withHeader,
	withoutRedirects,
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
