import nock from 'nock';
import { describe, expect, it } from 'vitest';

import { ECrossOnTheWire, NAME, PATH, PRODUCT, QUESTION } from './ECrossOnTheWire.mts';
import { Provider } from './Provider.mts';
import { HELPERS, useMockedWire } from './wire.mts';

useMockedWire();

const FOREIGN = 'https://foreign.example.net';
const url = `${PRODUCT}${PATH}`;
const redirect = { status: 307, headers: { location: `${FOREIGN}/caught` } };

describe('a redirect', () => {
	it.each(HELPERS)('of a request is not followed by %s', async (helper) => {
		const wire = new ECrossOnTheWire();
		const foreign = new Provider(FOREIGN, () => ({}));
		const worker = await wire.worker();
		wire.api = () => redirect;
		const options = { url, method: 'POST' as const, body: 'secret', followAllRedirects: true };
		await expect(worker[helper](NAME, options)).rejects.toThrow();
		expect(wire.sent).toHaveLength(1);
		expect(foreign.received).toHaveLength(0);
	});

	it.each(HELPERS)('of a token request is not followed, and named (%s)', async (helper) => {
		const wire = new ECrossOnTheWire();
		const foreign = new Provider(FOREIGN, () => ({}));
		const worker = await wire.worker();
		wire.login = () => redirect;
		await expect(worker[helper](NAME, { url })).rejects.toThrow(
			'https://auth.api.e-cross.tech/token redirects to foreign.example.net. The redirect was not followed, because your secrets would be sent there.',
		);
		expect(foreign.received).toHaveLength(0);
	});

	it('of the question about a token is not followed', async () => {
		const wire = new ECrossOnTheWire();
		const foreign = new Provider(FOREIGN, () => ({}));
		const worker = await wire.worker();
		await worker.legacyRequest(NAME, { url });
		wire.product.answer = ({ path }) => (path === QUESTION ? redirect : { status: 404 });
		await expect(worker.legacyRequest(NAME, { url })).rejects.toMatchObject({ httpCode: '404' });
		expect(wire.questions).toHaveLength(1);
		expect(foreign.received).toHaveLength(0);
	});
});

describe.each(HELPERS)('the address of a request, with %s', (helper) => {
	it.each([
		['another host', 'https://foreign.example.net/x', 'foreign.example.net'],
		[
			'a host that only begins alike',
			`${PRODUCT}.example.net/x`,
			'product.api.e-cross.tech.example.net',
		],
		['another port', `${PRODUCT}:8443/x`, 'product.api.e-cross.tech:8443'],
		['no encryption', 'http://product.api.e-cross.tech/x', 'product.api.e-cross.tech'],
	])('is refused before sending where it is %s', async (_case, target, host) => {
		const wire = new ECrossOnTheWire();
		const foreign = new Provider(new URL(target).origin, () => ({}));
		const worker = await wire.worker();
		await expect(worker[helper](NAME, { url: target })).rejects.toThrow(`not sent to ${host};`);
		expect(foreign.received).toHaveLength(0);
		expect(nock.pendingMocks().length).toBeGreaterThan(0);
	});
});

describe('Allowed HTTP Request Domains', () => {
	it('that leave out the provider’s own address are named', async () => {
		const wire = new ECrossOnTheWire();
		const worker = await wire.worker({
			allowedHttpRequestDomains: 'domains',
			allowedDomains: 'product.api.e-cross.tech',
		});
		await expect(worker.request(NAME, { url })).rejects.toThrow(
			'Allowed HTTP Request Domains does not include auth.api.e-cross.tech (add it there)',
		);
		expect(wire.auth.received).toHaveLength(0);
	});
});
