import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Context } from '../../sandbox/context.mts';
import { RestSessions } from '../../sandbox/ecgrid/RestSessions.mts';
import { Users } from '../../sandbox/ecgrid/Users.mts';
import { sandboxCredentials, startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { bearer, get, post, send } from './client.mts';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.control.reset());
afterAll(async () => await sandbox.close());

const { apiKey, email, password } = sandboxCredentials.ecgrid;
const key = { 'x-api-key': apiKey };

describe('REST', () => {
	const at = (path: string) => sandbox.addresses.ecgrid.baseUrl + path;
	const logIn = async (body: object = { email, password }) =>
		await post(at('/v2/auth/login'), body);

	it('knows the caller by API key and by token', async () => {
		const { json } = await logIn();
		const me = { success: true, data: { email } };
		expect((await get(at('/v2/users/me'), bearer(json['data']?.['token']))).json).toMatchObject(me);
		expect((await get(at('/v2/users/me'), key)).json).toMatchObject(me);
		expect((await get(at('/v2/users/me'), { 'x-api-key': 'wrong' })).json).toMatchObject({
			success: false,
			errorCode: 'InvalidAPIKey',
		});
	});

	it('kills the former token on refresh, and rotates the refresh token', async () => {
		const first = (await logIn()).json['data'];
		const refresh = { refreshToken: first?.['refreshToken'] };
		const second = (await post(at('/v2/auth/refresh'), refresh)).json['data'];
		expect((await get(at('/v2/users/me'), bearer(first?.['token']))).status).toBe(401);
		expect((await get(at('/v2/users/me'), bearer(second?.['token']))).status).toBe(200);
		expect((await post(at('/v2/auth/refresh'), refresh)).status).toBe(401);
		expect(sandbox.control.statistics().providers.ecgrid).toMatchObject({
			refresh: { total: 2, granted: 1, refused: 1 },
			refused: { revoked: 1 },
		});
	});

	it('keeps the refresh token without rotation', async () => {
		sandbox.control.settings('ecgrid', { refreshRotation: false });
		const refresh = { refreshToken: (await logIn()).json['data']?.['refreshToken'] };
		const { json } = await post(at('/v2/auth/refresh'), refresh);
		expect(json['data']).not.toHaveProperty('refreshToken');
		expect((await post(at('/v2/auth/refresh'), refresh)).status).toBe(200);
	});

	it('takes a refresh token again while it is being used, where it does not rotate', async () => {
		const context = new Context();
		context.adjust('ecgrid', { refreshRotation: false });
		const sessions = new RestSessions(context);
		const user = new Users(context).of(email);
		const { refreshToken = '' } = await sessions.open(user);
		const session = sessions.byRefreshToken(refreshToken);
		const renewals = [session, session].map(async (it) => it && (await sessions.renew(it, user)));
		expect(sessions.byRefreshToken(refreshToken)).toBeDefined();
		await Promise.all(renewals);
		expect(sessions.byRefreshToken(refreshToken)).toBeDefined();
	});

	it('remembers every token handed out, over a reset too', async () => {
		const session = (await logIn()).json['data'];
		sandbox.control.reset();
		const issued = sandbox.control.issuedTokens('ecgrid');
		expect(issued).toEqual(expect.arrayContaining([session?.['token'], session?.['refreshToken']]));
	});

	it('ends token and refresh token on logout', async () => {
		const session = (await logIn()).json['data'];
		await send('POST', at('/v2/auth/logout'), { headers: bearer(session?.['token']) });
		expect((await get(at('/v2/users/me'), bearer(session?.['token']))).status).toBe(401);
		const refresh = { refreshToken: session?.['refreshToken'] };
		expect((await post(at('/v2/auth/refresh'), refresh)).status).toBe(401);
	});

	it('locks a user after five bad logins in a row', async () => {
		for (let attempt = 1; attempt <= 5; attempt += 1) await logIn({ email, password: 'wrong' });
		expect((await logIn()).status).toBe(401);
		expect((await logIn({ email: 'x@example.com', password: 'Secret-of-x1!' })).status).toBe(200);
	});

	it.each([
		['AUTH', ['expiresAt', 'refreshToken', 'token']],
		['REF', ['expiresAt', 'token', 'userId']],
		['HELP', ['refreshToken', 'token']],
		['QUICK', ['sessionKey']],
	] as const)('answers a login in the form of %s', async (answerForm, members) => {
		sandbox.control.settings('ecgrid', { answerForm });
		const { json } = await logIn();
		expect(Object.keys(json['data'] ?? {}).sort()).toEqual(members);
	});

	it('takes only the login form it is set to', async () => {
		sandbox.control.settings('ecgrid', { loginForm: 'username' });
		expect(await logIn()).toMatchObject({ status: 400, json: { errorCode: 'InvalidParameter' } });
		expect((await logIn({ username: email, password })).status).toBe(200);
	});

	it('writes errors as problem details when set to', async () => {
		sandbox.control.settings('ecgrid', { errorForm: 'problem' });
		const { headers, json } = await get(at('/v2/users/me'));
		expect(headers.get('content-type')).toContain('application/problem+json');
		expect(json).toMatchObject({ title: 'InvalidAPIKey', status: 401 });
	});

	it('has the inbox list as POST only', async () => {
		expect((await send('POST', at('/v2/parcels/inbox-list'), { headers: key })).status).toBe(200);
		expect((await get(at('/v2/parcels/inbox-list'), key)).status).toBe(404);
	});
});

describe('SOAP', () => {
	const wsdl = 'https://os.ecgrid.io/';
	const site = 'http://www.ecgridos.net/';

	const call = async (method: string, parameters: object, namespace = wsdl) => {
		const inner = Object.entries(parameters).map(([name, value]) => `<${name}>${value}</${name}>`);
		return await send('POST', sandbox.addresses.ecgrid.soapUrl, {
			headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: `"${namespace}${method}"` },
			text:
				'<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>' +
				`<${method} xmlns="${namespace}">${inner.join('')}</${method}></s:Body></s:Envelope>`,
		});
	};
	const sessionOf = ({ text }: { text: string }) =>
		/<LoginResult>(.+)<\/LoginResult>/.exec(text)?.[1];

	it.each([wsdl, site])('answers in the namespace it was asked in: %s', async (namespace) => {
		const SessionID = sessionOf(
			await call('Login', { LoginName: email, Password: password }, namespace),
		);
		const { status, text } = await call('WhoAmI', { SessionID }, namespace);
		expect(status).toBe(200);
		expect(text).toContain(`<WhoAmIResponse xmlns="${namespace}">`);
		expect(text).toContain(`<EMail>${email}</EMail>`);
	});

	it('takes both spellings of the login, or the one it is set to', async () => {
		expect((await call('Login', { Email: email, Password: password })).status).toBe(200);
		sandbox.control.settings('ecgrid', { loginParameter: 'LoginName' });
		const { status, text } = await call('Login', { Email: email, Password: password });
		expect(status).toBe(500);
		expect(text).toContain('Missing parameter: LoginName.');
	});

	it('takes the API key in place of a session', async () => {
		expect((await call('WhoAmI', { SessionID: apiKey })).status).toBe(200);
	});

	it('ends a session on logout and after idle time, which each call starts anew', async () => {
		sandbox.control.settings('ecgrid', { idleTimeoutSeconds: 60 });
		const SessionID = sessionOf(await call('Login', { LoginName: email, Password: password }));
		for (const clockOffsetSeconds of [50, 100]) {
			sandbox.control.settings('ecgrid', { clockOffsetSeconds });
			expect((await call('WhoAmI', { SessionID })).status).toBe(200);
		}
		sandbox.control.settings('ecgrid', { clockOffsetSeconds: 161 });
		expect((await call('WhoAmI', { SessionID })).status).toBe(500);
		const second = sessionOf(await call('Login', { LoginName: email, Password: password }));
		await call('Logout', { SessionID: second });
		expect((await call('WhoAmI', { SessionID: second })).status).toBe(500);
		const { refused } = sandbox.control.statistics().providers.ecgrid;
		expect(refused).toMatchObject({ expired: 1, revoked: 1 });
	});

	it.each([
		['A', '<ECGridOSSOAPErrorCode>Authentication</ECGridOSSOAPErrorCode>'],
		['B', '<ECGridOSSOAPErrorCode>5</ECGridOSSOAPErrorCode>'],
		['C', '<ErrorString>SessionTimeout</ErrorString>'],
	] as const)('faults in form %s', async (faultForm, detail) => {
		sandbox.control.settings('ecgrid', { faultForm });
		const { status, text } = await call('WhoAmI', { SessionID: 'gone' });
		expect(status).toBe(500);
		expect(text).toContain('<faultstring>Invalid Session ID</faultstring>');
		expect(text).toContain(detail);
	});

	it('speaks SOAP 1.2', async () => {
		const namespace = 'http://www.w3.org/2003/05/soap-envelope';
		const { headers, text } = await send('POST', sandbox.addresses.ecgrid.soapUrl, {
			headers: { 'content-type': 'application/soap+xml; charset=utf-8' },
			text: `<e:Envelope xmlns:e="${namespace}"><e:Body><o:Version xmlns:o="${wsdl}"/></e:Body></e:Envelope>`,
		});
		expect(headers.get('content-type')).toContain('application/soap+xml');
		expect(text).toContain('<VersionResult>v4.1 (Build 472)</VersionResult>');
	});
});
