import { createServer, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { LOOPBACK } from '../../playground/ports.mjs';

const ANSWER = JSON.stringify({ id: 1, name: 'Mug, blue' });
const PROOFS = ['authorization', 'x-metabase-session'];

export interface BenchEndpoint {
	readonly url: string;
	close(): Promise<void>;
}

/**
 * A server on loopback that does next to nothing, so that what is measured is n8n. It only refuses
 * requests that bring no proof of who is calling.
 */
export async function startEndpoint(): Promise<BenchEndpoint> {
	const server = createServer((request, response) => {
		response.writeHead(bringsProof(request) ? 200 : 401, { 'content-type': 'application/json' });
		response.end(ANSWER);
	});
	server.listen(0, LOOPBACK);
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://${LOOPBACK}:${port}`,
		close: async () => {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}

function bringsProof({ headers }: IncomingMessage): boolean {
	return PROOFS.some((name) => headers[name] !== undefined && headers[name] !== '');
}
