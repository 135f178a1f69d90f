import { Readable } from 'node:stream';

import { describe, expect, it } from 'vitest';

import { ECrossOnTheWire, NAME, PATH, PRODUCT } from './ECrossOnTheWire.mts';
import { HELPERS, items, messagesOf, useMockedWire } from './wire.mts';

useMockedWire();

const url = `${PRODUCT}${PATH}`;
const FILE = Buffer.from('a label of 4 x 6 inches');
const headers = { 'content-type': 'application/octet-stream' };
const stream = () => Readable.from([FILE]);
/** As the HTTP Request node puts a file of an item into a form. */
const part = (value: unknown) => ({ file: { value, options: { filename: 'label.pdf' } } });
const NOT_SENT_AGAIN =
	/refused the token for this upload, so nothing was done\. The token has been replaced, but .* a stream/;

/** A worker whose token has just been revoked. */
async function revoked() {
	const wire = new ECrossOnTheWire();
	const worker = await wire.worker();
	await worker.request(NAME, { url });
	wire.revoke();
	return { wire, worker };
}

describe.each(HELPERS)('an upload with a token that was just revoked, with %s', (helper) => {
	it('is sent again where n8n holds the file in memory', async () => {
		const { wire, worker } = await revoked();
		await worker[helper](NAME, { url, method: 'POST', headers, body: FILE });
		expect(wire.sent.slice(1).map(({ body }) => body)).toEqual([String(FILE), String(FILE)]);
		expect(wire.grants).toBe(2);
	});

	it('is not sent again where the file is a stream; the message says why', async () => {
		const { wire, worker } = await revoked();
		const results = await items(3, async () =>
			worker[helper](NAME, { url, method: 'POST', headers, body: stream() as never }),
		);
		expect(messagesOf(results)).toEqual([expect.stringMatching(NOT_SENT_AGAIN)]);
		expect(wire.sent.slice(1)).toHaveLength(3);
		expect(wire.grants).toBe(2);

		await worker[helper](NAME, { url, method: 'POST', headers, body: stream() as never });
		expect(wire.sent.at(-1)?.body, 'the next one has the new token').toBe(String(FILE));
		expect(JSON.stringify(worker.rows.peek(NAME))).toContain('token-2');
	});
});

describe('a form with a file and a token that was just revoked', () => {
	it('is sent again where n8n holds the file in memory', async () => {
		const { wire, worker } = await revoked();
		await worker.legacyRequest(NAME, { url, method: 'POST', formData: part(FILE) });
		const bodies = wire.sent.slice(1).map(({ body }) => body);
		expect(bodies).toEqual([
			expect.stringContaining(String(FILE)),
			expect.stringContaining(String(FILE)),
		]);
	});

	it('is not sent again where the file is a stream; the message says why', async () => {
		const { wire, worker } = await revoked();
		const send = async (value: unknown) =>
			await worker.legacyRequest(NAME, { url, method: 'POST', formData: part(value) });
		await expect(send(stream())).rejects.toThrow(NOT_SENT_AGAIN);
		expect(wire.sent.slice(1)).toHaveLength(1);
	});

	it('keeps an error that is not about the token', async () => {
		const wire = new ECrossOnTheWire();
		const worker = await wire.worker();
		wire.api = () => ({ status: 413, body: { message: 'too large' } });
		const sent = worker.legacyRequest(NAME, { url, method: 'POST', formData: part(stream()) });
		await expect(sent).rejects.toMatchObject({ httpCode: '413' });
		expect(wire.sent).toHaveLength(1);
	});
});
