import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { inputFile, outputField, text } from '../../../../nodes/shared/fields';
import { body, local } from '../../../../nodes/shared/operation/locations';
import { operation } from '../../../../nodes/shared/operation/operation';
import { itemWithFile } from '../../harness.mts';
import {
	exampleNode,
	NAMES,
	startServer,
	type Answer,
	type ScriptedServer,
} from '../exampleNode.mts';

let server: ScriptedServer;
let files: ScriptedServer;

beforeEach(async () => {
	server = await startServer();
	files = await startServer();
});

afterEach(async () => await Promise.all([server.close(), files.close()]));

describe('a file of an item', () => {
	const upload = operation({
		...NAMES,
		request: { method: 'POST', service: 'api', path: '/upload' },
		parameters: {
			file: body(inputFile(), {
				name: 'content',
				encode: ({ content }) => content.toString('base64'),
			}),
		},
	});

	test('is sent in the way that the operation says', async () => {
		const item = itemWithFile(Buffer.from('ISA*00*'), 'text/plain', 'in.edi');
		await exampleNode(upload, server).run({ items: [item], parameters: { file: 'data' } });
		expect(server.seen[0]?.body).toEqual({ content: Buffer.from('ISA*00*').toString('base64') });
	});

	test('of more than 100 MB is refused before it is sent', async () => {
		const item = itemWithFile(Buffer.alloc(1), 'text/plain', 'in.edi');
		// A file of this size in the item, without its bytes.
		item.binary.data.data = 'A'.repeat(((100 * 1024 * 1024 + 100 * 1024) / 3) * 4);
		const run = exampleNode(upload, server).run({ items: [item], parameters: { file: 'data' } });
		await expect(run).rejects.toMatchObject({
			message: 'Input Data Field Name contains a file of 100.1 MB; at most 100 MB can be sent',
			context: { itemIndex: 0 },
		});
		expect(server.seen).toHaveLength(0);
	});

	test('that is not there is an error of the item', async () => {
		const run = exampleNode(upload, server).run({ parameters: { file: 'data' } });
		await expect(run).rejects.toMatchObject({
			message: 'Input Data Field Name does not name a file of the item: "data"',
			context: { itemIndex: 0 },
		});
		expect(server.seen).toHaveLength(0);
	});
});

describe('a file that lies on another host', () => {
	const download = operation({
		...NAMES,
		request: { method: 'GET', service: 'api', path: '/document' },
		parameters: { url: local(text({ displayName: 'URL' })), field: local(outputField()) },
		execute: async (context, { url = '', field }) => {
			const file = await context.download(url);
			return [{ json: {}, binary: { [field]: await context.store(file) } }];
		},
	});

	const fetched = async (url: string) =>
		await exampleNode(download, server).run({ parameters: { url, field: 'label' } });

	test('becomes binary data, and gets no credential', async () => {
		const pdf = Buffer.from('%PDF-1.4 …');
		files.answer = () => ({ body: pdf, headers: { 'content-type': 'application/pdf; x=1' } });
		const [output] = await fetched(`${files.url}/labels/label%201.pdf?signature=1`);
		expect(output?.binary?.label).toMatchObject({
			mimeType: 'application/pdf',
			fileName: 'label 1.pdf',
		});
		expect(Buffer.from(output?.binary?.label?.data ?? '', 'base64')).toEqual(pdf);
		expect(files.seen).toMatchObject([{ query: { signature: '1' } }]);
		expect(files.seen[0]?.headers).not.toHaveProperty('x-api-key');
	});

	test.each([
		["attachment; filename*=UTF-8''Etiqueta%20n%C2%BA%201.pdf", 'Etiqueta nº 1.pdf'],
		['attachment; filename="Label 1.pdf"', 'Label 1.pdf'],
		['inline', 'label.pdf'],
	])('has the name that the server states, else that of its address: %s', async (stated, name) => {
		const headers = { 'content-type': 'application/pdf', 'content-disposition': stated };
		files.answer = () => ({ body: '%PDF-1.4', headers });
		const [output] = await fetched(`${files.url}/label.pdf`);
		expect(output?.binary?.label?.fileName).toBe(name);
	});

	test('is found behind redirects, but not behind one to plain HTTP', async () => {
		files.answer = ({ path }): Answer =>
			path === '/start'
				? { status: 302, headers: { location: '/file' } }
				: { body: 'content', headers: { 'content-type': 'text/plain' } };
		expect(await fetched(`${files.url}/start`)).toHaveLength(1);

		files.answer = () => ({ status: 302, headers: { location: 'http://files.example.com/x' } });
		await expect(fetched(`${files.url}/start`)).rejects.toThrow(
			'the address http://files.example.com is not HTTPS',
		);
	});

	test.each([
		['ftp://files.example.com/x', 'is not HTTPS'],
		['http://files.example.com/x?token=1', 'http://files.example.com is not HTTPS'],
		['not an address', 'is not HTTPS'],
	])('is not fetched from %s', async (url, problem) => {
		await expect(fetched(url)).rejects.toThrow(problem);
	});

	test('is not fetched from this machine for a provider elsewhere, which could name any address', async () => {
		const elsewhere = exampleNode(download, { url: 'https://api.example.com' });
		const run = elsewhere.run({ parameters: { url: `${files.url}/x`, field: 'label' } });
		await expect(run).rejects.toThrow(`the address ${files.url} is not HTTPS`);
		expect(files.seen).toEqual([]);
	});

	test('that redirects forever, or fails, is an error that names the host', async () => {
		files.answer = () => ({ status: 302, headers: { location: '/again' } });
		await expect(fetched(`${files.url}/x`)).rejects.toThrow('redirects too often');
		files.answer = () => ({ status: 410 });
		await expect(fetched(`${files.url}/x`)).rejects.toThrow('answered with HTTP 410');
	});

	test('without content is an error, not an empty file', async () => {
		files.answer = () => ({ body: '' });
		await expect(fetched(`${files.url}/x`)).rejects.toThrow('sent a file without content');
	});

	test('that is larger than allowed is not read to its end', async () => {
		files.answer = () => ({ body: Buffer.alloc(101 * 1024 * 1024) });
		await expect(fetched(`${files.url}/x`)).rejects.toThrow('larger than 100 MB');
	});
});
