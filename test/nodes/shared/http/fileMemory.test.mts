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
/** What is bounded here is memory; collecting garbage takes long on a busy machine. */
const LIMIT = { timeout: 60_000 };
const PIECE = Buffer.alloc(MEGABYTE, 'ISA*00*~');
/** Base64 of three quarters of its size. */
const ENCODED_PIECE = Buffer.alloc(MEGABYTE, 'SVNB');

/** An answer as the server sends it: a piece, so many times, and what stands around them. */
interface Sent {
	piece: Buffer;
	pieces: number;
	before: string;
	after: string;
}

const AS_BYTES: Sent = { piece: PIECE, pieces: FILE_MEGABYTES, before: '', after: '' };
const IN_JSON: Sent = {
	piece: ENCODED_PIECE,
	pieces: Math.floor((FILE_MEGABYTES * 4) / 3),
	before: '{"success":true,"data":{"parcelId":7,"content":"',
	after: '"}}',
};

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
async function startServer({ piece, pieces, before, after }: Sent): Promise<string> {
	server = createServer((_request, response) => {
		response.writeHead(200, {
			'content-length': before.length + pieces * piece.length + after.length,
			'content-type': before === '' ? 'application/octet-stream' : 'application/json',
		});
		let sent = 0;
		const sendNext = () => {
			if (sent % PIECES_BETWEEN_LOOKS === 0) most = Math.max(most, heldBytes());
			if (sent++ < pieces) response.write(piece, sendNext);
			else response.end(after);
		};
		response.write(before);
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

/** Like parcels of ECGrid: as Base64 among the facts about them. */
const embeddedFile = () =>
	operation({
		...NAMES,
		request,
		execute: async (context) => {
			const { file } = await context.answer({ ...context.request(), embeddedFile: 'content' });
			const mimeType = 'application/octet-stream';
			const data = await context.store({ content: file!, fileName: 'a.edi', mimeType });
			most = Math.max(most, heldBytes());
			return [{ json: {}, binary: { data } }];
		},
	});

test.each([
	['of a public address', publicFile, AS_BYTES],
	['of an answer', answeredFile, AS_BYTES],
	['as Base64 in JSON', embeddedFile, IN_JSON],
])('a file %s takes three times its size at most', LIMIT, async (_source, make, sent) => {
	const url = await startServer(sent);
	const { run } = exampleNode(make(url), { url });
	const before = heldBytes();
	most = before;
	const [output] = await run();
	const bytes = (sent.pieces * MEGABYTE * (sent === IN_JSON ? 3 : 4)) / 4;
	expect(output?.binary?.data?.data).toHaveLength(Math.ceil(bytes / 3) * 4);
	expect((most - before) / MEGABYTE).toBeLessThan(3 * FILE_MEGABYTES);
});
