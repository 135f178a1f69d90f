import {
	createServer,
	type IncomingMessage,
	type Server as HttpServer,
	type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a server on this machine saw of one request. */
export interface Received {
	readonly method: string;
	readonly path: string;
	readonly headers: IncomingMessage['headers'];
	readonly body: string;
}

/** A server on loopback that misbehaves as told. */
export class Server {
	readonly received: Received[] = [];
	/** Answers every request. */
	answer: (response: ServerResponse) => void = (response) => response.end();
	private readonly server: HttpServer;

	private constructor(server: HttpServer) {
		this.server = server;
	}

	static async start(): Promise<Server> {
		const server = createServer();
		const self = new Server(server);
		server.on('request', (request, response) => void self.handle(request, response));
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return self;
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	async stop(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}

	private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const { method = '', url: path = '', headers } = request;
		this.received.push({ method, path, headers, body: Buffer.concat(chunks).toString() });
		this.answer(response);
	}
}

/** Writes chunks as long as they are accepted, one every so many milliseconds. */
export function pour(response: ServerResponse, chunk: string, every: number): void {
	const timer = setInterval(() => response.write(chunk), every);
	response.on('close', () => clearInterval(timer));
}
