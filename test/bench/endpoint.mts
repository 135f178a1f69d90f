import { createServer, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { LOOPBACK } from '../../playground/ports.mjs';

/** As large as a small page of a provider's list: about 2 KB. */
const RECORDS = 10;
const ANSWER = JSON.stringify({
	content: Array.from({ length: RECORDS }, (_, index) => ({
		skuId: `mug-${index}`,
		productId: 'mug',
		main: index === 0,
		name: 'Mug, blue, dishwasher-proof',
		localizedListPriceWithTaxes: 12.5,
		localizedSalePriceWithTaxes: 9.9,
		currency: 'EUR',
		updatedAt: '2026-01-31T12:00:00.000Z',
	})),
	totalElements: RECORDS,
});
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
