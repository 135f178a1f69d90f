import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';

import { ecGridSoapSource } from '../../../../credentials/tokens/sources/ecGridSoap';
import { introspect } from '../../../../credentials/tokens/sources/probing';
import { envelope } from '../../../../credentials/tokens/sources/soapXml';
import { FakeWire, type Reply, TIME_OUT } from './FakeWire';

const URL_ = 'https://os.ecgrid.io/v4.1/prod/ECGridOS.asmx';
const NAMESPACE = 'https://os.ecgrid.io/';
const SESSION = '0f8fad5b-d9cb-469f-a165-70867728950e';
const FIELDS = {
	authentication: 'session',
	url: URL_,
	namespace: NAMESPACE,
	loginParameter: 'LoginName',
	email: 'me@example.com',
	password: 'p&<w',
};

const settings = (changes: ICredentialDataDecryptedObject = {}) =>
	ecGridSoapSource.settings({ ...FIELDS, ...changes });

const answer = (body: string, status = 200): Reply => ({
	status,
	headers: { 'content-type': 'text/xml; charset=utf-8' },
	body: `<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>${body}</soap:Body></soap:Envelope>`,
});
const loggedIn = answer(
	`<LoginResponse xmlns="${NAMESPACE}"><LoginResult>${SESSION}</LoginResult></LoginResponse>`,
);
const whoIs = (timeOut: string) =>
	answer(`<WhoAmIResponse><WhoAmIResult>${timeOut}</WhoAmIResult></WhoAmIResponse>`);
const fault = (code: string, text: string, detail = '', status = 500) =>
	answer(
		`<soap:Fault><faultcode>${code}</faultcode><faultstring>${text}</faultstring><detail>${detail}</detail></soap:Fault>`,
		status,
	);

const call = (method: string, parameters: Array<[string, string]>) => ({
	method: 'POST',
	url: URL_,
	headers: {
		'Content-Type': 'text/xml; charset=utf-8',
		Accept: 'text/xml',
		SOAPAction: `"${NAMESPACE}${method}"`,
	},
	body: envelope(NAMESPACE, method, parameters),
});

const login = async (...replies: Reply[]) => {
	const wire = new FakeWire(...replies);
	return { outcome: await ecGridSoapSource.login(settings(), wire.send), sent: wire.sent };
};

describe('an ECGrid SOAP login', () => {
	it('logs in, then asks how long a session may be idle', async () => {
		const { outcome, sent } = await login(loggedIn, whoIs('<TimeOut>3600</TimeOut>'));
		expect(sent).toEqual([
			call('Login', [
				['LoginName', 'me@example.com'],
				['Password', 'p&<w'],
			]),
			call('WhoAmI', [['SessionID', SESSION]]),
		]);
		expect(outcome).toEqual({
			kind: 'granted',
			grant: { accessToken: SESSION, lifetime: 3_600_000 },
		});
	});

	it('uses the login parameter and the namespace of the credential', async () => {
		const wire = new FakeWire(loggedIn, whoIs(''));
		const other = { loginParameter: 'Email', namespace: 'http://www.ecgridos.net/' };
		await ecGridSoapSource.login(settings(other), wire.send);
		expect(wire.sent[0]?.headers?.SOAPAction).toBe('"http://www.ecgridos.net/Login"');
		expect(wire.sent[0]?.body).toContain('<Login xmlns="http://www.ecgridos.net/"><Email>');
	});

	it.each<[string, Reply]>([
		['no TimeOut', whoIs('<LoginName>me</LoginName>')],
		['a TimeOut of zero', whoIs('<TimeOut>0</TimeOut>')],
		['a TimeOut that is no number', whoIs('<TimeOut>soon</TimeOut>')],
		['a fault', fault('soap:Server', 'x')],
		['no answer', TIME_OUT],
	])('assumes five minutes if WhoAmI has %s', async (_name, reply) => {
		const { outcome } = await login(loggedIn, reply);
		expect(outcome).toEqual({
			kind: 'granted',
			grant: { accessToken: SESSION, lifetime: 300_000 },
		});
	});

	it.each<[string, Reply, object]>([
		[
			'a fault of the caller',
			fault('soap:Client', 'Access Denied'),
			{ kind: 'rejected', status: 500, message: 'Access Denied' },
		],
		[
			'a fault in CDATA',
			fault('soap:Client', '<![CDATA[Mailbox <7> & co]]>'),
			{ kind: 'rejected', status: 500, message: 'Mailbox <7> & co' },
		],
		[
			'a fault with the service’s own message',
			fault(
				'soap:Client',
				'x',
				'<ErrorCode>2</ErrorCode><ErrorMessage>Wrong password</ErrorMessage>',
			),
			{ kind: 'rejected', status: 500, message: 'Wrong password' },
		],
		[
			'a SOAP 1.2 fault of the caller',
			answer(
				'<s:Fault><s:Code><s:Value>s:Sender</s:Value></s:Code><s:Reason><s:Text>No</s:Text></s:Reason></s:Fault>',
				400,
			),
			{ kind: 'rejected', status: 400, message: 'No' },
		],
		[
			'a fault of the service',
			fault('soap:Server', 'x'),
			{ kind: 'unavailable', reason: 'answered with a SOAP fault' },
		],
		[
			'HTTP 503 without a fault',
			answer('', 503),
			{ kind: 'unavailable', reason: 'answered with HTTP status 503' },
		],
		['HTTP 404', { status: 404, body: '' }, { kind: 'wrongAddress', status: 404 }],
		['HTTP 429', { status: 429, body: '' }, { kind: 'throttled' }],
		[
			'an HTML page',
			{ body: '<html></html>' },
			{ kind: 'malformed', reason: 'answered with an HTML page (HTTP status 200)' },
		],
		['JSON', { body: '{}' }, { kind: 'malformed', reason: 'sent a response that is not SOAP' }],
		[
			'a DTD',
			{ body: '<?xml version="1.0"?><!DOCTYPE a><a/>' },
			{ kind: 'malformed', reason: 'sent a response that is not SOAP' },
		],
		[
			'no session',
			answer('<LoginResponse/>'),
			{ kind: 'malformed', reason: 'sent a response without a session' },
		],
		['no answer', TIME_OUT, TIME_OUT],
	])('judges %s', async (_name, reply, expected) => {
		const { outcome, sent } = await login(reply);
		expect(outcome).toEqual(expected);
		expect(sent).toHaveLength(1);
	});
});

describe('asking ECGrid about a session', () => {
	it.each<[string, Reply, string]>([
		['a user', whoIs('<LoginName>me</LoginName>'), 'accepted'],
		[
			'form A of the fault',
			fault('soap:Client', 'x', '<ECGridOSSOAPErrorCode>Authentication</ECGridOSSOAPErrorCode>'),
			'refused',
		],
		[
			'form B of the fault',
			fault('soap:Client', 'Invalid SessionID', '<ECGridOSSOAPErrorCode>5</ECGridOSSOAPErrorCode>'),
			'refused',
		],
		[
			'form C of the fault',
			fault(
				'soap:Client',
				'x',
				'<ErrorCode>1</ErrorCode><ErrorString>SessionTimeout</ErrorString>',
			),
			'refused',
		],
		['the spelling of the appendix', fault('soap:Client', 'Invalid Session ID'), 'refused'],
		[
			'a session of somebody else',
			fault('soap:Client', 'Locked by session ID 42', '<ErrorItem>NoteID</ErrorItem>'),
			'unknown',
		],
		['a missing right', fault('soap:Client', 'Access Denied'), 'unknown'],
		['a fault of the service', fault('soap:Server', 'SessionID store is down'), 'unknown'],
		['HTTP 503', answer('', 503), 'unknown'],
		['a redirect', { status: 302, body: '' }, 'unknown'],
		['no answer', TIME_OUT, 'unknown'],
	])('with %s', async (_name, reply, verdict) => {
		const wire = new FakeWire(reply);
		expect(await introspect(ecGridSoapSource, settings(), wire.send, SESSION)).toBe(verdict);
		expect(wire.sent).toEqual([call('WhoAmI', [['SessionID', SESSION]])]);
	});
});

describe('attaching a session', () => {
	const attach = (body: unknown) =>
		ecGridSoapSource.attach(settings(), SESSION, {
			options: { url: URL_, method: 'POST', body: body as string, headers: { soapaction: '"x"' } },
			url: new URL(URL_),
		}).options;

	it('fills the one empty SessionID of the user’s envelope', () => {
		const empty = envelope(NAMESPACE, 'ParcelInBox', [['SessionID', '']]);
		expect(attach(empty)).toEqual({
			url: URL_,
			method: 'POST',
			body: envelope(NAMESPACE, 'ParcelInBox', [['SessionID', SESSION]]),
			headers: { soapaction: '"x"' },
		});
	});

	it.each<[unknown, string]>([
		['<a/>', 'has no empty SessionID element'],
		['<SessionID>mine</SessionID>', 'has no empty SessionID element'],
		[
			'<Envelope><Body><M><SessionID/><SessionID/></M></Body></Envelope>',
			'has 2 empty SessionID elements',
		],
		[{ SessionID: '' }, 'has no empty SessionID element'],
		[undefined, 'has no empty SessionID element'],
	])('refuses %j', (body, reason) => {
		expect(() => attach(body)).toThrow(
			`The request ${reason}. Send a SOAP envelope as a text body with exactly one: <SessionID></SessionID>. Nothing was sent.`,
		);
	});
});

describe('an ECGrid SOAP credential', () => {
	it('logs a replaced session out', async () => {
		const wire = new FakeWire(answer('<LogoutResponse/>'));
		await ecGridSoapSource.revoke?.(settings(), wire.send, SESSION);
		expect(wire.sent).toEqual([call('Logout', [['SessionID', SESSION]])]);
	});

	it('with an API key needs no login', () => {
		const withKey = settings({
			authentication: 'apiKey',
			apiKey: ' key ',
			email: '',
			password: '',
		});
		expect(ecGridSoapSource.staticKey?.(withKey)).toBe('key');
		expect(ecGridSoapSource.staticKey?.(settings())).toBeUndefined();
		expect(ecGridSoapSource.problem(withKey).secretFields).toBe('API Key');
		expect(ecGridSoapSource.problem(settings()).secretFields).toBe('Email and Password');
	});

	it.each([
		[{ authentication: 'apiKey', apiKey: ' ' }, 'API Key'],
		[{ email: '' }, 'Email'],
		[{ password: '' }, 'Password'],
		[{ namespace: '' }, 'Namespace'],
		[{ url: '' }, 'URL'],
	])('with %j is refused', (changes, name) => {
		expect(() => settings(changes)).toThrow(`${name} is empty`);
	});

	it('is another one if anything about the login changes', () => {
		const print = (changes: ICredentialDataDecryptedObject) =>
			ecGridSoapSource.fingerprint(settings(changes)).join('|');
		const changes: ICredentialDataDecryptedObject[] = [
			{},
			{ url: 'https://gw.example' },
			{ namespace: 'http://www.ecgridos.net/' },
			{ loginParameter: 'Email' },
			{ email: 'b' },
			{ password: 'b' },
		];
		expect(new Set(changes.map(print)).size).toBe(changes.length);
	});

	it('has sessions that end when they are idle', () => {
		expect(ecGridSoapSource.hasIdleTimeout).toBe(true);
	});
});
