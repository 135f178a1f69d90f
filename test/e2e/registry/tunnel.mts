import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { LOOPBACK } from '../../../playground/ports.mjs';

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
	const open = new Set<Duplex>();
	const server = createServer((_request, response) => {
		// Plain HTTP has no place to go.
		response.writeHead(502).end();
	});
	server.on('connect', ({ url = '' }, client: Duplex) => {
		hosts.add(url.replace(/:\d+$/, ''));
		const target = connect(port, LOOPBACK, () => {
			client.write('HTTP/1.1 200 Connection established\r\n\r\n');
			client.pipe(target).pipe(client);
		});
		for (const [end, other] of [
			[client, target],
			[target, client],
		] as const) {
			open.add(end);
			end.on('error', () => other.destroy());
			end.on('close', () => open.delete(end) && other.destroy());
		}
	});
	await new Promise<void>((resolve) => server.listen(0, LOOPBACK, resolve));
	return {
		url: `http://${LOOPBACK}:${(server.address() as AddressInfo).port}`,
		hosts,
		close: async () => {
			for (const socket of open) socket.destroy();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
