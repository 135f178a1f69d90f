import { createServer as createHttpsServer } from 'node:https';
import { request as requestOverHttp, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFile } from 'node:fs/promises';
import { LOOPBACK } from '../../playground/ports.mjs';
import type { SandboxAddresses } from '../../sandbox/addresses.mts';
import { makeCertificate } from '../e2e/support/registry/certificate.mts';
import { startTunnel } from '../e2e/support/registry/tunnel.mts';

/** The hosts of E-CROSS, as an n8n finds them that is started with this environment. */
export interface PlayedProduction {
	readonly environment: Readonly<Record<string, string>>;
	close(): Promise<void>;
}

const BAD_GATEWAY = 502;

/**
 * Has the sandbox answer under E-CROSS' own host names, so that a form is seen as its users see it:
 * with two values to enter, and no addresses.
 *
 * @param folder where the certificate is written
 */
export async function playProduction(
	{ ecross }: SandboxAddresses,
	folder: string,
): Promise<PlayedProduction> {
	const addresses = new Map([
		['auth.api.e-cross.tech', ecross.authUrl],
		['product.api.e-cross.tech', ecross.productUrl],
		['order.api.e-cross.tech', ecross.orderUrl],
		['hermes.api.e-cross.tech', ecross.shipmentUrl],
	]);
	const { key, certificate } = await makeCertificate(folder, '*.api.e-cross.tech');
	const pems = { key: await readFile(key), cert: await readFile(certificate) };
	const server = createHttpsServer(pems, (request, response) => {
		const address = addresses.get(request.headers.host ?? '');
		if (address === undefined) response.writeHead(BAD_GATEWAY).end();
		else passOn(request, response, `${address}${request.url ?? ''}`);
	});
	await new Promise<void>((resolve) => server.listen(0, LOOPBACK, resolve));
	const tunnel = await startTunnel((server.address() as AddressInfo).port);
	return {
		environment: {
			HTTPS_PROXY: tunnel.url,
			NO_PROXY: LOOPBACK,
			NODE_EXTRA_CA_CERTS: certificate,
		},
		close: async () => {
			await tunnel.close();
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

function passOn(request: IncomingMessage, response: ServerResponse, address: string): void {
	const { method, headers } = request;
	const passed = requestOverHttp(address, { method, headers }, (answer) => {
		response.writeHead(answer.statusCode ?? BAD_GATEWAY, answer.headers);
		answer.pipe(response);
	});
	passed.on('error', () => response.destroy());
	request.pipe(passed);
}
