import { describe, expect, it } from 'vitest';

import { ECrossOnTheWire, NAME, PATH, PRODUCT } from './ECrossOnTheWire.mts';
import { HELPERS, items, pass, useMockedWire } from './wire.mts';

useMockedWire();

const url = `${PRODUCT}${PATH}`;
const ON_HOLD = { status: 401, body: { message: 'Account on hold' } };
const REFUSED = /refused the Client ID and Client Secret/;

describe.each(HELPERS)('a refused login, with %s', (helper) => {
	it('is not tried again by other processes', async () => {
		const wire = new ECrossOnTheWire();
		wire.login = () => ON_HOLD;
		const first = await wire.worker();
		await expect(first[helper](NAME, { url })).rejects.toThrow(REFUSED);
		for (let process = 0; process < 10; process++) {
			const other = await wire.worker(first.rows);
			await expect(other[helper](NAME, { url })).rejects.toThrow(REFUSED);
		}
		expect(wire.auth.received).toHaveLength(1);
		expect([first.rows.writes, wire.sent.length]).toEqual([1, 0]);
	});

	it('after a token was refused is not tried again by other processes either', async () => {
		const wire = new ECrossOnTheWire();
		const first = await wire.worker();
		await first[helper](NAME, { url });
		const others = [await wire.worker(first.rows), await wire.worker(first.rows)];
		wire.revoke();
		wire.login = () => ON_HOLD;
		await expect(first[helper](NAME, { url })).rejects.toThrow(REFUSED);
		for (const other of others) await items(5, async () => await other[helper](NAME, { url }));
		expect(wire.auth.received).toHaveLength(2);
	});

	it('holds nobody back once the secret is edited, or the wait is over', async () => {
		const wire = new ECrossOnTheWire();
		const first = await wire.worker({ clientSecret: 'wrong' });
		await items(1, async () => await first[helper](NAME, { url }));
		const other = await wire.worker(first.rows);
		first.rows.edit(NAME, { clientSecret: wire.secret });
		await expect(other[helper](NAME, { url })).resolves.toBeDefined();

		wire.revoke();
		wire.login = () => ON_HOLD;
		await items(1, async () => await other[helper](NAME, { url }));
		wire.login = undefined;
		pass(61);
		await expect(first[helper](NAME, { url })).resolves.toBeDefined();
	});
});
