import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LOOPBACK } from '../../../playground/ports.mjs';

/** An E-CROSS that grants a token without any shape of its own, and repeats it when it says no. */
export interface EchoingApi {
	readonly origin: string;
	readonly token: string;
	/** How many requests have come in, logins included. */
	count(): number;
	close(): Promise<void>;
}

/** Starts one on a free port of this machine. */
export async function startEchoingApi(): Promise<EchoingApi> {
	const token = `opaque${crypto.randomUUID().replaceAll('-', '')}`;
	let requests = 0;
	const server = createServer((request, response) => {
		requests += 1;
		const { authorization = '' } = request.headers;
		const [status, body] = request.url?.endsWith('/token')
			? [200, { token, expiresIn: 3_600 }]
			: [403, { message: `The token ${authorization.replace('Bearer ', '')} may not do this` }];
		response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
	});
	server.listen(0, LOOPBACK);
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	return {
		origin: `http://${LOOPBACK}:${port}`,
		token,
		count: () => requests,
		close: async () => {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}
