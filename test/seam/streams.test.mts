import type { IRequestOptions } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';

import { ECrossOnTheWire, NAME, PATH, PRODUCT } from './ECrossOnTheWire.mts';
import { useMockedWire } from './wire.mts';

useMockedWire();

const url = `${PRODUCT}${PATH}`;
type Options = Omit<IRequestOptions, 'uri'>;

/** What the HTTP Request node asks for, by its settings. */
const AUTODETECT: Options = { encoding: null, json: false, useStream: true };
const RAW_BODY_AND_JSON: Options = { json: false, useStream: true };
const FULL = { resolveWithFullResponse: true } as const;

async function started() {
	const wire = new ECrossOnTheWire();
	wire.product.answer = () => ({
		body: { next: 2 },
		headers: { 'content-type': 'application/json' },
	});
	return { wire, worker: await wire.worker() };
}

describe('an answer that the HTTP Request node wants as a stream', () => {
	it('is bytes with Autodetect', async () => {
		const { worker } = await started();
		const { body } = (await worker.legacyRequest(NAME, { url, ...FULL, ...AUTODETECT })) as {
			body: unknown;
		};
		expect(Buffer.isBuffer(body)).toBe(true);
	});

	it('is no item that holds the connection where a raw body meets Response Format JSON', async () => {
		const { worker } = await started();
		const raw = { method: 'POST', body: 'a,b', headers: { 'content-type': 'text/csv' } } as const;
		const answer = await worker.legacyRequest(NAME, { url, ...FULL, ...raw, ...RAW_BODY_AND_JSON });
		expect(answer).toMatchObject({ body: { next: 2 } });
	});

	it('is refused before sending where it is a page, which n8n would not look into', async () => {
		const { wire, worker } = await started();
		await expect(worker.legacyPage(NAME, { url, ...AUTODETECT })).rejects.toThrow(
			'With Pagination, or with Never Error and query parameters, this E-CROSS credential needs Response Format JSON or Text.',
		);
		expect(wire.product.received).toHaveLength(0);
	});

	it('is a page that n8n looks into with JSON, also to a raw body', async () => {
		const { worker } = await started();
		for (const options of [{ json: true }, { method: 'POST', body: 'a', ...RAW_BODY_AND_JSON }]) {
			const pages = await worker.legacyPage(NAME, { url, ...(options as Options) });
			expect(pages).toMatchObject([{ body: { next: 2 } }]);
		}
	});
});
