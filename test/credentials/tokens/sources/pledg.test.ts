import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';

import { pledgSource } from '../../../../credentials/tokens/sources/pledg';
import { FakeWire, type Reply, TIME_OUT } from './FakeWire';

/** The pair of the documentation's own example. */
const FIELDS = { environment: 'production', apiKey: 'your_key', apiSecret: 'your_secret' };
const BASIC = 'Basic eW91cl9rZXk6eW91cl9zZWNyZXQ=';
const FORM = 'application/x-www-form-urlencoded';
const ADDRESS = 'https://back.ecard.pledg.co/api/merchants/mer_1/purchase_link';

const settings = (changes: ICredentialDataDecryptedObject = {}) =>
	pledgSource.settings({ ...FIELDS, ...changes });

const login = async (reply: Reply) => {
	const wire = new FakeWire(reply);
	return { outcome: await pledgSource.login(settings(), wire.send), sent: wire.sent };
};

describe('a Pledg login', () => {
	it('is the client-credentials grant with Basic, as documented', async () => {
		const { sent } = await login({ body: { access_token: 't', expires_in: 600 } });
		expect(sent).toEqual([
			{
				method: 'POST',
				url: 'https://back.ecard.pledg.co/api/token',
				headers: { Authorization: BASIC, 'Content-Type': FORM },
				body: 'grant_type=client_credentials',
			},
		]);
	});

	it.each<[string, object, number]>([
		['expires_in', { access_token: 't', token_type: 'Bearer', expires_in: 600 }, 600],
		['another one', { access_token: 't', expires_in: 42 }, 42],
		['none: ten minutes', { access_token: 't' }, 600],
		['null: ten minutes', { access_token: 't', expires_in: null }, 600],
	])('reads a token with %s', async (_name, body, seconds) => {
		const grant = { accessToken: 't', lifetime: seconds * 1_000 };
		expect((await login({ body })).outcome).toEqual({ kind: 'granted', grant });
	});

	it.each<[string, Reply, string]>([
		['invalid_client', { status: 400, body: { error: 'invalid_client' } }, 'rejected'],
		['HTTP 401 as text', { status: 401, body: 'Unauthorized' }, 'rejected'],
		['token instead of access_token', { body: { token: 't' } }, 'malformed'],
		['expires_in false', { body: { access_token: 't', expires_in: false } }, 'malformed'],
		['HTTP 503', { status: 503, body: 'x' }, 'unavailable'],
		['no answer', TIME_OUT, 'unavailable'],
	])('judges %s', async (_name, reply, kind) => {
		expect((await login(reply)).outcome.kind).toBe(kind);
	});
});

describe('attaching a Pledg token', () => {
	const attach = () =>
		pledgSource.attach(settings(), 't', {
			options: { url: ADDRESS, method: 'POST', body: { a: 1 }, headers: { authorization: 'x' } },
			url: new URL(ADDRESS),
		}).options;

	it('as Bearer', () => {
		expect(attach()).toEqual({
			url: ADDRESS,
			method: 'POST',
			body: { a: 1 },
			headers: { Authorization: 'Bearer t' },
		});
	});
});

describe('a Pledg credential', () => {
	it('cannot ask about a token: no harmless read is documented', () => {
		expect(pledgSource.probe).toBeUndefined();
	});

	it.each([
		['apiKey', 'API Key'],
		['apiSecret', 'API Secret'],
	])('needs %s', (field, name) => {
		expect(() => settings({ [field]: '\n' })).toThrow(`${name} is empty`);
	});

	it('is another one if the key, the secret or the environment changes', () => {
		const print = (changes: ICredentialDataDecryptedObject) =>
			pledgSource.fingerprint(settings(changes)).join('|');
		const changes: ICredentialDataDecryptedObject[] = [
			{},
			{ apiKey: 'b' },
			{ apiSecret: 'b' },
			{ environment: 'staging' },
		];
		expect(new Set(changes.map(print)).size).toBe(4);
	});

	it.each([
		['production', 'Staging keys do not work in the production environment.'],
		['staging', undefined],
	])('hints at the other environment’s keys in %s', (environment, hint) => {
		expect(pledgSource.problem(settings({ environment })).rejectionHint).toBe(hint);
		expect(pledgSource.problem(settings({ environment })).addressField).toBe(
			'Environment or Base URL',
		);
	});

	it('hides key and secret', () => {
		expect(pledgSource.secrets(settings())).toEqual(['your_key', 'your_secret']);
	});
});
