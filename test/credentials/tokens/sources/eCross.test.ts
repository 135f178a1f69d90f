import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';

import { eCrossSource } from '../../../../credentials/tokens/sources/eCross';
import { introspect } from '../../../../credentials/tokens/sources/probing';
import { FakeWire, type Reply, TIME_OUT } from './FakeWire';

const FIELDS = { environment: 'production', clientId: ' my-id\n', clientSecret: 'my-key ' };

const settings = (changes: ICredentialDataDecryptedObject = {}) =>
	eCrossSource.settings({ ...FIELDS, ...changes });

const login = async (reply: Reply) => {
	const wire = new FakeWire(reply);
	return { outcome: await eCrossSource.login(settings(), wire.send), sent: wire.sent };
};

const attach = (address: string, changes: ICredentialDataDecryptedObject = {}) =>
	eCrossSource.attach(settings(changes), 'jwt', {
		options: { url: address, headers: { AUTHORIZATION: 'other', 'X-Mine': '1' } },
		url: new URL(address),
	});

describe('an e-CROSS login', () => {
	it('sends id and secret, trimmed, as JSON', async () => {
		const { sent } = await login({
			body: { token: 'jwt', tokenType: 'Bearer', expiresIn: 28_800 },
		});
		expect(sent).toEqual([
			{
				method: 'POST',
				url: 'https://auth.api.e-cross.tech/token',
				body: { clientId: 'my-id', clientSecret: 'my-key' },
			},
		]);
	});

	it.each<[string, Reply, unknown]>([
		[
			'a token',
			{ body: { token: 'jwt', expiresIn: 3_600 } },
			{ accessToken: 'jwt', lifetime: 3_600_000 },
		],
		[
			'expiresIn as text',
			{ body: { token: 'jwt', expiresIn: '60' } },
			{ accessToken: 'jwt', lifetime: 60_000 },
		],
		[
			'no expiresIn: 8 hours',
			{ body: { token: 'jwt' } },
			{ accessToken: 'jwt', lifetime: 28_800_000 },
		],
		[
			'HTTP 201',
			{ status: 201, body: { token: 'jwt' } },
			{ accessToken: 'jwt', lifetime: 28_800_000 },
		],
	])('reads %s', async (_name, reply, grant) => {
		expect((await login(reply)).outcome).toEqual({ kind: 'granted', grant });
	});

	it.each<[string, Reply, string]>([
		[
			'wrong credentials',
			{ status: 401, body: { message: 'Incorrect username or password.' } },
			'rejected',
		],
		['access_token instead of token', { body: { access_token: 'jwt' } }, 'malformed'],
		['an expiresIn that is none', { body: { token: 'jwt', expiresIn: 'soon' } }, 'malformed'],
		['too many requests', { status: 429, body: {} }, 'throttled'],
		['no answer', TIME_OUT, 'unavailable'],
	])('judges %s', async (_name, reply, kind) => {
		expect((await login(reply)).outcome.kind).toBe(kind);
	});
});

describe('attaching an e-CROSS token', () => {
	it.each(['auth', 'product', 'order', 'hermes'])('as Bearer to the %s service', (host) => {
		const { options, insteadOfToken } = attach(`https://${host}.api.e-cross.tech/ext/orders?a=1`);
		expect(options.headers).toEqual({ Authorization: 'Bearer jwt', 'X-Mine': '1' });
		expect(insteadOfToken).toBeUndefined();
	});

	it('knows its four addresses', () => {
		expect(eCrossSource.addresses(settings())).toEqual([
			'https://auth.api.e-cross.tech',
			'https://product.api.e-cross.tech',
			'https://order.api.e-cross.tech',
			'https://hermes.api.e-cross.tech',
		]);
	});

	const TAXES = 'https://product.api.e-cross.tech/ext/taxes';

	it.each([TAXES, `${TAXES}?a=1`, `${TAXES}#x`, `${TAXES}/`])(
		'is replaced by the sales channel’s own for %s',
		(address) => {
			const { options, insteadOfToken } = attach(address, { salesChannelToken: ' channel ' });
			expect(options.headers?.Authorization).toBe('Bearer channel');
			expect(insteadOfToken).toBe('Sales Channel Token');
		},
	);

	it.each([`${TAXES}2`, `${TAXES}/1`, 'https://order.api.e-cross.tech/ext/taxes'])(
		'stays the merchant’s for %s',
		(address) => {
			const { options } = attach(address, { salesChannelToken: 'channel' });
			expect(options.headers?.Authorization).toBe('Bearer jwt');
		},
	);

	it('recognises the tax simulation at the user’s own address, however that is spelled', () => {
		const own = {
			environment: 'custom',
			authUrl: 'https://a.example',
			productUrl: 'HTTPS://P.Example:443/gateway/',
			orderUrl: 'https://o.example',
			shipmentUrl: 'https://s.example',
			salesChannelToken: 'channel',
		};
		const { options } = attach('https://p.example/gateway/ext/taxes', own);
		expect(options.headers?.Authorization).toBe('Bearer channel');
	});

	it('says where a missing channel token belongs', () => {
		expect(() => attach(TAXES)).toThrow(
			'The tax simulation needs the Sales Channel Token. Enter it in the E-CROSS credential.',
		);
	});
});

describe('asking e-CROSS about a token', () => {
	it.each([
		[200, 'accepted'],
		[401, 'refused'],
		[503, 'unknown'],
	])('reads a first page of SKUs: %i means %s', async (status, verdict) => {
		const wire = new FakeWire({ status, body: {} });
		expect(await introspect(eCrossSource, settings(), wire.send, 'jwt')).toBe(verdict);
		expect(wire.sent).toEqual([
			{
				method: 'GET',
				url: 'https://product.api.e-cross.tech/ext/merchant/skus',
				headers: { Authorization: 'Bearer jwt' },
			},
		]);
	});

	it('stays undecided without an answer', async () => {
		expect(await introspect(eCrossSource, settings(), new FakeWire(TIME_OUT).send, 'jwt')).toBe(
			'unknown',
		);
	});
});

describe('an e-CROSS credential', () => {
	it.each([
		['clientId', 'Client ID'],
		['clientSecret', 'Client Secret'],
	])('needs %s', (field, name) => {
		expect(() => settings({ [field]: ' ' })).toThrow(
			`${name} is empty. Enter it in the credential.`,
		);
	});

	it('is another one if the id, the secret or the login’s address changes', () => {
		const print = (changes: ICredentialDataDecryptedObject) =>
			eCrossSource.fingerprint(settings(changes)).join('|');
		const changes: ICredentialDataDecryptedObject[] = [
			{},
			{ clientId: 'b' },
			{ clientSecret: 'b' },
		];
		expect(new Set(changes.map(print)).size).toBe(3);
		expect(print({ salesChannelToken: 'x', carrierId: 'y' })).toBe(print({}));
	});

	it('hides id, secret and channel token', () => {
		expect(eCrossSource.secrets(settings({ salesChannelToken: 'channel' }))).toEqual([
			'my-id',
			'my-key',
			'channel',
		]);
	});

	it('says what else may be wrong in production', () => {
		expect(eCrossSource.problem(settings())).toEqual({
			endpoint: 'https://auth.api.e-cross.tech/token',
			secretFields: 'Client ID and Client Secret',
			addressField: 'Environment or Authentication URL',
			rejectionHint: 'Sandbox keys do not work in the production environment.',
		});
	});
});
