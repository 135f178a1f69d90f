import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';

import { ECrossOnTheWire, NAME, PATH, PRODUCT } from './ECrossOnTheWire.mts';
import { HELPERS, items, messagesOf, useMockedWire } from './wire.mts';

useMockedWire();

const url = `${PRODUCT}${PATH}`;

describe.each(HELPERS)('a refused login, with %s', (helper) => {
	it('is one call for 50 items, and each says why', async () => {
		const wire = new ECrossOnTheWire();
		const worker = await wire.worker({ clientSecret: 'wrong' });
		const results = await items(50, async () => await worker[helper](NAME, { url }));
		const messages = messagesOf(results);
		expect(messages).toHaveLength(1);
		expect(messages[0]).toContain('E-CROSS refused the Client ID and Client Secret');
		expect(wire.auth.received).toHaveLength(1);
		expect(wire.product.received).toHaveLength(0);
	});

	it('is not repeated by items that come later', async () => {
		const wire = new ECrossOnTheWire();
		const worker = await wire.worker({ clientSecret: 'wrong' });
		for (let item = 0; item < 3; item++) {
			await expect(worker[helper](NAME, { url })).rejects.toThrow(/refused/);
		}
		expect(wire.auth.received).toHaveLength(1);
	});
});

interface Case {
	readonly name: string;
	readonly kind: string;
	readonly message: RegExp;
	readonly fields?: ICredentialDataDecryptedObject;
	readonly login?: ECrossOnTheWire['login'];
	readonly to?: string;
}

const cases: readonly Case[] = [
	{
		name: 'a refused login',
		kind: 'CredentialsRejectedError',
		message: /^E-CROSS refused .* To try now, press Retry in the credential\.$/,
		login: () => ({ status: 401, body: { message: 'no' } }),
	},
	{
		name: 'too many logins',
		kind: 'ThrottledError',
		message: /^E-CROSS is not accepting any more logins .* in 90 s\. To try now, press Retry/,
		login: () => ({ status: 429, headers: { 'retry-after': '90' } }),
	},
	{
		name: 'a wrong address',
		kind: 'WrongAddressError',
		message:
			/^Couldn't log in to E-CROSS: nothing was found at https:\/\/auth\.api\.e-cross\.tech\/token/,
		login: () => ({ status: 404 }),
	},
	{
		name: 'a page meant for people',
		kind: 'ProviderUnavailableError',
		message: /answered with an HTML page \(HTTP status 200\)/,
		login: () => ({ body: '<html></html>', headers: { 'content-type': 'text/html' } }),
	},
	{
		name: 'an answer without a token',
		kind: 'ProviderUnavailableError',
		message:
			/^Couldn't log in to E-CROSS: https:\/\/auth\.api\.e-cross\.tech\/token sent a response without a usable token\./,
		login: () => ({ body: {} }),
	},
	{
		name: 'an empty field',
		kind: 'CredentialFieldError',
		message: /^Client ID is empty\. Enter it in the credential\.$/,
		fields: { clientId: ' ' },
	},
	{
		name: 'a foreign host',
		kind: 'AddressNotAllowedError',
		message: /^This E-CROSS credential is not sent to other\.example\.com; it belongs to auth\./,
		to: 'https://other.example.com/',
	},
	{
		name: 'a provider that speaks of a network code',
		kind: 'CredentialsRejectedError',
		message: /^E-CROSS refused/,
		login: () => ({ status: 400, body: { message: 'upstream said ECONNREFUSED' } }),
	},
];

/** What n8n would look into, and show or act upon instead of the message. */
const TELLTALES = ['response', 'code', 'status', 'statusCode', 'httpCode', 'cause', 'description'];

describe.each(cases)('$name', ({ kind, message, fields, login, to: target = url }) => {
	it.each(HELPERS)('reaches the user of %s in the hook’s own words', async (helper) => {
		const wire = new ECrossOnTheWire();
		wire.login = login;
		const worker = await wire.worker(fields);
		const error = (await worker[helper](NAME, { url: target }).catch(
			(caught: unknown) => caught,
		)) as Error;
		expect(error.name).toBe('NodeApiError');
		expect(error.message).toMatch(message);
		expect(error).toMatchObject({ httpCode: null });
	});

	it('leaves the hook as a plain error of its kind', async () => {
		const wire = new ECrossOnTheWire();
		wire.login = login;
		const worker = await wire.worker(fields);
		const error = await worker
			.request(NAME, { url: target })
			.catch((caught: Error) => caught.cause as Error);
		expect(error).toBeInstanceOf(Error);
		expect((error as Error).name).toBe(kind);
		for (const telltale of TELLTALES) expect(error).not.toHaveProperty(telltale);
	});
});
