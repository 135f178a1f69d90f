import type { ICredentialDataDecryptedObject, IHttpRequestHelper } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';

import { TokenHook } from '../../../../credentials/tokens/hook/TokenHook';
import type { Outcome } from '../../../../credentials/tokens/endpoint/outcome';
import type { TokenSource } from '../../../../credentials/tokens/sources/source';
import { TokenManager } from '../../../../credentials/tokens/lifecycle/TokenManager';
import { FakeClock, MINUTE } from '../support/fakes.mts';

const LIFETIME = 10 * MINUTE;

/** A credential whose provider can renew a token. Every token request is recorded. */
function setUp(refreshRevokesToken: boolean) {
	const clock = new FakeClock();
	const asked: string[] = [];
	const grant = (how: string): Outcome => {
		asked.push(how);
		return {
			kind: 'granted',
			grant: { accessToken: `token-${asked.length}`, lifetime: LIFETIME },
		};
	};
	const source: TokenSource<object> = {
		credentialType: 'someApi',
		provider: 'Some Provider',
		refreshRevokesToken,
		settings: () => ({}),
		fingerprint: () => [],
		secrets: () => [],
		addresses: () => [],
		problem: () => ({ endpoint: '', secretFields: '', addressField: '' }),
		login: async () => grant('login'),
		refresh: async () => grant('renewal'),
		attach: (_settings, _token, { options }) => ({ options }),
	};
	const hook = new TokenHook(source, new TokenManager(clock));
	const { preAuthentication } = hook;
	const helper = { helpers: {} } as unknown as IHttpRequestHelper;
	/** Two requests, the second one when the token is due for renewal. */
	const use = async (fields: ICredentialDataDecryptedObject) => {
		const stored = await preAuthentication.call(helper, { ...fields });
		await clock.pass(0.85 * LIFETIME);
		await preAuthentication.call(helper, {
			...fields,
			...(stored as ICredentialDataDecryptedObject),
		});
		return asked;
	};
	const store = async (fields: ICredentialDataDecryptedObject) =>
		await preAuthentication.call(helper, { ...fields });
	return { use, store, hook, asked };
}

describe('a token that is due', () => {
	it('is renewed', async () => {
		expect(await setUp(false).use({})).toEqual(['login', 'renewal']);
	});

	it('is left to the workers that share it if renewal would kill it: a login replaces it', async () => {
		expect(await setUp(true).use({})).toEqual(['login', 'login']);
	});

	it.each([false, 'false'])(
		'is renewed if no other worker has it, even if that kills it: storage %j',
		async (storage) => {
			expect(await setUp(true).use({ storage })).toEqual(['login', 'renewal']);
		},
	);
});

describe('a token', () => {
	it("is kept in n8n's database", async () => {
		expect(await setUp(false).store({})).toHaveProperty('sessionToken');
	});

	it('is kept out of it if fields are expressions, since n8n 1.x would store their values', async () => {
		expect(await setUp(false).store({ hasExpressions: true })).toEqual({});
	});

	it('is not taken from the database if the user keeps it out of there, not even by status', async () => {
		const { hook, store, asked } = setUp(false);
		const { sessionToken } = await setUp(false).store({});
		const fields = { storage: false, sessionToken } as ICredentialDataDecryptedObject;
		expect(hook.status(fields)).toMatchObject({ state: 'none' });
		expect(hook.secrets(fields)).toEqual([]);
		await store(fields);
		expect(asked).toEqual(['login']);
	});
});
