import { afterAll, beforeEach, describe, expect, test } from 'vitest';

import { byId, type CredentialStore } from '../harness.mts';
import { Stage } from './stage.mts';

const stage = await Stage.open();

beforeEach(() => stage.begin());

afterAll(async () => await stage.sandbox.close());

const login = { authentication: 'login' };

const ecgrid = () => stage.sandbox.control.statistics().providers.ecgrid;

/** Whether the stored session holds any token that ECGrid has handed out. */
function storesToken({ data }: CredentialStore): boolean {
	const stored = String(data.ecGridLoginApi?.sessionToken);
	return stage.sandbox.control.issuedTokens('ecgrid').some((token) => stored.includes(token));
}

/** The next list of pending parcels is answered with an error of this code, and HTTP 200. */
function refusalInside(errorCode: string) {
	const body = JSON.stringify({ success: false, errorCode, message: 'No.', data: null });
	return { provider: 'ecgrid', operationId: 'listPendingInboxParcels', status: 200, body } as const;
}

describe('with a login', () => {
	test('one token serves all operations', async () => {
		const credentials = stage.credentials();
		for (const name of ['user getMe', 'session validate', 'parcel getPending']) {
			await stage.run(name, login, { credentials });
		}
		expect(ecgrid().token.total).toBe(1);
	});

	test('a token that was revoked is replaced, also for a POST', async () => {
		const credentials = stage.credentials();
		await stage.run('user getMe', login, { credentials });
		stage.sandbox.control.revoke('ecgrid');
		const rows = await stage.run('parcel getPending', login, { credentials });
		expect(rows).toHaveLength(3);
	});

	test('a token that is refused inside a success is replaced, and the request sent once more', async () => {
		const credentials = stage.credentials();
		await stage.run('user getMe', login, { credentials });
		stage.sandbox.control.fault(refusalInside('InvalidSession'));
		const rows = await stage.run('parcel getPending', login, { credentials });
		expect(rows).toHaveLength(3);
		expect(ecgrid().token.total).toBe(2);
		expect(ecgrid().operations.listPendingInboxParcels).toEqual({ 200: 2 });
	});

	test('a new token that is refused inside a success as well is an error, not a loop', async () => {
		const credentials = stage.credentials();
		stage.sandbox.control.fault({ ...refusalInside('InvalidSession'), times: 'always' });
		await expect(stage.run('parcel getPending', login, { credentials })).rejects.toMatchObject({
			message: expect.stringContaining('InvalidSession'),
			httpCode: '401',
		});
		expect(ecgrid().token.total).toBe(2);
		expect(ecgrid().operations.listPendingInboxParcels).toEqual({ 200: 2 });
	});

	test('a refusal that repeats the password is shown without it', async () => {
		const credentials = stage.credentials();
		const password = String(credentials.data.ecGridLoginApi?.password);
		const body = { success: false, errorCode: 'InvalidSession', message: `Not ${password}!` };
		stage.sandbox.control.fault({
			provider: 'ecgrid',
			operationId: 'listPendingInboxParcels',
			status: 401,
			body: JSON.stringify(body),
			times: 'always',
		});
		await expect(stage.run('parcel getPending', login, { credentials })).rejects.toMatchObject({
			message: 'InvalidSession: Not ***! (HTTP 401)',
		});
	});

	test('Log Out ends the session at ECGrid and forgets the token; the next request logs in', async () => {
		const credentials = stage.credentials();
		await stage.run('user getMe', login, { credentials });
		expect(storesToken(credentials)).toBe(true);
		const [output] = await stage.run('session logOut', login, { credentials });
		expect(output?.json).toEqual({ success: true, loggedOut: true, tokenForgotten: true });
		expect(ecgrid().logout).toBe(1);
		expect(storesToken(credentials)).toBe(false);

		await stage.run('user getMe', login, { credentials });
		expect(ecgrid().token.total).toBe(2);
		expect(ecgrid().refused).toMatchObject({ revoked: 0 });
	});

	test('Log Out without a session asks ECGrid for nothing', async () => {
		const [output] = await stage.run('session logOut', login);
		expect(output?.json).toMatchObject({ loggedOut: false });
		expect(ecgrid().requests).toBe(0);
	});

	test('Log Out that ECGrid refuses keeps the token', async () => {
		const credentials = stage.credentials();
		await stage.run('user getMe', login, { credentials });
		stage.sandbox.control.fault({
			provider: 'ecgrid',
			operationId: 'logout',
			status: 500,
			times: 'always',
		});
		await expect(stage.run('session logOut', login, { credentials })).rejects.toThrow('500');
		expect(storesToken(credentials)).toBe(true);
	});

	test('Check tells who one is and how old the token is', async () => {
		const [output] = await stage.run('connection check', login);
		expect(output?.json).toMatchObject({
			accepted: true,
			account: { login: stage.account, authLevel: 'NetworkAdmin' },
			token: { state: 'fresh' },
		});
	});
});

describe('with an API key', () => {
	test('a refusal inside a success says what to do, and nothing is sent again', async () => {
		stage.sandbox.control.fault(refusalInside('InvalidAPIKey'));
		await expect(stage.run('parcel getPending')).rejects.toMatchObject({
			message: expect.stringContaining('refused the API Key'),
		});
		expect(ecgrid().operations.listPendingInboxParcels).toEqual({ 200: 1 });
	});

	test('Generate API Key kills the old key at once', async () => {
		const userId = byId(String((await stage.me()).userId));
		const { apiKey } = await stage.row('session generateApiKey', { userId });
		await expect(stage.run('user getMe')).rejects.toMatchObject({
			message: expect.stringContaining('refused the API Key. It may have been replaced'),
		});
		const credentials = stage.credentials();
		Object.assign(credentials.data.ecGridApi ?? {}, { apiKey });
		const [me] = await stage.run('user getMe', {}, { credentials });
		expect(me?.json).toMatchObject({ login: stage.account });
	});

	test('a wrong key is never part of a message', async () => {
		const credentials = stage.credentials();
		Object.assign(credentials.data.ecGridApi ?? {}, { apiKey: 'wrong-key-0123456789' });
		stage.sandbox.control.fault({
			provider: 'ecgrid',
			operationId: 'getMe',
			status: 403,
			body: { title: 'Forbidden', detail: 'Key wrong-key-0123456789 is unknown' },
			times: 'always',
		});
		const run = stage.run('user getMe', {}, { credentials });
		await expect(run).rejects.toThrow(/^Forbidden: Key \S+ is unknown/);
		await expect(run).rejects.not.toThrow('wrong-key-0123456789');
	});

	test('Get Version sends no key', async () => {
		const credentials = stage.credentials();
		Object.assign(credentials.data.ecGridApi ?? {}, { apiKey: 'anything' });
		const [version] = await stage.run('session getVersion', {}, { credentials });
		expect(version?.json).toEqual({ version: '2.6' });
	});

	test('a password that is changed works for the next login', async () => {
		const name = stage.account.replace('@example.com', '');
		await stage.run('session changePassword', {
			currentPassword: `Secret-of-${name}1!`,
			newPassword: 'Another-Pass2!',
		});
		const credentials = stage.credentials();
		Object.assign(credentials.data.ecGridLoginApi ?? {}, { password: 'Another-Pass2!' });
		expect(await stage.run('user getMe', login, { credentials })).toHaveLength(1);
	});
});
