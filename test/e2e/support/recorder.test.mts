// What n8n answers is written down whole, or a leak in it could not be found.
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ANSWERS_FILE, recordAnswers } from './recorder.mts';

let folder: string;
const closing: Array<() => Promise<unknown>> = [];

beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'recorder-'))));
afterEach(async () => {
	for (const close of closing.splice(0).reverse()) await close();
	await rm(folder, { recursive: true });
});

it('hands requests and answers on, and writes down each answer in one piece', async () => {
	const url = await start((request, response) => {
		response.setHeader('x-asked', `${request.method} ${request.url}`);
		response.write('a sec');
		request.on('end', () => response.end('ret'));
		request.resume();
	});
	const [first, second] = await Promise.all([
		fetch(`${url}/one?a=1`, { method: 'POST', body: 'text' }),
		fetch(`${url}/two`),
	]);
	expect([await first.text(), await second.text()]).toEqual(['a secret', 'a secret']);
	expect(first.headers.get('x-asked')).toBe('POST /one?a=1');
	const recorded = await readFile(join(folder, ANSWERS_FILE), 'utf8');
	expect(recorded.match(/a secret/g)).toHaveLength(2);
	expect(recorded).toMatch(/POST \/one\?a=1: 200 /);
});

it('asks for answers that are not compressed', async () => {
	const url = await start((request, response) => response.end(request.headers['accept-encoding']));
	expect(await (await fetch(url)).text()).toBe('identity');
});

it('breaks the connection where there is nobody behind it', async () => {
	const url = await start((_request, response) => response.destroy());
	await expect(fetch(url)).rejects.toThrow('fetch failed');
});

async function start(answer: RequestListener): Promise<string> {
	const server = createServer(answer);
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	closing.push(async () => server.close());
	const { port } = server.address() as AddressInfo;
	const recorder = await recordAnswers(`http://127.0.0.1:${port}`, folder);
	closing.push(recorder.close);
	return recorder.url;
}
