import type { Sandbox } from '../../sandbox/server.mts';
import { sandboxCredentials } from '../../sandbox/server.mts';

export type Headers = Readonly<Record<string, string>>;

/** An answer with its body as text and, where it is JSON, as a value. */
export interface Received {
	readonly status: number;
	readonly headers: globalThis.Headers;
	readonly text: string;
	// Tests look into bodies of many shapes; a wrong guess fails the test that makes it.
	readonly json: Json;
}

interface Json {
	readonly [member: string]: Json;
	readonly [index: number]: Json;
}

interface Sent {
	readonly headers?: Headers;
	readonly json?: unknown;
	readonly text?: string;
}

/** Sends one request, following no redirect. */
export async function send(method: string, url: string, sent: Sent = {}): Promise<Received> {
	const headers = { ...(sent.json !== undefined && { 'content-type': 'application/json' }) };
	const body = sent.json === undefined ? sent.text : JSON.stringify(sent.json);
	const response = await fetch(url, {
		method,
		headers: { ...headers, ...sent.headers },
		redirect: 'manual',
		...(body !== undefined && { body }),
	});
	const text = await response.text();
	return { status: response.status, headers: response.headers, text, json: parse(text) };
}

export const get = async (url: string, headers: Headers = {}) =>
	await send('GET', url, { headers });

export const post = async (url: string, json: unknown, headers: Headers = {}) =>
	await send('POST', url, { json, headers });

export function basic(user: string, password: string): Headers {
	return { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` };
}

export function bearer(token: unknown): Headers {
	return { authorization: `Bearer ${String(token)}` };
}

/** A fresh e-CROSS token, as a header. */
export async function eCrossToken(
	{ addresses }: Sandbox,
	{
		clientId,
		clientSecret,
	}: { clientId: string; clientSecret: string } = sandboxCredentials.ecross,
): Promise<Headers> {
	const { json } = await post(`${addresses.ecross.authUrl}/token`, { clientId, clientSecret });
	return bearer(json['token']);
}

/** A fresh Pledg token, as a header. */
export async function pledgToken(
	{ addresses }: Sandbox,
	user: string = sandboxCredentials.pledg.apiKey,
	password: string = sandboxCredentials.pledg.apiSecret,
): Promise<Headers> {
	const { json } = await send('POST', `${addresses.pledg.baseUrl}/api/token`, {
		headers: { ...basic(user, password), 'content-type': 'application/x-www-form-urlencoded' },
		text: 'grant_type=client_credentials',
	});
	return bearer(json['access_token']);
}

function parse(text: string): Json {
	try {
		return JSON.parse(text) as Json;
	} catch {
		return {};
	}
}
