import { describe, expect, it } from 'vitest';

import { ECrossOnTheWire, NAME, PATH, PRODUCT } from './ECrossOnTheWire.mts';
import { HELPERS, items, messagesOf, pass, useMockedWire } from './wire.mts';

useMockedWire();

const url = `${PRODUCT}${PATH}`;
const post = { url, method: 'POST' as const, body: { price: 5 }, json: true };

describe.each(HELPERS)('a refused token, with %s', (helper) => {
	it('is replaced once, and the request is sent once more with its own body', async () => {
		const wire = new ECrossOnTheWire();
		const worker = await wire.worker();
		await worker[helper](NAME, { url });
		wire.revoke();
		await expect(worker[helper](NAME, { ...post })).resolves.toEqual({ ok: true });
		expect(wire.grants).toBe(2);
		const [, refused, accepted] = wire.sent;
		expect([refused?.body, accepted?.body]).toEqual(['{"price":5}', '{"price":5}']);
		expect(accepted?.headers.authorization).toContain('token-2');
		expect(wire.sent).toHaveLength(3);
	});

	it('costs one new token however many items it failed', async () => {
		const wire = new ECrossOnTheWire();
		const worker = await wire.worker();
		await worker[helper](NAME, { url });
		wire.revoke();
		const results = await items(20, async () => await worker[helper](NAME, { ...post }));
		expect(messagesOf(results)).toEqual(['succeeded']);
		expect(wire.grants).toBe(2);
		expect(JSON.stringify(worker.rows.peek(NAME))).toContain('token-2');
	});

	it('is replaced in a worker that has read it before another worker stored a newer one', async () => {
		const wire = new ECrossOnTheWire();
		const first = await wire.worker();
		await first[helper](NAME, { url });
		const second = await wire.worker(first.rows);
		await second[helper](NAME, { url });
		wire.revoke();
		await first[helper](NAME, { url });
		await second[helper](NAME, { url });
		expect(wire.grants).toBe(2);
	});
});

describe('with tokens kept out of the database, a refused token', () => {
	it('costs a node nothing', async () => {
		const wire = new ECrossOnTheWire();
		const worker = await wire.worker({ storage: false });
		await worker.request(NAME, { url });
		wire.revoke();
		await expect(worker.request(NAME, { url })).resolves.toEqual({ ok: true });
		expect([wire.grants, worker.rows.writes]).toEqual([2, 0]);
	});

	it('costs the HTTP Request node the failed item alone', async () => {
		const wire = new ECrossOnTheWire();
		const worker = await wire.worker({ storage: false });
		await worker.legacyRequest(NAME, { url });
		wire.revoke();
		await expect(worker.legacyRequest(NAME, { url })).rejects.toThrow(/credentials/);
		await expect(worker.legacyRequest(NAME, { url })).resolves.toBeDefined();
		expect([wire.grants, wire.sent.length, worker.rows.writes]).toEqual([2, 3, 0]);
	});
});

describe('a request that fails for a reason of its own', () => {
	it.each([400, 404, 409, 429, 500, 503])('is sent once by both helpers (%d)', async (status) => {
		const wire = new ECrossOnTheWire();
		const worker = await wire.worker();
		wire.api = () => ({ status, body: { message: 'no' } });
		for (const helper of HELPERS) {
			await expect(worker[helper](NAME, { ...post })).rejects.toMatchObject({
				httpCode: String(status),
			});
		}
		expect(wire.sent).toHaveLength(2);
		expect(wire.grants).toBe(1);
	});

	it('is not asked about where a node sends it', async () => {
		const wire = new ECrossOnTheWire();
		const worker = await wire.worker();
		wire.api = () => ({ status: 404 });
		await items(20, async () => await worker.request(NAME, { url }));
		expect(wire.questions).toHaveLength(0);
	});

	it('shares one question about the token with all others, for 30 seconds', async () => {
		const wire = new ECrossOnTheWire();
		const worker = await wire.worker();
		wire.api = () => ({ status: 404 });
		await items(200, async () => await worker.legacyRequest(NAME, { ...post }));
		expect(wire.sent).toHaveLength(200);
		expect(wire.questions).toHaveLength(1);

		pass(29.9);
		await items(5, async () => await worker.legacyRequest(NAME, { ...post }));
		expect(wire.questions).toHaveLength(1);
		pass(0.2);
		await items(5, async () => await worker.legacyRequest(NAME, { ...post }));
		expect(wire.questions).toHaveLength(2);
		expect(wire.grants).toBe(1);
	});

	it('is not sent again where the provider does not answer the question', async () => {
		const wire = new ECrossOnTheWire();
		const worker = await wire.worker();
		await worker.legacyRequest(NAME, { url });
		wire.product.answer = () => ({ status: 503 });
		await expect(worker.legacyRequest(NAME, { ...post })).rejects.toMatchObject({
			httpCode: '503',
		});
		expect(wire.sent).toHaveLength(2);
		expect(wire.grants).toBe(1);
	});
});
