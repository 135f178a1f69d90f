import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LOOPBACK } from '../../../playground/ports.mjs';

/** Stands in a request as an author's own header, which the credential has to replace. */
export const AUTHORS_OWN = 'Bearer of-the-author';

const LAST_PAGE = 3;
const SLOW_MILLISECONDS = 3_000;
const PDF = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');

/** What of a request two credentials must have in common. */
export interface Received {
	readonly method: string;
	readonly target: string;
	/** As they were spelled; without what differs from run to run. */
	readonly headers: readonly string[];
	readonly authorization: 'of the credential' | 'of the author' | 'none';
	readonly body: string;
}

/** A server that answers with what it was sent, with pages, files and errors. */
export interface EchoServer {
	readonly origin: string;
	/** What has come in below a path since the last call. */
	take(path: string): Received[];
	close(): Promise<void>;
}

/** Starts one on a free port of this machine. */
export async function startEchoServer(): Promise<EchoServer> {
	let received: Received[] = [];
	const server = createServer((request, response) => {
		void read(request).then((one) => {
			received.push(one);
			answer(one, response);
		});
	});
	server.listen(0, LOOPBACK);
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	return {
		origin: `http://${LOOPBACK}:${port}`,
		take: (path) => {
			const below = received.filter(({ target }) => target.startsWith(path));
			received = received.filter((one) => !below.includes(one));
			return below;
		},
		close: async () => {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}

async function read(request: IncomingMessage): Promise<Received> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	const { authorization } = request.headers;
	const boundary = /boundary=(\S+)/.exec(request.headers['content-type'] ?? '')?.[1];
	const same = (text: string): string =>
		boundary === undefined ? text : text.replaceAll(boundary, 'boundary');
	return {
		method: request.method ?? '',
		target: request.url ?? '',
		headers: headersOf(request.rawHeaders).map(same).sort(),
		authorization:
			authorization === undefined
				? 'none'
				: authorization === AUTHORS_OWN
					? 'of the author'
					: 'of the credential',
		body: same(Buffer.concat(chunks).toString('latin1')),
	};
}

function headersOf(raw: readonly string[]): string[] {
	const pairs = Array.from({ length: raw.length / 2 }, (_, index) => [
		raw[2 * index] ?? '',
		raw[2 * index + 1] ?? '',
	]);
	const ignored = /^(authorization|host|connection|user-agent|accept-encoding|traceparent)$/i;
	return pairs
		.filter(([name = '']) => !ignored.test(name))
		.map(([name, value]) => `${name}: ${value}`);
}

/** By the last part of the path. */
function answer(received: Received, response: ServerResponse): void {
	const url = new URL(received.target, 'http://echo');
	const routes: Readonly<Record<string, () => void>> = {
		pages: () => sendPage(url, response),
		text: () => response.setHeader('content-type', 'text/plain').end('plain text'),
		file: () => {
			response.setHeader('content-disposition', 'attachment; filename="Label 1.pdf"');
			response.setHeader('content-type', 'application/pdf').end(PDF);
		},
		'label.pdf': () => response.setHeader('content-type', 'application/pdf').end(PDF),
		empty: () => response.writeHead(204).end(),
		moved: () => response.writeHead(302, { location: 'echo' }).end(),
		missing: () => sendJson(response, { error: 'There is no such order' }, 404),
		slow: () => setTimeout(() => sendJson(response, {}), SLOW_MILLISECONDS).unref(),
	};
	const route = routes[url.pathname.split('/').at(-1) ?? ''];
	if (route === undefined) sendJson(response, received);
	else route();
}

function sendPage(url: URL, response: ServerResponse): void {
	const page = Number(url.searchParams.get('page') ?? 1);
	if (page > LAST_PAGE) return sendJson(response, [], 200);
	const next = page < LAST_PAGE ? `http://${LOOPBACK}:PORT${url.pathname}?page=${page + 1}` : '';
	const { localPort } = response.req.socket;
	sendJson(response, { page, next: next.replace('PORT', String(localPort)) });
}

function sendJson(response: ServerResponse, body: unknown, status = 200): void {
	response.removeHeader('date');
	response.sendDate = false;
	response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
