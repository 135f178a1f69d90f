import { describe, expect, it } from 'vitest';

import { ECrossOnTheWire, NAME, PATH, PRODUCT } from './ECrossOnTheWire.mts';
import { HELPERS, useMockedWire } from './wire.mts';

useMockedWire();

const url = `${PRODUCT}${PATH}`;
const PROXY = { protocol: 'http', host: 'proxy.example.net', port: 8080 };

describe.each(HELPERS)('the way to the provider, with %s', (helper) => {
	it.each<[string, object, string]>([
		['a proxy', { proxy: PROXY }, 'a proxy'],
		['a proxy as an address', { proxy: 'http://proxy.example.net:8080' }, 'a proxy'],
		['checks of certificates off', { rejectUnauthorized: false }, 'Ignore SSL Issues'],
		['the newer switch for that', { skipSslCertificateValidation: true }, 'Ignore SSL Issues'],
		['an own authority', { agentOptions: { ca: 'PEM' } }, 'SSL certificates'],
		['a client certificate', { agentOptions: { cert: 'PEM', key: 'PEM' } }, 'SSL certificates'],
		['a Host header', { headers: { hOST: 'foreign.example.net' } }, 'a Host header'],
		['an own socket', { socketPath: '/tmp/socket' }, 'its own connection'],
		['an own agent', { httpsAgent: { options: 1 } }, 'its own connection'],
	])('is refused before sending where the author sets %s', async (_name, part, what) => {
		const wire = new ECrossOnTheWire();
		const worker = await wire.worker();
		await expect(worker[helper](NAME, { url, ...part })).rejects.toThrow(
			`The workflow sets ${what} for this request`,
		);
		expect(wire.sent).toHaveLength(0);
	});

	it('may be set where the owner of the credential allows it', async () => {
		const wire = new ECrossOnTheWire();
		const worker = await wire.worker({ allowRequestOverrides: true });
		const headers = { host: 'product.api.e-cross.tech' };
		await expect(worker[helper](NAME, { url, headers })).resolves.toBeDefined();
	});

	it('is left alone where n8n passes on defaults', async () => {
		const wire = new ECrossOnTheWire();
		const worker = await wire.worker();
		const defaults = { rejectUnauthorized: true, agentOptions: {}, proxy: undefined };
		await expect(worker[helper](NAME, { url, ...defaults })).resolves.toBeDefined();
	});
});
