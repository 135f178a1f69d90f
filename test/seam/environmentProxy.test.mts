import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { ECrossApi } from '../../credentials/ECrossApi.credentials.ts';
import { ECross } from '../../nodes/ECross/ECross.node.ts';
import { CredentialStore, runNode } from '../nodes/harness.mts';
import { loadN8n } from './n8n.mts';
import { Seam } from './Seam.mts';
import { HELPERS } from './wire.mts';

/** Known to the proxy alone. */
const GATEWAY = 'http://gateway.commerce.invalid';
const NAMES = ['HTTP_PROXY', 'HTTPS_PROXY', 'http_proxy', 'https_proxy', 'NO_PROXY', 'no_proxy'];
const NAME = 'eCrossApi';
const n8n = loadN8n();

let proxy: Server;
let passed: string[] = [];
let accounts = 0;
const environment = Object.fromEntries(NAMES.map((name) => [name, process.env[name]]));

beforeAll(async () => {
	proxy = createServer((request, response) => {
		passed.push(`${request.method} ${request.url}`);
		const body = request.url?.endsWith('/token')
			? { token: 'token-behind-the-proxy', expiresIn: 28_800 }
			: { skus: [], page: { number: 0, totalPages: 1 } };
		response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
	});
	proxy.on('connect', (request, socket) => {
		passed.push(`CONNECT ${request.url}`);
		socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
	});
	proxy.listen(0, '127.0.0.1');
	await once(proxy, 'listening');
	const { port } = proxy.address() as AddressInfo;
	for (const name of NAMES) delete process.env[name];
	process.env.HTTP_PROXY = `http://127.0.0.1:${port}`;
	process.env.HTTPS_PROXY = `http://127.0.0.1:${port}`;
});

afterAll(async () => {
	for (const [name, value] of Object.entries(environment)) {
		if (value === undefined) delete process.env[name];
		else process.env[name] = value;
	}
	proxy.closeAllConnections();
	proxy.close();
	await once(proxy, 'close');
});

beforeEach(() => {
	passed = [];
});

const fields = () => ({
	clientId: `proxy-${++accounts}`,
	clientSecret: 'secret',
	environment: 'custom',
	authUrl: GATEWAY,
	productUrl: GATEWAY,
	orderUrl: GATEWAY,
	shipmentUrl: GATEWAY,
	allowUnencryptedHttp: true,
});

describe('a proxy of the environment', () => {
	it.each(HELPERS)('carries the login and the request, with %s', async (helper) => {
		const worker = new Seam(n8n, [new ECrossApi()], { [NAME]: fields() });
		await worker[helper](NAME, { url: `${GATEWAY}/ext/orders` });
		expect(passed).toEqual([`POST ${GATEWAY}/token`, `GET ${GATEWAY}/ext/orders`]);
	});

	it('carries the Test', async () => {
		const worker = new Seam(n8n, [new ECrossApi()], { [NAME]: fields() });
		expect(await worker.pressTest(NAME)).toMatchObject({ status: 'OK' });
		expect(passed).toEqual([`POST ${GATEWAY}/token`, `GET ${GATEWAY}/ext/merchant/skus`]);
	});

	it('carries what our node sends', async () => {
		const credentials = new CredentialStore([new ECrossApi()], { [NAME]: fields() });
		const parameters = { resource: 'sku', operation: 'getAll', limit: 1 };
		await runNode({ node: new ECross(), parameters, credentials });
		expect(passed[0]).toBe(`POST ${GATEWAY}/token`);
		expect(passed[1]).toContain(`GET ${GATEWAY}/ext/merchant/skus`);
		expect(passed).toHaveLength(2);
	});

	it.each(HELPERS)(
		'is asked for a tunnel to the provider where that is HTTPS, with %s',
		async (helper) => {
			const data = { ...fields(), environment: 'production' };
			const worker = new Seam(n8n, [new ECrossApi()], { [NAME]: data });
			const url = 'https://product.api.e-cross.tech/ext/merchant/skus';
			await expect(worker[helper](NAME, { url })).rejects.toThrow();
			expect(new Set(passed)).toEqual(new Set(['CONNECT auth.api.e-cross.tech:443']));
		},
	);
});
