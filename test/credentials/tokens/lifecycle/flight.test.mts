/**
 * The whole path of a token request: manager, source, n8n's client, and a server that misbehaves.
 */
import type { ServerResponse } from 'node:http';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { fingerprintOf } from '../../../../credentials/tokens/lifecycle/fingerprint.ts';
import { redactor } from '../../../../credentials/lib/redaction.ts';
import { sender } from '../../../../credentials/tokens/request/send.ts';
import { eCrossSource } from '../../../../credentials/tokens/sources/eCross.ts';
import type { TokenClient } from '../../../../credentials/tokens/lifecycle/token.ts';
import { TokenManager } from '../../../../credentials/tokens/lifecycle/TokenManager.ts';
import { FakeClock } from '../support/fakes.mts';
import { n8nClient } from '../support/n8nClient.mts';
import { pour, Server } from '../support/Server.mts';

const SECRET = 'hunter2/hunter2';
const LIMIT = 300;

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

/** Asks once for a token. A second of waiting takes no time on this clock. */
async function ask(): Promise<{ accessToken?: string; message: string }> {
	const address = server.url;
	const settings = eCrossSource.settings({
		environment: 'custom',
		authUrl: address,
		productUrl: address,
		orderUrl: address,
		shipmentUrl: address,
		clientId: 'my-client-id',
		clientSecret: SECRET,
	});
	const request: TokenClient = {
		fingerprint: fingerprintOf(eCrossSource.fingerprint(settings)),
		endpoint: {
			login: async (limit) =>
				await eCrossSource.login(settings, sender(n8nClient(), Math.min(limit, LIMIT))),
		},
		context: {
			...eCrossSource.problem(settings),
			provider: eCrossSource.provider,
			redact: redactor(eCrossSource.secrets(settings)),
		},
	};
	const clock = new FakeClock();
	clock.sleep = async () => await Promise.resolve();
	return await new TokenManager(clock).ensure(request).then(
		({ accessToken }) => ({ accessToken, message: '' }),
		({ message }: Error) => ({ message }),
	);
}

const json = (status: number, body: object) => (response: ServerResponse) => {
	response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
};

/** Every part of the secret that could be in a message. */
const LEAKS = [SECRET, encodeURIComponent(SECRET), Buffer.from(SECRET).toString('base64')];

describe('asking for a token', () => {
	it('costs one request if it is granted', async () => {
		server.answer = json(200, { token: 'jwt', expiresIn: 28_800 });
		expect(await ask()).toEqual({ accessToken: 'jwt', message: '' });
		expect(server.received).toHaveLength(1);
	});

	it.each<[string, (response: ServerResponse) => void, number, RegExp]>([
		['JSON that is none', (response) => response.end('{"token": '), 1, /not JSON/],
		[
			'an HTML page',
			(response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html>'),
			1,
			/an HTML page \(HTTP status 200\)/,
		],
		[
			'an HTML page of a proxy that is down',
			(response) => response.writeHead(503, { 'Content-Type': 'text/html' }).end('<html>'),
			1,
			/an HTML page \(HTTP status 503\)/,
		],
		['no token', json(200, { expiresIn: 28_800 }), 1, /a response without a usable token/],
		[
			'a token that no header can hold',
			json(200, { token: 'a\r\nb' }),
			1,
			/without a usable token/,
		],
		['invalid UTF-8', (response) => response.end(Buffer.from([0xff, 0xfe])), 1, /not JSON/],
		[
			'a body without an end',
			(response) => pour(response, 'x'.repeat(64 * 1024), 0),
			1,
			/more than 256 KiB/,
		],
		[
			'a body that drips',
			(response) => pour(response, 'x', 20),
			1,
			/no complete response within 10 s/,
		],
		[
			'a redirect',
			(response) => response.writeHead(307, { location: `${other.url}/token` }).end(),
			1,
			/redirects to 127\.0\.0\.1:\d+\. The redirect was not followed/,
		],
		['HTTP 404', json(404, {}), 1, /nothing was found at/],
		['HTTP 429', json(429, {}), 1, /is not accepting any more logins/],
		[
			'a refusal that repeats the secret',
			json(401, { message: `Unknown: ${SECRET} ${encodeURIComponent(SECRET)}` }),
			1,
			/refused the Client ID and Client Secret: "Unknown: \*\*\* \*\*\*"/,
		],
		['HTTP 500', json(500, {}), 2, /HTTP status 500/],
		['a broken connection', (response) => void response.destroy(), 2, /closed the connection/],
	])('costs this many requests if it gets %s', async (_name, answer, requests, message) => {
		server.answer = answer;
		const failed = await ask();
		expect(failed.message).toMatch(message);
		expect(server.received).toHaveLength(requests);
		expect(other.received).toEqual([]);
		for (const leak of LEAKS) expect(failed.message).not.toContain(leak);
	});
});
