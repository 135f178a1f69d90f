import { randomBytes } from 'node:crypto';

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { EmbeddedFile } from '../../../../nodes/shared/http/embeddedFile';
import { jsonWithFile } from '../../../../nodes/shared/http/jsonWithFile';
import { mimeTypeOf } from '../../../../nodes/shared/http/mimeTypes';

const MEGABYTES = 1024 * 1024;

/** Reads an answer that arrives in pieces of this size. */
async function read(json: string | Buffer, pieceSize = Infinity, largest = 100 * MEGABYTES) {
	const file = new EmbeddedFile('content', largest);
	const bytes = Buffer.from(json);
	async function* pieces() {
		for (let at = 0; at < bytes.length; at += pieceSize) yield bytes.subarray(at, at + pieceSize);
	}
	const rest: Uint8Array[] = [];
	for await (const part of file.without(pieces())) rest.push(part);
	return { file, rest: Buffer.concat(rest).toString('utf8'), content: file.content() };
}

describe('a file in an answer', () => {
	test('is what was written, wherever the answer is cut', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.uint8Array({ maxLength: 200 }),
				fc.record({ fileName: fc.string({ unit: 'binary' }), note: fc.string() }),
				fc.integer({ min: 1, max: 40 }),
				async (bytes, facts, pieceSize) => {
					const content = Buffer.from(bytes);
					const got = await read(jsonWithFile(facts, 'content', content), pieceSize);
					expect(got.content?.equals(content)).toBe(true);
					expect(JSON.parse(got.rest)).toEqual({ ...facts, content: '' });
				},
			),
			{ numRuns: 300 },
		);
	});

	test('may be written with escapes, as .NET does, and with line breaks', async () => {
		const content = Buffer.from([251, 255, 254, 251, 239, 190]);
		const escaped = content
			.toString('base64')
			.replace(/^.{3}/, '$&\r\n')
			.replaceAll('\r\n', '\\r\\n')
			.replaceAll('+', '\\u002B')
			.replaceAll('/', '\\/');
		for (let size = 1; size < 12; size++) {
			const got = await read(`{"data": { "Content" : "${escaped}","bytes":6}}`, size);
			expect(got.content).toEqual(content);
			expect(JSON.parse(got.rest)).toEqual({ data: { Content: '', bytes: 6 } });
		}
	});

	test('is the member, not a text that looks like it', async () => {
		const facts = { fileName: '{"content":"QUJD"}', note: ',"content":"', last: '\\' };
		const got = await read(jsonWithFile(facts, 'content', Buffer.from('real')), 7);
		expect(got.content?.toString()).toBe('real');
	});

	test.each([
		['no Base64', '{"content":"ISA*00*"}'],
		['half of a group', '{"content":"QUJ"}'],
		['text behind the padding', '{"content":"QQ==QUJD"}'],
		['null', '{"content":null}'],
		['nothing', '{"other":"QUJD"}'],
		['an answer that breaks off', '{"content":"QUJD'],
	])('is missing if it is %s', async (_name, json) => {
		for (const size of [1, 3, 100]) expect((await read(json, size)).content).toBeUndefined();
	});

	test('is empty if the answer says so', async () => {
		expect((await read('{"content":""}')).content).toEqual(Buffer.alloc(0));
	});

	test('ends where it is larger than allowed', async () => {
		const json = jsonWithFile({}, 'content', randomBytes(3 * MEGABYTES));
		const { file } = await read(json, 64 * 1024, 2 * MEGABYTES);
		expect(file.isTooLarge()).toBe(true);
	});
});

describe('the type of a file without one', () => {
	test.each([
		['ISA*00*          *00*', 'application/edi-x12'],
		['\uFEFFISA*00*', 'application/edi-x12'],
		["UNA:+.? 'UNB+UNOC:3", 'application/edifact'],
		["UNB+UNOC:3+SENDER'", 'application/edifact'],
		['STX=ANA:1+5000000000000', 'application/edi-consent'],
		['<?xml version="1.0"?>', 'application/xml'],
		['ISAAC NEWTON', 'text/plain'],
		['Größe: 42 €, 日本語', 'text/plain'],
	])('is recognised by its beginning: %s', (text, type) => {
		expect(mimeTypeOf(Buffer.from(text))).toBe(type);
	});

	test.each([
		['UTF-16', Buffer.from('\uFEFFISA*00*', 'utf16le')],
		['Latin-1', Buffer.from('Größe: 42, Käse', 'latin1')],
		['anything', Buffer.from([0, 1, 2, 255])],
		['nothing', Buffer.alloc(0)],
	])('is not guessed for %s', (_name, content) => {
		expect(mimeTypeOf(content)).toBe('application/octet-stream');
	});
});
