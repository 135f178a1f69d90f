import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { pipeline, type Duplex } from 'node:stream';
import { LOOPBACK } from '../../../../playground/ports.mjs';

/** A proxy for HTTPS that leads to one server on loopback, whatever host it is asked for. */
export interface Tunnel {
	readonly url: string;
	/** The hosts that were asked for. */
	readonly hosts: ReadonlySet<string>;
	close(): Promise<void>;
}

/** @param port of the server at the tunnel's other end, which has to speak TLS */
export async function startTunnel(port: number): Promise<Tunnel> {
	const hosts = new Set<string>();
	const clients = new Set<Duplex>();
	const server = createServer((_request, response) => {
		// Plain HTTP has no place to go.
		response.writeHead(502).end();
	});
	server.on('connect', ({ url = '' }, client: Duplex) => {
		hosts.add(url.replace(/:\d+$/, ''));
		clients.add(client);
		const target = connect(port, LOOPBACK, () => {
			client.write('HTTP/1.1 200 Connection established\r\n\r\n');
		});
		// Where one end breaks off, so does the other.
		pipeline(client, target, client, () => clients.delete(client));
	});
	await new Promise<void>((resolve) => server.listen(0, LOOPBACK, resolve));
	return {
		url: `http://${LOOPBACK}:${(server.address() as AddressInfo).port}`,
		hosts,
		close: async () => {
			for (const client of clients) client.destroy();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
