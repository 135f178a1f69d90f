import { describe, expect, it } from 'vitest';

import { ECrossOnTheWire, NAME, PATH, PRODUCT } from './ECrossOnTheWire.mts';
import { HELPERS, items, useMockedWire } from './wire.mts';

useMockedWire();

const url = `${PRODUCT}${PATH}`;

describe.each(HELPERS)('keeping a token, with %s', (helper) => {
	it('costs nothing while the token is fresh', async () => {
		const wire = new ECrossOnTheWire();
		const worker = await wire.worker();
		for (let item = 0; item < 5; item++) await worker[helper](NAME, { url });
		expect(wire.auth.received).toHaveLength(1);
		expect(wire.product.received).toHaveLength(5);
		expect(worker.rows.writes).toBe(1);
	});

	it('fetches and stores one token for items that start together', async () => {
		const wire = new ECrossOnTheWire();
		const worker = await wire.worker();
		const results = await items(50, async () => await worker[helper](NAME, { url }));
		expect(results.every(({ status }) => status === 'fulfilled')).toBe(true);
		expect(wire.auth.received).toHaveLength(1);
		expect(worker.rows.writes).toBe(1);
	});

	it('leaves the expirable property empty, so that n8n always calls the hook', async () => {
		const wire = new ECrossOnTheWire();
		const worker = await wire.worker();
		await worker[helper](NAME, { url });
		const { renewal, sessionToken } = worker.rows.peek(NAME);
		expect(renewal).toBe('');
		expect(JSON.parse(String(sessionToken))).toMatchObject({
			token: { accessToken: expect.stringContaining('token-1') as string },
		});
	});

	it('lets other workers use the stored token', async () => {
		const wire = new ECrossOnTheWire();
		const worker = await wire.worker();
		await worker[helper](NAME, { url });
		const other = await wire.worker(worker.rows);
		await other[helper](NAME, { url });
		expect(wire.grants).toBe(1);
		expect(worker.rows.writes).toBe(1);
	});

	it('sends no token of an old secret after an edit', async () => {
		const wire = new ECrossOnTheWire();
		const worker = await wire.worker();
		await worker[helper](NAME, { url });
		wire.secret = 'new-secret';
		worker.rows.edit(NAME, { clientSecret: 'new-secret' });
		await worker[helper](NAME, { url });
		expect(wire.sent.map(({ headers }) => headers.authorization)).toEqual([
			expect.stringContaining('token-1'),
			expect.stringContaining('token-2'),
		]);
	});

	it('stores nothing where the user keeps tokens out of the database', async () => {
		const wire = new ECrossOnTheWire();
		const worker = await wire.worker({ storage: false });
		for (let item = 0; item < 3; item++) await worker[helper](NAME, { url });
		expect(wire.grants).toBe(1);
		expect(worker.rows.writes).toBe(0);
		expect(worker.rows.peek(NAME).sessionToken).toBeUndefined();
	});
});
