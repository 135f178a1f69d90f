/** A server of files that are the same at each download, and of uploads that need a token. */
import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LOOPBACK } from '../../../playground/ports.mjs';

const MEGABYTE = 1024 * 1024;

/** What came of an upload. */
interface Upload {
	readonly status: 200 | 401;
	readonly bytes: number;
}

export interface FileServer {
	readonly origin: string;
	/** The address of a file of so many megabytes. */
	fileUrl(megabytes: number): string;
	/** SHA-256 of the file at that address, in hexadecimal. */
	digestOf(megabytes: number): string;
	/** From now on every token that came so far is refused. */
	revokeTokens(): void;
	/** The uploads since the last call. */
	takeUploads(): Upload[];
	close(): Promise<void>;
}

/** Starts one on a free port of this machine. */
export async function startFileServer(): Promise<FileServer> {
	const known = new Set<string>();
	const revoked = new Set<string>();
	let uploads: Upload[] = [];
	const cipher = createCipheriv('aes-128-ctr', randomBytes(16), randomBytes(16));
	/** Not to be compressed, so that no layer can hide its size. */
	const piece = cipher.update(Buffer.alloc(MEGABYTE));

	const receive = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
		let bytes = 0;
		for await (const chunk of request) bytes += (chunk as Buffer).length;
		const token = request.headers.authorization ?? '';
		known.add(token);
		const status = revoked.has(token) ? 401 : 200;
		// The credential asks about a token by a read.
		if (request.method === 'POST') uploads.push({ status, bytes });
		response.writeHead(status, { 'content-type': 'application/json' });
		response.end(JSON.stringify(status === 200 ? { bytes } : { message: 'Unauthorized' }));
	};
	const server = createServer((request, response) => {
		const [, megabytes] = /^\/file\/(\d+)$/.exec(request.url ?? '') ?? [];
		if (megabytes === undefined) void receive(request, response);
		else void sendFile(Number(megabytes), piece, response);
	});
	server.listen(0, LOOPBACK);
	await once(server, 'listening');
	const origin = `http://${LOOPBACK}:${(server.address() as AddressInfo).port}`;
	return {
		origin,
		fileUrl: (megabytes) => `${origin}/file/${megabytes}`,
		digestOf: (megabytes) => {
			const hash = createHash('sha256');
			for (let sent = 0; sent < megabytes; sent += 1) hash.update(piece);
			return hash.digest('hex');
		},
		revokeTokens: () => {
			for (const token of known) revoked.add(token);
		},
		takeUploads: () => {
			const taken = uploads;
			uploads = [];
			return taken;
		},
		close: async () => {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}

async function sendFile(megabytes: number, piece: Buffer, response: ServerResponse): Promise<void> {
	response.writeHead(200, {
		'content-type': 'application/edi-x12',
		'content-disposition': 'attachment; filename="orders.edi"',
		'content-length': megabytes * MEGABYTE,
	});
	for (let sent = 0; sent < megabytes; sent += 1) {
		if (!response.write(piece)) await once(response, 'drain');
	}
	response.end();
}
