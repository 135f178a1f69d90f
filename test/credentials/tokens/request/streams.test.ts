import { describe, expect, it } from 'vitest';

import type { RequestOptions } from '../../../../credentials/tokens/request/requestOptions';
import {
	assertNoPagesOfBytes,
	withoutStream,
} from '../../../../credentials/tokens/request/streams';

const URL_ = 'https://a.example';
/** In the form in which the HTTP Request node's helper passes them. */
const LEGACY: RequestOptions = { url: '', uri: URL_, useStream: true };
const BYTES: RequestOptions = { ...LEGACY, encoding: null as never };

describe('an answer', () => {
	it('of bytes is no stream in the older options, and stays bytes', () => {
		expect(withoutStream(BYTES)).toEqual({ ...BYTES, useStream: false });
	});

	it('to a raw body with Response Format JSON or Text is what these give with any other body', () => {
		const raw = { ...LEGACY, json: false };
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
