import { describe, expect, it } from 'vitest';

import { ECrossOnTheWire, NAME, PATH, PRODUCT } from './ECrossOnTheWire.mts';
import { items, messagesOf, useMockedWire } from './wire.mts';

useMockedWire();

const url = `${PRODUCT}${PATH}`;
const post = { url, method: 'POST' as const, body: { price: 5 }, json: true };

describe.each([400, 403, 419, 440, 498])('a dead token that is answered with %i', (status) => {
	it('is replaced once, and the HTTP Request node sends what failed again', async () => {
		const wire = new ECrossOnTheWire();
		wire.refusal = { status };
		const worker = await wire.worker();
		await worker.legacyRequest(NAME, { url });
		wire.revoke();
		const results = await items(20, async () => await worker.legacyRequest(NAME, { ...post }));
		expect(messagesOf(results)).toEqual(['succeeded']);
		expect(wire.grants).toBe(2);
	});
});

describe('a good token that may not do what is asked', () => {
	const send = async (wire: ECrossOnTheWire) => {
		const worker = await wire.worker();
		for (let round = 0; round < 2; round++) {
			await items(100, async () => await worker.legacyRequest(NAME, { ...post }));
		}
		expect(wire.sent, 'nothing is sent twice').toHaveLength(200);
	};

	it('costs no grant where it may do what the hook asks', async () => {
		const wire = new ECrossOnTheWire();
		wire.api = () => ({ status: 403 });
		await send(wire);
		expect(wire.grants).toBe(1);
	});

	it.each([400, 403])('costs one where the hook is answered with %i too', async (status) => {
		const wire = new ECrossOnTheWire();
		wire.api = () => ({ status: 403 });
		wire.permission = { status };
		await send(wire);
		expect(wire.grants).toBe(2);
	});

	it('has no POST sent twice that failed for another reason', async () => {
		const wire = new ECrossOnTheWire();
		wire.api = () => ({ status: 500 });
		wire.permission = { status: 403 };
		await send(wire);
		expect(wire.grants).toBe(2);
	});
});
