import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';

import { signHs256 } from '../../../../credentials/lib/jwt';
import { ecartPaySource } from '../../../../credentials/tokens/sources/ecartPay';
import { introspect } from '../../../../credentials/tokens/sources/probing';
import { DATE, FakeWire, NOW, type Reply, TIME_OUT } from './FakeWire';

const FIELDS = { environment: 'production', publicKey: 'pub1', privateKey: 'priv1' };
const JWT = signHs256({ id: '1', iat: NOW, exp: NOW + 3_600 }, 'x');

const settings = (changes: ICredentialDataDecryptedObject = {}) =>
	ecartPaySource.settings({ ...FIELDS, ...changes });

const login = async (reply: Reply) => {
	const wire = new FakeWire(reply);
	return { outcome: await ecartPaySource.login(settings(), wire.send), sent: wire.sent };
};

describe('an Ecart Pay login', () => {
	it('sends both keys as HTTP Basic and no body', async () => {
		const { sent } = await login({ body: { token: JWT } });
		expect(sent).toEqual([
			{
				method: 'POST',
				url: 'https://ecartpay.com/api/authorizations/token',
				headers: { Authorization: `Basic ${Buffer.from('pub1:priv1').toString('base64')}` },
			},
		]);
	});

	const LATE = { date: 'Fri, 02 Jan 2026 03:24:05 GMT' };

	it.each<[string, Reply, string, number]>([
		['the hour of the JWT', { body: { token: JWT } }, JWT, 3_600],
		['the hour, the answer dated', { body: { token: JWT }, headers: DATE }, JWT, 3_600],
		['what is left of an older JWT', { body: { token: JWT }, headers: LATE }, JWT, 2_400],
		['an hour where the token is no JWT', { body: { token: 'opaque' } }, 'opaque', 3_600],
	])('reads %s', async (_name, reply, accessToken, seconds) => {
		const grant = { accessToken, lifetime: seconds * 1_000 };
		expect((await login(reply)).outcome).toEqual({ kind: 'granted', grant });
	});

	it.each<[string, Reply, string]>([
		[
			'HTTP 500 with status 400 in it',
			{ status: 500, body: { message: 'x', statusCode: 400 } },
			'rejected',
		],
		['HTTP 401', { status: 401, body: {} }, 'rejected'],
		['HTTP 500', { status: 500, body: {} }, 'unavailable'],
		['no token', { body: {} }, 'malformed'],
		[
			'a JWT that is over',
			{ body: { token: JWT }, headers: { date: 'Fri, 02 Jan 2026 05:00:00 GMT' } },
			'malformed',
		],
		['no answer', TIME_OUT, 'unavailable'],
	])('judges %s', async (_name, reply, kind) => {
		expect((await login(reply)).outcome.kind).toBe(kind);
	});
});

describe('attaching an Ecart Pay token', () => {
	const attach = (path: string, changes: ICredentialDataDecryptedObject = {}) => {
		const own = settings(changes);
		const address = `${ecartPaySource.addresses(own)[0]}${path}`;
		const request = { options: { url: address }, url: new URL(address) };
		return ecartPaySource.attach(own, JWT, request).options.headers;
	};

	it.each(['/api/orders', '/api/postings', '/api/transactions?next=/api/pos/', '/api/x#/api/pos/'])(
		'raw to %s',
		(path) => {
			expect(attach(path)).toEqual({ Authorization: JWT });
		},
	);

	it.each(['/api/pos', '/api/pos/branches', '/api/pos/registers?page=1'])(
		'as Bearer to %s',
		(path) => {
			expect(attach(path)).toEqual({ Authorization: `Bearer ${JWT}` });
		},
	);

	it('as Bearer to points of sale behind a gateway, and not for its own path', () => {
		const baseUrl = 'https://gw.example:443/api/pos/ecartpay/';
		const custom = { environment: 'custom', baseUrl };
		expect(attach('/api/pos/registers', custom)).toEqual({ Authorization: `Bearer ${JWT}` });
		expect(attach('/api/orders', custom)).toEqual({ Authorization: JWT });
	});
});

describe('asking Ecart Pay about a token', () => {
	it.each<[Reply, string]>([
		[{ body: { docs: [] } }, 'accepted'],
		[{ status: 401, body: {} }, 'refused'],
		[{ status: 500, body: { statusCode: 401 } }, 'refused'],
		[TIME_OUT, 'unknown'],
	])('reads one transaction: %j means %s', async (reply, verdict) => {
		const wire = new FakeWire(reply);
		expect(await introspect(ecartPaySource, settings(), wire.send, JWT)).toBe(verdict);
		expect(wire.sent).toEqual([
			{
				method: 'GET',
				url: 'https://ecartpay.com/api/transactions',
				query: { limit: '1' },
				headers: { Authorization: JWT },
			},
		]);
	});
});

describe('an Ecart Pay credential', () => {
	it.each([
		['publicKey', 'Public Key'],
		['privateKey', 'Private Key'],
	])('needs %s', (field, name) => {
		expect(() => settings({ [field]: '' })).toThrow(`${name} is empty`);
	});

	it.each([
		['production', 'Keys differ per environment: sandbox keys do not work in production.'],
		['sandbox', 'Keys differ per environment: production keys do not work in the sandbox.'],
	])('hints at the other environment’s keys in %s', (environment, rejectionHint) => {
		expect(ecartPaySource.problem(settings({ environment }))).toMatchObject({ rejectionHint });
	});

	it('hints at nothing for an address of the user’s own', () => {
		const own = settings({ environment: 'custom', baseUrl: 'https://gw.example' });
		expect(ecartPaySource.problem(own).rejectionHint).toBeUndefined();
	});

	it('is another one if a key or the environment changes', () => {
		const print = (changes: ICredentialDataDecryptedObject) =>
			ecartPaySource.fingerprint(settings(changes)).join('|');
		const changes: ICredentialDataDecryptedObject[] = [
			{},
			{ publicKey: 'b' },
			{ privateKey: 'b' },
			{ environment: 'sandbox' },
		];
		expect(new Set(changes.map(print)).size).toBe(4);
		expect(print({ webhookSecret: 'x' })).toBe(print({}));
	});

	it('hides keys and webhook secret', () => {
		expect(ecartPaySource.secrets(settings({ webhookSecret: 'hook' }))).toEqual([
			'pub1',
			'priv1',
			'hook',
		]);
	});
});
