/** How much memory a file of 100 MB takes, from its first byte to the item that holds it. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { afterEach, expect, test } from 'vitest';

import { operation } from '../../../../nodes/shared/operation/operation';
import { exampleNode, NAMES } from '../exampleNode.mts';

const MEGABYTE = 1024 * 1024;
const FILE_MEGABYTES = 100;
/** Measuring takes time. */
const PIECES_BETWEEN_LOOKS = 20;
const PIECE = Buffer.alloc(MEGABYTE, 'ISA*00*~');

setFlagsFromString('--expose_gc');
const collectGarbage = runInNewContext('gc') as () => void;

let server: Server;
let most = 0;

afterEach(() => {
	server.closeAllConnections();
	server.close();
});

/** What is held. When V8 returns memory that nobody holds depends on the rest of the process. */
function heldBytes(): number {
	collectGarbage();
	const { heapUsed, external } = process.memoryUsage();
	return heapUsed + external;
}

/** Sends the file in pieces, and measures memory in between. */
async function startServer(): Promise<string> {
	server = createServer((_request, response) => {
		response.writeHead(200, { 'content-length': FILE_MEGABYTES * MEGABYTE });
		let sent = 0;
		const sendNext = () => {
			if (sent % PIECES_BETWEEN_LOOKS === 0) most = Math.max(most, heldBytes());
			if (sent++ < FILE_MEGABYTES) response.write(PIECE, sendNext);
			else response.end();
		};
		sendNext();
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const request = { method: 'GET' as const, service: 'api', path: '/file' };

/** Like E-CROSS documents: from an address that the provider names. */
const publicFile = (url: string) =>
	operation({
		...NAMES,
		request,
		execute: async (context) => {
			const data = await context.store(await context.download(`${url}/file`));
			most = Math.max(most, heldBytes());
			return [{ json: {}, binary: { data } }];
		},
	});

/** Like invoices of Ecart Pay: as the answer to a call. */
const answeredFile = () =>
	operation({
		...NAMES,
		request,
		execute: async (context) => {
			const { body } = await context.answer({ ...context.request(), file: true });
			const mimeType = 'application/zip';
			const data = await context.store({ content: body as Buffer, fileName: 'a.zip', mimeType });
			most = Math.max(most, heldBytes());
			return [{ json: {}, binary: { data } }];
		},
	});

test.each([
	['of a public address', publicFile],
	['of an answer', answeredFile],
])('a file %s takes three times its size at most', async (_source, make) => {
	const url = await startServer();
	const { run } = exampleNode(make(url), { url });
	const before = heldBytes();
	most = before;
	const [output] = await run();
	expect(output?.binary?.data?.data).toHaveLength(Math.ceil((FILE_MEGABYTES * MEGABYTE) / 3) * 4);
	expect((most - before) / MEGABYTE).toBeLessThan(3 * FILE_MEGABYTES);
});
