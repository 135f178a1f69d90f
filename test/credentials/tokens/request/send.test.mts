import { Readable } from 'node:stream';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import type { Answer } from '../../../../credentials/tokens/endpoint/outcome.ts';
import {
	isNoAnswer,
	type NoAnswer,
	sender,
	type TokenHttpRequest,
} from '../../../../credentials/tokens/request/send.ts';
import { n8nClient } from '../support/n8nClient.mts';
import { pour, Server } from '../support/Server.mts';

const SECRET = 'hunter2hunter2';

let server: Server;
let other: Server;

beforeAll(async () => {
	[server, other] = [await Server.start(), await Server.start()];
});
beforeEach(() => {
	server.received.length = 0;
	other.received.length = 0;
});
afterAll(async () => {
	await Promise.all([server.stop(), other.stop()]);
});

/** Sends one token request through n8n, with this many milliseconds. */
async function send(changes: Partial<TokenHttpRequest> = {}, limit = 5_000) {
	return await sender(
		n8nClient(),
		limit,
	)({
		method: 'POST',
		url: `${server.url}/token`,
		headers: { Authorization: `Basic ${SECRET}` },
		body: { secret: SECRET },
		...changes,
	});
}

describe('a token request', () => {
	it('arrives as it was written, in JSON', async () => {
		await send({ query: { limit: '1' } });
		expect(server.received).toMatchObject([
			{
				method: 'POST',
				path: '/token?limit=1',
				body: `{"secret":"${SECRET}"}`,
				headers: {
					accept: 'application/json',
					authorization: `Basic ${SECRET}`,
					'content-type': 'application/json',
				},
			},
		]);
	});

	it('arrives as a form', async () => {
		const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
		await send({ headers, body: 'grant_type=client_credentials' });
		expect(server.received).toMatchObject([
			{
				body: 'grant_type=client_credentials',
				headers: { 'content-type': 'application/x-www-form-urlencoded' },
			},
		]);
	});

	it('arrives without a body', async () => {
		await send({ body: undefined });
		expect(server.received[0]?.body).toBe('');
		await send({ method: 'GET', body: undefined });
		expect(server.received[1]).toMatchObject({ method: 'GET', body: '' });
	});
});

describe('the answer', () => {
	it.each([200, 201, 400, 401, 404, 429, 500, 503])(
		'is whatever came with HTTP %i',
		async (status) => {
			server.answer = (response) => {
				response
					.writeHead(status, { 'Retry-After': '7', 'Content-Type': 'text/plain' })
					.end('ä text');
			};
			const answer = (await send()) as Answer;
			expect(answer).toMatchObject({ status, body: 'ä text', headers: { 'retry-after': '7' } });
			expect(server.received).toHaveLength(1);
		},
	);

	it('may be as large as 256 KiB', async () => {
		server.answer = (response) => response.end('x'.repeat(256 * 1024));
		expect(((await send()) as Answer).body).toHaveLength(256 * 1024);
	});

	it.each([301, 302, 303, 307, 308])('is a redirect, which is not followed: %i', async (status) => {
		server.answer = (response) => response.writeHead(status, { location: other.url }).end();
		expect(await send()).toMatchObject({ status, headers: { location: other.url } });
		expect(other.received).toEqual([]);
	});
});

describe('no answer', () => {
	const LATE = 300;

	it.each<[string, typeof server.answer]>([
		['a body without an end', (response) => pour(response, 'x'.repeat(64 * 1024), 0)],
		['a body of 50 MB', (response) => response.end(Buffer.alloc(50 * 1024 * 1024, 120))],
	])('is one that grows too long: %s', async (_name, answer) => {
		server.answer = answer;
		expect(await send()).toEqual({ kind: 'malformed', reason: 'sent more than 256 KiB' });
		expect(server.received).toHaveLength(1);
	});

	it.each<[string, () => void, NoAnswer]>([
		[
			'a body that drips',
			() => (server.answer = (response) => pour(response, 'x', 20)),
			{ kind: 'malformed', reason: 'sent no complete response within 10 s' },
		],
		[
			'a body that stops',
			() => (server.answer = (response) => void response.write('{"token":')),
			{ kind: 'malformed', reason: 'sent no complete response within 10 s' },
		],
		[
			'silence',
			() => (server.answer = () => undefined),
			{ kind: 'malformed', reason: 'sent no complete response within 10 s' },
		],
		[
			'a connection that breaks',
			() => (server.answer = (response) => void response.destroy()),
			{
				kind: 'unavailable',
				reason: 'closed the connection',
				isNetwork: true,
			},
		],
		[
			'a connection that breaks in the middle',
			() =>
				(server.answer = (response) => {
					response.writeHead(200, { 'Content-Length': '100' });
					response.write('{"token":', () => response.destroy());
				}),
			{
				kind: 'unavailable',
				reason: 'closed the connection',
				isNetwork: true,
			},
		],
	])('is judged: %s', async (_name, prepare, expected) => {
		prepare();
		expect(await send({}, LATE)).toEqual(expected);
		expect(server.received).toHaveLength(1);
	});

	it('leaves no connection open behind a body without an end', async () => {
		const closed = new Promise<void>((resolve) => {
			server.answer = (response) => {
				response.on('close', () => resolve());
				pour(response, 'x'.repeat(64 * 1024), 0);
			};
		});
		await send();
		await closed;
	});

	it('from a port where nobody listens is a refused connection', async () => {
		const gone = await Server.start();
		const url = `${gone.url}/token`;
		await gone.stop();
		expect(await send({ url })).toEqual({
			kind: 'unavailable',
			reason: 'refused the connection',
			isNetwork: true,
		});
	});

	it.each([
		['socket hang up', 'closed the connection'],
		['getaddrinfo ENOTFOUND api.example.com', 'was not found'],
		['getaddrinfo EAI_AGAIN api.example.com', 'could not be looked up'],
		['connect EHOSTUNREACH 10.0.0.1:443', 'could not be reached'],
		['connect ETIMEDOUT 10.0.0.1:443', 'did not answer in time'],
		['self-signed certificate in certificate chain', 'has a TLS certificate that is not trusted'],
		[
			'unable to verify: UNABLE_TO_VERIFY_LEAF_SIGNATURE, CERT_UNTRUSTED',
			'has a TLS certificate that is not trusted',
		],
		[`something with ${SECRET} in it`, 'could not be reached'],
	])('because of %j is %s', async (message, reason) => {
		const httpRequest = async () => await Promise.reject(new Error(message));
		const answer = await sender({ helpers: { httpRequest } })({ method: 'GET', url: server.url });
		expect(answer).toEqual({ kind: 'unavailable', reason, isNetwork: true });
	});

	it('is judged in time even if n8n’s client does not end the body itself', async () => {
		const body = new Readable({ read: () => undefined });
		const httpRequest = async () => await Promise.resolve({ body, headers: {}, statusCode: 200 });
		const request: TokenHttpRequest = { method: 'GET', url: server.url };
		expect(await sender({ helpers: { httpRequest } }, 100)(request)).toEqual({
			kind: 'malformed',
			reason: 'sent no complete response within 10 s',
		});
		expect(body.destroyed).toBe(true);
	});

	it('names the domain to add if n8n blocks the host', async () => {
		const error = new Error('Domain not allowed: This credential is restricted');
		const httpRequest = async () => await Promise.reject(error);
		const answer = await sender({ helpers: { httpRequest } })({
			method: 'GET',
			url: 'https://auth.example.com/token',
		});
		expect(answer).toEqual({
			kind: 'malformed',
			reason: expect.stringContaining('does not include auth.example.com (add it there)'),
		});
	});
});

describe('one flight', () => {
	it('has one limit for all its requests', async () => {
		server.answer = () => undefined;
		const flight = sender(n8nClient(), 200);
		const request: TokenHttpRequest = { method: 'GET', url: server.url };
		const first = await flight(request);
		const startedAt = performance.now();
		const second = await flight(request);
		expect([isNoAnswer(first), isNoAnswer(second)]).toEqual([true, true]);
		expect(performance.now() - startedAt).toBeLessThan(150);
	});
});
