import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { laneUrl } from '../../sandbox/lanes.mts';
import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { eCrossToken, get, post, send, type Headers } from './client.mts';

let sandbox: Sandbox;
let token: Headers;

beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(async () => {
	sandbox.control.reset();
	token = await eCrossToken(sandbox);
});
afterAll(async () => await sandbox.close());

const skus = (query = '') => `${sandbox.addresses.ecross.productUrl}/ext/merchant/skus${query}`;
const sku = [{ skuId: 's', productId: 'p' }];

describe('faults', () => {
	it('strike as often as planned, then let the operation work', async () => {
		const slow = { status: 429, headers: { 'retry-after': '3' }, body: { message: 'slow' } };
		sandbox.control.fault({ provider: 'ecross', operationId: 'listSkus', times: 2, ...slow });
		const first = await get(skus(), token);
		expect(first).toMatchObject({ status: 429, json: { message: 'slow' } });
		expect(first.headers.get('retry-after')).toBe('3');
		expect((await get(skus(), token)).status).toBe(429);
		expect((await get(skus(), token)).status).toBe(200);
	});

	it('refuse what is above the limit at once, and nothing that comes after', async () => {
		sandbox.control.settings('ecross', { concurrencyLimit: 2, latencyMilliseconds: 50 });
		const answers = await Promise.all([1, 2, 3].map(async () => await get(skus(), token)));
		expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 429]);
		expect((await get(skus(), token)).status).toBe(200);
	});

	it('can address token requests by what they do', async () => {
		sandbox.control.fault({ provider: 'ecross', operationId: 'token', kind: 'noToken' });
		expect(await eCrossToken(sandbox)).toEqual({ authorization: 'Bearer undefined' });
		expect(sandbox.control.statistics().providers.ecross.token.faulted).toBe(1);
	});

	it.each(['reset', 'resetMidway', 'truncated', 'executeThenReset'] as const)(
		'break off: %s',
		async (kind) => {
			sandbox.control.fault({ provider: 'ecross', operationId: '*', kind });
			await expect(post(skus(), sku, token)).rejects.toThrow();
			const { json } = await get(skus(), token);
			expect(json['skus']).toHaveLength(kind === 'executeThenReset' ? 1 : 0);
		},
	);

	it('redirect to the foreign host, which records what follows', async () => {
		sandbox.control.fault({ provider: 'ecross', operationId: '*', kind: 'redirect', status: 307 });
		const { status, headers } = await get(skus(), token);
		expect(status).toBe(307);
		const target = headers.get('location') ?? '';
		expect(target.startsWith(sandbox.foreignUrl)).toBe(true);
		await get(target, { 'x-api-key': 'leaked' });
		expect(sandbox.control.statistics().foreign).toMatchObject([
			{ method: 'GET', headers: { 'x-api-key': 'leaked' } },
		]);
	});

	it.each(['endless', 'drip'] as const)('never finish: %s', async (kind) => {
		sandbox.control.fault({ provider: 'ecross', operationId: '*', kind });
		const response = await fetch(skus(), { headers: token });
		const reader = response.body?.getReader();
		expect((await reader?.read())?.done).toBe(false);
		expect((await reader?.read())?.done).toBe(false);
		await reader?.cancel();
	});

	it('count what is taken of a huge answer', async () => {
		sandbox.control.fault({ provider: 'ecross', operationId: '*', kind: 'huge' });
		const { text } = await get(skus(), token);
		expect(text.length).toBeGreaterThan(50 * 1024 * 1024);
		expect(sandbox.control.statistics().providers.ecross.bytes).toBe(text.length);
	});

	it('claim a compression that is none', async () => {
		sandbox.control.fault({ provider: 'ecross', operationId: '*', kind: 'notGzip' });
		await expect(get(skus(), token)).rejects.toThrow();
	});

	it('let the operation work and call its answer something else', async () => {
		sandbox.control.fault({ provider: 'ecross', operationId: '*', kind: 'wrongType' });
		const { headers, json } = await post(skus(), sku, token);
		expect(headers.get('content-type')).toBe('application/octet-stream');
		expect(json).toMatchObject([{ skuId: 's' }]);
	});

	it('strike in one lane alone, which counts for itself', async () => {
		const { control, url } = sandbox;
		control.fault({ provider: 'ecross', operationId: '*', lane: 'slow', status: 503 });
		expect((await get(skus(), token)).status).toBe(200);
		const inLane = (lane: string) => skus().replace(url, laneUrl(url, lane));
		expect((await get(inLane('slow'), token)).status).toBe(503);
		expect((await get(inLane('fast'), token)).status).toBe(200);
		const { lanes } = control.statistics();
		expect(lanes['slow']).toMatchObject({
			arrivals: { listSkus: 1 },
			operations: { listSkus: { 503: 1 } },
		});
		expect(lanes['fast']).toMatchObject({ operations: { listSkus: { 200: 1 } } });
	});

	it('are refused when they name no known kind', async () => {
		const fault = { provider: 'ecross', operationId: '*', kind: 'flood' };
		const { status } = await post(`${sandbox.addresses.control}/faults`, fault);
		expect(status).toBe(400);
	});
});

describe('statistics', () => {
	it('count requests by tag, in query, body or header, and what was carried out', async () => {
		await get(skus('?tag=read'), token);
		await get(skus(), { ...token, 'x-tag': 'read' });
		await get(skus('?tag=refused'));
		const statistics = sandbox.control.statistics();
		expect(statistics.tags).toEqual({ read: 2, refused: 1 });
		expect(statistics.executions).toEqual({ read: 2 });
		expect(statistics.duplicates).toEqual(['read']);
	});

	it('know a tag that is part of an address or a body', async () => {
		await get(skus().replace(/skus$/, 'products/tag-7-k3x'), token);
		await post(skus(), [{ skuId: 'tag-8-k3x' }], token);
		expect(sandbox.control.statistics().tags).toEqual({ 'tag-7-k3x': 1, 'tag-8-k3x': 1 });
	});

	it('count operations by status, and can be read and reset over HTTP', async () => {
		await get(skus(), token);
		await get(skus());
		const { control } = sandbox.addresses;
		const { json } = await get(`${control}/statistics`);
		expect(json['providers']?.['ecross']?.['operations']).toMatchObject({
			listSkus: { 200: 1, 401: 1 },
		});
		await send('POST', `${control}/reset`);
		expect(sandbox.control.statistics().providers.ecross.requests).toBe(0);
	});
});

describe('contract validation', () => {
	it.each([
		['a misspelt query parameter', '?lastUpdateDate=2026-01-01', 'query: unknown "lastUpdateDate"'],
		[
			'a value of another format',
			'?lastUpdateDateFrom=yesterday',
			'query.lastUpdateDateFrom: must match format "date-time"',
		],
	])('refuses %s', async (_, query, message) => {
		expect(await get(skus(query), token)).toMatchObject({ status: 400, json: { message } });
		expect(sandbox.control.statistics()).toMatchObject({
			providers: { ecross: { invalid: 1 } },
			invalidRequests: [{ provider: 'ecross', operationId: 'listSkus', message }],
		});
	});

	it('refuses misspelt and missing members of a body', async () => {
		const { json } = await post(skus(), [{ skuId: 's', productID: 'p' }], token);
		expect(json['message']).toBe('body.0: missing "productId"; body.0: unknown "productID"');
	});

	it('refuses members inside nested objects', async () => {
		const nested = [{ skuId: 's', productId: 'p', globalSaleChannelData: { colour: 'red' } }];
		const { json } = await post(skus(), nested, token);
		expect(json['message']).toBe('body.0.globalSaleChannelData: unknown "colour"');
	});

	it('answers 404 to a path that no contract has', async () => {
		const { productUrl } = sandbox.addresses.ecross;
		expect((await get(`${productUrl}/ext/nothing`, token)).status).toBe(404);
	});

	it('refuses settings that do not exist', async () => {
		const { control } = sandbox.addresses;
		const change = { provider: 'ecross', tokenLifetime: 5 };
		expect((await post(`${control}/settings`, change)).status).toBe(400);
	});
});

it('shifts the Date header with the clock', async () => {
	sandbox.control.settings('ecross', { clockOffsetSeconds: -3_600 });
	const { headers } = await get(skus(), await eCrossToken(sandbox));
	const behind = Date.now() - Date.parse(headers.get('date') ?? '');
	expect(behind).toBeGreaterThan(3_590_000);
	expect(behind).toBeLessThan(3_610_000);
});
