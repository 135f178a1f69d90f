import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';

import { signHs256 } from '../../../../credentials/lib/jwt';
import { ecGridLoginSource } from '../../../../credentials/tokens/sources/ecGridLogin';
import { introspect } from '../../../../credentials/tokens/sources/probing';
import type { Token } from '../../../../credentials/tokens/lifecycle/token';
import { DATE, FakeWire, NOW, type Reply, TIME_OUT } from './FakeWire';

const API = 'https://rest.ecgrid.io';
const FIELDS = { baseUrl: `${API}/`, email: ' me@example.com', password: ' Pa$$w0rd ' };
const HOUR = 3_600_000;
/** An hour after `DATE`. */
const END = '2026-01-02T04:04:05Z';

const settings = (changes: ICredentialDataDecryptedObject = {}) =>
	ecGridLoginSource.settings({ ...FIELDS, ...changes });

const login = async (loginField: string, ...replies: Reply[]) => {
	const wire = new FakeWire(...replies);
	const outcome = await ecGridLoginSource.login(settings({ loginField }), wire.send);
	return { outcome, bodies: wire.sent.map(({ body }) => body), sent: wire.sent };
};

const granted = (data: object): Reply => ({ body: { success: true, data }, headers: DATE });
const refused = (status: number): Reply => ({
	status,
	body: { success: false, errorCode: 'InvalidParameter', message: 'no', data: null },
});

describe('an ECGrid login', () => {
	it.each(['email', 'login', 'username'])('sends the field that was chosen: %s', async (field) => {
		const { sent } = await login(field, granted({ token: 't', expiresAt: END }));
		expect(sent).toEqual([
			{
				method: 'POST',
				url: `${API}/v2/auth/login`,
				body: { [field]: 'me@example.com', password: ' Pa$$w0rd ' },
			},
		]);
	});

	const jwt = signHs256({ iat: NOW, exp: NOW + 3_600 }, 'x');

	it.each<[string, Reply, object]>([
		[
			'the guide',
			granted({ token: 't', refreshToken: 'r', expiresAt: END }),
			{ accessToken: 't', refreshToken: 'r', lifetime: HOUR },
		],
		[
			'the reference',
			granted({ token: 't', expiresAt: END, userId: 1 }),
			{ accessToken: 't', lifetime: HOUR },
		],
		[
			'an earlier guide',
			granted({ token: 't', expires: END }),
			{ accessToken: 't', lifetime: HOUR },
		],
		['the quick-starts', granted({ sessionKey: 's' }), { accessToken: 's', lifetime: 10 * 60_000 }],
		[
			'a JWT that alone tells its end',
			granted({ token: jwt }),
			{ accessToken: jwt, lifetime: HOUR },
		],
		[
			'members in other letter case',
			granted({ Token: 't', RefreshToken: 'r', ExpiresAt: END }),
			{ accessToken: 't', refreshToken: 'r', lifetime: HOUR },
		],
		[
			'members without the envelope',
			{ body: { token: 't', expiresAt: END }, headers: DATE },
			{ accessToken: 't', lifetime: HOUR },
		],
	])('reads the form of %s', async (_name, reply, grant) => {
		expect((await login('email', reply)).outcome).toEqual({ kind: 'granted', grant });
	});

	it.each<[string, Reply, string]>([
		['HTTP 401', refused(401), 'rejected'],
		['success: false with HTTP 200', refused(200), 'rejected'],
		[
			'problem JSON',
			{ status: 400, body: { title: 'Bad', detail: 'x', traceId: 'y' } },
			'rejected',
		],
		['no token', granted({ userId: 1 }), 'malformed'],
		[
			'an end that is over',
			granted({ token: 't', expiresAt: '2026-01-01T00:00:00Z' }),
			'malformed',
		],
		['data that is null', { body: { success: true, data: null } }, 'malformed'],
		['HTTP 500', refused(500), 'unavailable'],
		['no answer', TIME_OUT, 'unavailable'],
	])('judges %s', async (_name, reply, kind) => {
		expect((await login('email', reply)).outcome.kind).toBe(kind);
	});
});

describe('the automatic login field', () => {
	const namesOf = (bodies: unknown[]) => bodies.map((body) => Object.keys(body as object)[0]);

	it.each(['automatic', '', 'nonsense'])('begins with the guide’s own: %j', async (field) => {
		const { bodies } = await login(field, granted({ token: 't' }));
		expect(namesOf(bodies)).toEqual(['email']);
	});

	it('tries the next form on a 400', async () => {
		const replies = [refused(400), refused(400), granted({ token: 't' })];
		const { outcome, bodies } = await login('automatic', ...replies);
		expect(namesOf(bodies)).toEqual(['email', 'login', 'username']);
		expect(outcome.kind).toBe('granted');
	});

	it('ends with the third form', async () => {
		const { outcome } = await login('automatic', refused(400), refused(400), refused(400));
		expect(outcome).toMatchObject({ kind: 'rejected', status: 400 });
	});

	it.each<[string, Reply]>([
		['401, since bad logins lock the user', refused(401)],
		['403', refused(403)],
		['429', { status: 429, body: {} }],
		['500', refused(500)],
		['a time-out', TIME_OUT],
		['an answer without a token', granted({})],
	])('does not try the next form on %s', async (_name, reply) => {
		expect((await login('automatic', reply)).bodies).toHaveLength(1);
	});

	it('does not try another form if one was chosen', async () => {
		expect((await login('login', refused(400))).bodies).toHaveLength(1);
	});
});

describe('an ECGrid refresh', () => {
	const token: Token = {
		accessToken: 'old',
		digest: '',
		lifetime: HOUR,
		sentAtMonotonic: 0,
		sentAtWall: 0,
		jitter: 0,
	};
	const renew = async (refreshToken: string | undefined, ...replies: Reply[]) => {
		const wire = new FakeWire(...replies);
		const old = { ...token, ...(refreshToken && { refreshToken }) };
		const outcome = await ecGridLoginSource.refresh?.(
			settings({ loginField: 'email' }),
			wire.send,
			old,
		);
		return { outcome, sent: wire.sent };
	};

	it.each([
		['by the refresh token, as in the guide', 'r-1', { refreshToken: 'r-1' }],
		['by the token itself, as in the reference', undefined, { token: 'old' }],
	])('is asked for %s', async (_name, refreshToken, body) => {
		const { sent } = await renew(refreshToken, granted({ token: 'new', expiresAt: END }));
		expect(sent).toEqual([{ method: 'POST', url: `${API}/v2/auth/refresh`, body }]);
	});

	it.each([
		['stores a rotated refresh token', { refreshToken: 'r-2' }, 'r-2'],
		['keeps one that the answer leaves out', {}, 'r-1'],
		['keeps it where the answer’s is none', { refreshToken: null }, 'r-1'],
	])('%s', async (_name, member, refreshToken) => {
		const { outcome } = await renew('r-1', granted({ token: 'new', expiresAt: END, ...member }));
		const grant = { accessToken: 'new', refreshToken, lifetime: HOUR };
		expect(outcome).toEqual({ kind: 'granted', grant });
	});

	it.each<[string, Reply]>([
		['400', refused(400)],
		['401', refused(401)],
		['success: false', refused(200)],
	])('falls back on one login on %s', async (_name, reply) => {
		const { outcome, sent } = await renew('r-1', reply, granted({ token: 'new', expiresAt: END }));
		expect(sent.map(({ url }) => url)).toEqual([`${API}/v2/auth/refresh`, `${API}/v2/auth/login`]);
		expect(outcome).toEqual({ kind: 'granted', grant: { accessToken: 'new', lifetime: HOUR } });
	});

	it('does not repeat a login that fails as well', async () => {
		const { outcome, sent } = await renew('r-1', refused(401), refused(401));
		expect(sent).toHaveLength(2);
		expect(outcome).toMatchObject({ kind: 'rejected', status: 401 });
	});

	it.each<[string, Reply, string]>([
		['429', { status: 429, body: {} }, 'throttled'],
		['500', refused(500), 'unavailable'],
		['503', { status: 503, body: '' }, 'unavailable'],
		['a time-out', TIME_OUT, 'unavailable'],
		['an answer without a token', granted({}), 'malformed'],
	])('does not log in on %s', async (_name, reply, kind) => {
		const { outcome, sent } = await renew('r-1', reply);
		expect(sent).toHaveLength(1);
		expect(outcome?.kind).toBe(kind);
	});
});

describe('an ECGrid login credential', () => {
	it('attaches its token as Bearer', () => {
		const options = { url: `${API}/v2/parcels`, headers: { authorization: 'x' } };
		const request = { options, url: new URL(options.url) };
		expect(ecGridLoginSource.attach(settings(), 't', request).options.headers).toEqual({
			Authorization: 'Bearer t',
		});
	});

	it.each<[Reply, string]>([
		[granted({}), 'accepted'],
		[refused(401), 'refused'],
		[TIME_OUT, 'unknown'],
	])('asks who it is: %j means %s', async (reply, verdict) => {
		const wire = new FakeWire(reply);
		expect(await introspect(ecGridLoginSource, settings(), wire.send, 't')).toBe(verdict);
		expect(wire.sent).toEqual([
			{ method: 'GET', url: `${API}/v2/users/me`, headers: { Authorization: 'Bearer t' } },
		]);
	});

	it('knows that a refresh kills the old token', () => {
		expect(ecGridLoginSource.refreshRevokesToken).toBe(true);
	});

	it('is another one if anything about the login changes', () => {
		const print = (changes: ICredentialDataDecryptedObject) =>
			ecGridLoginSource.fingerprint(settings(changes)).join('|');
		const changes: ICredentialDataDecryptedObject[] = [
			{},
			{ baseUrl: 'https://gw.example' },
			{ email: 'b' },
			{ password: 'b' },
			{ loginField: 'login' },
		];
		expect(new Set(changes.map(print)).size).toBe(changes.length);
	});

	it.each([
		['Pa$$w0rd', undefined],
		['password', expect.stringContaining('this one does not')],
		['PASSW0RD!', expect.stringContaining('this one does not')],
		['Passw0rd', expect.stringContaining('this one does not')],
	])('hints at the rule that the password %j breaks', (password, hint) => {
		expect(ecGridLoginSource.problem(settings({ password })).rejectionHint).toEqual(hint);
	});

	it.each([
		['email', 'Email'],
		['password', 'Password'],
	])('needs %s', (field, name) => {
		expect(() => settings({ [field]: ' ' })).toThrow(`${name} is empty`);
	});

	it('hides the password', () => {
		expect(ecGridLoginSource.secrets(settings())).toEqual([' Pa$$w0rd ']);
	});

	it('hides the password of the webhook, which is no part of a login', () => {
		const withWebhook = settings({ webhookPassword: 'hook' });
		expect(ecGridLoginSource.secrets(withWebhook)).toEqual([' Pa$$w0rd ', 'hook']);
		expect(ecGridLoginSource.fingerprint(withWebhook)).toEqual(
			ecGridLoginSource.fingerprint(settings()),
		);
	});
});
