import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import {
	createServer,
	request as ask,
	type IncomingMessage,
	type RequestOptions,
	type ServerResponse,
} from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { LOOPBACK } from '../../../playground/ports.mjs';

/** What n8n's server says to browsers and clients is written into these files. */
export const ANSWERS_FILE = 'answers.recorded';
export const PUSH_FILE = 'push.recorded';

/** Files of n8n's own program, which are on disk anyhow. */
const STATIC = /^\/(assets|static|types|icons)\//;

export interface Recorder {
	/** Clients that come this way are recorded; without a trailing slash. */
	readonly url: string;
	close(): Promise<void>;
}

/**
 * Stands between clients and an n8n, and writes down everything that n8n answers: status, headers
 * and body of each answer as a whole, and the messages of push connections.
 *
 * @param target n8n's address
 * @param folder where the two files go
 */
export async function recordAnswers(target: string, folder: string): Promise<Recorder> {
	const answers = join(folder, ANSWERS_FILE);
	const pushed = join(folder, PUSH_FILE);
	const sockets = new Set<Duplex>();
	const server = createServer((request, response) => relay(target, request, response, answers));
	server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) =>
		relayUpgrade(target, request, { socket, head }, pushed),
	);
	server.on('connection', (socket) => {
		sockets.add(socket);
		socket.once('close', () => sockets.delete(socket));
	});
	server.listen(0, LOOPBACK);
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://${LOOPBACK}:${port}`,
		close: async () => {
			server.close();
			for (const socket of sockets) socket.destroy();
			await once(server, 'close');
		},
	};
}

function relay(
	target: string,
	request: IncomingMessage,
	response: ServerResponse,
	file: string,
): void {
	const onward = ask(target, onwardOptions(request));
	onward.on('response', (answer) => {
		response.writeHead(answer.statusCode ?? 0, answer.rawHeaders);
		answer.pipe(response);
		if (!STATIC.test(request.url ?? '')) recordWhole(file, request, answer);
	});
	// An n8n that is down looks to the client as it would without this detour.
	onward.on('error', () => response.destroy());
	response.on('close', () => onward.destroy());
	request.pipe(onward);
}

/** As one piece when it is complete, so that answers at the same time do not cut each other up. */
function recordWhole(file: string, request: IncomingMessage, answer: IncomingMessage): void {
	const chunks: Buffer[] = [];
	answer.on('data', (chunk: Buffer) => chunks.push(chunk));
	answer.on('close', () => {
		const head = `${request.method} ${request.url}: ${answer.statusCode} ${answer.rawHeaders.join(' ')}\n`;
		appendFileSync(file, Buffer.concat([Buffer.from(head), ...chunks, Buffer.from('\n')]));
	});
}

/** WebSocket frames of a server are not masked: what is written down is what was said. */
function relayUpgrade(
	target: string,
	request: IncomingMessage,
	{ socket, head }: { readonly socket: Duplex; readonly head: Buffer },
	file: string,
): void {
	const onward = ask(target, onwardOptions(request));
	onward.on('upgrade', (answer, upstream, upstreamHead) => {
		socket.write(`HTTP/1.1 101 Switching Protocols\r\n${headerLines(answer)}\r\n\r\n`);
		upstream.on('data', (chunk: Buffer) => appendFileSync(file, chunk));
		upstream.unshift(upstreamHead);
		upstream.write(head);
		upstream.pipe(socket).pipe(upstream);
		socket.on('error', () => upstream.destroy());
		upstream.on('error', () => socket.destroy());
	});
	onward.on('response', () => socket.destroy());
	onward.on('error', () => socket.destroy());
	onward.end();
}

/** Without leave to compress: what is compressed could not be searched. */
function onwardOptions({ method, url, headers }: IncomingMessage): RequestOptions {
	const { 'sec-websocket-extensions': _extensions, ...others } = headers;
	const uncompressed = { ...others, 'accept-encoding': 'identity' };
	return { method, path: url, headers: uncompressed, agent: false };
}

function headerLines({ rawHeaders }: IncomingMessage): string {
	const lines: string[] = [];
	for (let index = 0; index < rawHeaders.length; index += 2) {
		lines.push(`${rawHeaders[index]}: ${rawHeaders[index + 1]}`);
	}
	return lines.join('\r\n');
}
