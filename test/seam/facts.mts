/**
 * What the credentials' hook takes for granted about n8n, as checks that any version can be held
 * against. Each throws where n8n does otherwise, with what was seen.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import {
	createServer,
	type ClientRequest,
	type IncomingMessage,
	type RequestListener,
} from 'node:http';
import type { AddressInfo } from 'node:net';

import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IAuthenticateRuleResponseCode,
	IDataObject,
	IHttpRequestHelper,
} from 'n8n-workflow';
import nock from 'nock';

import { engineRefusal } from './engine.mts';
import type { N8n } from './n8n.mts';
import { Provider, type Reply } from './Provider.mts';
import { Seam } from './Seam.mts';

export interface Fact {
	readonly number: number;
	readonly text: string;
	check(n8n: N8n): Promise<void>;
}

const API = 'https://api.example.com';
const FOREIGN = 'https://foreign.example.net';
const NAME = 'factApi';
const HELPERS = ['request', 'legacyRequest'] as const;

type Credentials = ICredentialDataDecryptedObject;
type Hook = (this: IHttpRequestHelper, credentials: Credentials) => Promise<IDataObject>;

/** A credential type with one field of each sort that the facts are about. */
function factType(preAuthentication: Hook): ICredentialType {
	return {
		name: NAME,
		displayName: 'Fact API',
		properties: [
			{ displayName: 'Secret', name: 'secret', type: 'string', default: '' },
			{ displayName: 'Mode', name: 'mode', type: 'string', default: 'plain' },
			{
				displayName: 'Session Token',
				name: 'sessionToken',
				type: 'hidden',
				typeOptions: { password: true },
				default: '',
			},
			{
				displayName: 'Concealed',
				name: 'concealed',
				type: 'hidden',
				default: '',
				displayOptions: { show: { mode: ['special'] } },
			},
			{
				displayName: 'Renewal',
				name: 'renewal',
				type: 'hidden',
				typeOptions: { expirable: true },
				default: '',
			},
		],
		preAuthentication,
		authenticate: async (credentials, options) => ({
			...options,
			headers: {
				...options.headers,
				Authorization: `Bearer ${String(credentials.sessionToken)}`,
			},
		}),
		test: { request: { url: `${API}/me` } },
	};
}

/** A seam whose hook counts its calls and returns this. */
function counted(n8n: N8n, returned: IDataObject, data: Credentials = {}) {
	const calls: Credentials[] = [];
	const type = factType(async (credentials) => {
		calls.push(credentials);
		return returned;
	});
	const seam = new Seam(n8n, [type], { [NAME]: { renewal: '', ...data } });
	return { seam, calls, type };
}

async function engineRefusesRenewal({ engineLogin }: N8n): Promise<void> {
	if (engineLogin === undefined) return;
	const type = factType(async () => ({}));
	await assert.rejects(engineLogin(type), { message: engineRefusal(NAME).message });
	const properties = type.properties.filter(({ name }) => name !== 'renewal');
	await engineLogin({ ...type, properties });
}

/** The API, and nothing else on the wire. */
function provider(reply: Reply = {}): Provider {
	nock.cleanAll();
	return new Provider(API, () => reply);
}

async function ignore(request: Promise<unknown>): Promise<void> {
	await request.catch(() => undefined);
}

async function errorOf(request: Promise<unknown>): Promise<Error> {
	return await request.then(
		() => assert.fail('The request succeeded'),
		(error: Error) => error,
	);
}

async function hookIsCalledWhenEmptyOrAfterFailure(n8n: N8n) {
	const api = provider();
	for (const [renewal, expected] of [
		['', 1],
		['set', 0],
		[0, 0],
	] as const) {
		const { seam, calls } = counted(n8n, {}, { renewal });
		await seam.request(NAME, { url: `${API}/me` });
		assert.equal(calls.length, expected, `calls with the expirable property ${String(renewal)}`);
	}
	api.answer = () => ({ status: 401 });
	const { seam, calls } = counted(n8n, {}, { renewal: 'set' });
	await ignore(seam.request(NAME, { url: `${API}/me` }));
	assert.equal(calls.length, 1, 'calls after a 401');
}

async function hookGetsNoReasonAndAClient(n8n: N8n) {
	provider();
	let seen: { given: number; own: string[]; client: string } | undefined;
	const type = factType(async function (this: IHttpRequestHelper, ...given) {
		seen = {
			given: given.length,
			own: Object.keys(this),
			client: typeof this.helpers.httpRequest,
		};
		return {};
	});
	await new Seam(n8n, [type], { [NAME]: {} }).request(NAME, { url: `${API}/me` });
	assert.deepEqual(seen, { given: 1, own: ['helpers'], client: 'function' });
}

async function allKeysArePersisted(n8n: N8n) {
	const api = provider();
	const { seam, type } = counted(n8n, { renewal: '', sessionToken: 'kept', secret: 'changed' });
	await seam.request(NAME, { url: `${API}/me` });
	const { renewal, sessionToken, secret } = seam.rows.peek(NAME);
	assert.deepEqual(
		{ renewal, sessionToken, secret },
		{ renewal: '', sessionToken: 'kept', secret: 'changed' },
	);

	const otherWorker = new Seam(n8n, [{ ...type, preAuthentication: async () => ({}) }], seam.rows);
	await otherWorker.request(NAME, { url: `${API}/me` });
	assert.equal(api.received.at(-1)?.headers.authorization, 'Bearer kept');
}

async function expressionsArePersisted(n8n: N8n) {
	provider();
	const secret = '={{ "re" + "solved" }}';
	const { seam, calls } = counted(n8n, { renewal: '', sessionToken: 'kept' }, { secret });
	await seam.request(NAME, { url: `${API}/me` });
	assert.equal(calls[0]?.secret, 'resolved', 'what the hook is given');
	assert.equal(seam.rows.peek(NAME).secret, isAtLeast(n8n, '2.34.0') ? secret : 'resolved');
}

async function allowedDomainsLimitTheHook(n8n: N8n) {
	const api = provider();
	const type = factType(async function (this: IHttpRequestHelper) {
		await this.helpers.httpRequest({ url: `${API}/token` });
		return {};
	});
	const limits = { allowedHttpRequestDomains: 'domains', allowedDomains: 'other.example.com' };
	const seam = new Seam(n8n, [type], { [NAME]: limits });
	const message = await seam.request(NAME, { url: `${API}/me` }).then(String, String);
	if (isAtLeast(n8n, '2.39.10')) assert.match(message, /Domain not allowed/);
	assert.equal(api.received.length, isAtLeast(n8n, '2.39.10') ? 0 : 2, 'requests sent');
}

async function nothingIsPersistedWithoutTheKey(n8n: N8n) {
	provider();
	const { seam } = counted(n8n, { sessionToken: 'lost' });
	await seam.request(NAME, { url: `${API}/me` });
	assert.equal(seam.rows.writes, 0, 'writes without the expirable key');

	const named = counted(n8n, { renewal: '', sessionToken: 'lost' }).seam;
	await named.withoutCredential().request(NAME, { url: `${API}/me` }, { renewal: '' });
	assert.equal(named.rows.writes, 0, 'writes for a node that names no credential');
}

async function failureToPersistFailsTheRequest(n8n: N8n) {
	for (const helper of HELPERS) {
		const api = provider();
		const { seam } = counted(n8n, { renewal: '', sessionToken: 'kept' });
		seam.rows.isLocked = true;
		const error = await errorOf(seam[helper](NAME, { url: `${API}/me` }));
		assert.match(error.message, /locked/, helper);
		assert.equal(api.received.length, 0, `requests sent by ${helper}`);
	}
}

async function onlyVisiblePropertiesAreReadBack(n8n: N8n) {
	provider();
	const stored = { sessionToken: 's', concealed: 'c', undeclared: 'u' };
	const { seam } = counted(n8n, {}, stored);
	const { sessionToken, concealed, undeclared } = await seam.credentials(NAME);
	assert.deepEqual([sessionToken, concealed, undeclared], ['s', undefined, undefined]);

	const shown = counted(n8n, {}, { ...stored, mode: 'special' }).seam;
	assert.equal((await shown.credentials(NAME)).concealed, 'c', 'a property that is displayed');
}

async function oneObjectPerRequest(n8n: N8n) {
	for (const helper of HELPERS) {
		provider({ status: 401 });
		const { seam, calls, type } = counted(n8n, { renewal: '', sessionToken: 'kept' });
		const authenticated: Credentials[] = [];
		const { authenticate } = type;
		assert.equal(typeof authenticate, 'function');
		type.authenticate = async (credentials, options) => {
			authenticated.push(credentials);
			return options;
		};
		await ignore(seam[helper](NAME, { url: `${API}/me` }));
		assert.equal(calls.length, 2, `calls of preAuthentication by ${helper}`);
		const all = new Set([...calls, ...authenticated]);
		assert.equal(all.size, 1, `different credentials objects in one request by ${helper}`);
	}
}

/** How often the hook was called and the request sent, for a provider that always answers so. */
async function attempts(
	n8n: N8n,
	helper: (typeof HELPERS)[number],
	status: number,
	returned: IDataObject,
) {
	const api = provider({ status });
	const { seam, calls } = counted(n8n, returned);
	const options = { method: 'POST' as const, url: `${API}/me`, body: 'sent' };
	await ignore(seam[helper](NAME, options));
	return [calls.length, api.received.length];
}

async function newerHelperRepeatsAfter401(n8n: N8n) {
	assert.deepEqual(
		await attempts(n8n, 'request', 401, {}),
		[2, 2],
		'after a 401, nothing returned',
	);
	assert.deepEqual(await attempts(n8n, 'request', 401, { renewal: '' }), [2, 2], 'after a 401');
	for (const status of [400, 403, 404, 429, 500]) {
		assert.deepEqual(await attempts(n8n, 'request', status, { renewal: '' }), [1, 1], `${status}`);
	}
}

async function olderHelperRepeatsAfterAnyError(n8n: N8n) {
	for (const status of [400, 401, 404, 500]) {
		assert.deepEqual(
			await attempts(n8n, 'legacyRequest', status, {}),
			[2, 1],
			`${status}, nothing returned`,
		);
		assert.deepEqual(
			await attempts(n8n, 'legacyRequest', status, { renewal: '' }),
			[2, 2],
			`${status}, the expirable key returned`,
		);
	}
}

async function declarativeItemsStartTogether(n8n: N8n) {
	provider();
	const items = 5;
	let waiting = 0;
	let highest = 0;
	const type = factType(async () => {
		waiting += 1;
		highest = Math.max(highest, waiting);
		await new Promise((resolve) => setTimeout(resolve, 20));
		waiting -= 1;
		return {};
	});
	const seam = new Seam(n8n, [type], { [NAME]: {} });
	await seam.declarative(NAME, items, `${API}/me`);
	assert.equal(highest, items, 'hooks under way at once');
}

async function testDoesNotForceALogin(n8n: N8n) {
	provider();
	const stored = { renewal: 'old token', secret: 'right' };
	const { seam, calls } = counted(n8n, { renewal: 'new token' }, stored);
	const result = await seam.pressTest(NAME, { secret: 'wrong' });
	assert.deepEqual([result.status, calls.length], ['OK', 0]);
}

async function escapedRefusalIsRepeated(n8n: N8n) {
	for (const helper of HELPERS) {
		const api = provider();
		let logins = 0;
		const type = factType(async () => {
			logins += 1;
			throw Object.assign(new Error('refused'), { response: { status: 401 } });
		});
		const seam = new Seam(n8n, [type], { [NAME]: {} });
		await ignore(seam[helper](NAME, { url: `${API}/me` }));
		assert.deepEqual([logins, api.received.length], [2, 0], helper);
	}
}

async function decryptedCredentialIsUsedAsItIs(n8n: N8n) {
	provider();
	const { seam, calls } = counted(n8n, {});
	await seam.request(NAME, { url: `${API}/me` });
	assert.equal(seam.rows.reads, 1, 'reads for a request by name');

	const given = { renewal: '' };
	await seam.request(NAME, { url: `${API}/me` }, given);
	await seam.request(NAME, { url: `${API}/me` }, given);
	assert.equal(seam.rows.reads, 1, 'reads for requests with the credential given');
	assert.ok(
		calls.slice(1).every((seen) => seen === given),
		'the hook gets the object itself',
	);
}

async function neverErrorHidesARefusal(n8n: N8n) {
	const api = provider({ status: 401 });
	const { seam, calls } = counted(n8n, { renewal: '' });
	const options = { url: `${API}/me`, simple: false, resolveWithFullResponse: true };
	const answer = (await seam.legacyRequest(NAME, options)) as { statusCode: number };
	assert.deepEqual([answer.statusCode, calls.length, api.received.length], [401, 1, 1]);
}

async function paginationHidesARefusal(n8n: N8n) {
	const api = provider({ status: 401 });
	const { seam, calls } = counted(n8n, { renewal: '' });
	const [page] = (await seam.legacyPage(NAME, { url: `${API}/me` })) as [{ statusCode: number }];
	assert.deepEqual([page.statusCode, calls.length, api.received.length], [401, 1, 1]);
}

async function pagesOfBytesAreReadFromStreamsAlone(n8n: N8n) {
	provider({ body: { next: 2 }, headers: { 'content-type': 'application/json' } });
	const { seam } = counted(n8n, { renewal: '' });
	const bodies = await Promise.all(
		[true, false].map(async (useStream) => {
			const options = { url: `${API}/me`, encoding: null, json: false, useStream };
			const [page] = (await seam.legacyPage(NAME, options)) as [{ body: unknown }];
			return Buffer.isBuffer(page.body) ? 'bytes' : page.body;
		}),
	);
	assert.deepEqual(bodies, [{ next: 2 }, 'bytes']);
}

async function streamsKeepTheirConnection(n8n: N8n) {
	provider({ body: 'a file' });
	const { seam } = counted(n8n, { renewal: '' }, { sessionToken: 'secret' });
	const options = { url: `${API}/me`, encoding: null, json: false, useStream: true };
	const body = (await seam.legacyRequest(NAME, options)) as IncomingMessage & {
		req: ClientRequest;
	};
	assert.equal(body.req.getHeader('authorization'), 'Bearer secret');
	body.resume();
}

async function redirectCarriesCredentials(n8n: N8n) {
	for (const helper of HELPERS) {
		const headers = await headersAfterRedirect(n8n, helper, {});
		assert.equal(headers?.authorization, 'Bearer secret', `Authorization by ${helper}`);
		assert.equal(headers?.['x-api-key'], 'secret', `X-API-Key by ${helper}`);
	}
}

async function switchSparesOnlyAuthorization(n8n: N8n) {
	for (const helper of HELPERS) {
		const change = { sendCredentialsOnCrossOriginRedirect: false };
		const headers = await headersAfterRedirect(n8n, helper, change);
		assert.equal(headers?.authorization, undefined, `Authorization by ${helper}`);
		assert.equal(headers?.['x-api-key'], 'secret', `X-API-Key by ${helper}`);
	}
}

async function headersAfterRedirect(n8n: N8n, helper: (typeof HELPERS)[number], change: object) {
	provider({ status: 307, headers: { location: `${FOREIGN}/caught` } });
	const foreign = new Provider(FOREIGN, () => ({}));
	const { seam } = counted(n8n, {}, { sessionToken: 'secret' });
	await seam[helper](NAME, {
		method: 'POST',
		url: `${API}/me`,
		headers: { 'X-API-Key': 'secret', 'Content-Type': 'text/plain' },
		body: 'secret body',
		followAllRedirects: true,
		...change,
	});
	const [caught] = foreign.received;
	assert.equal(caught?.body, 'secret body', `body of a 307 by ${helper}`);
	return caught?.headers;
}

async function redirectsCanBeForbidden(n8n: N8n) {
	for (const helper of HELPERS) {
		const api = provider({ status: 302, headers: { location: `${FOREIGN}/caught` } });
		const foreign = new Provider(FOREIGN, () => ({}));
		const { seam } = counted(n8n, {});
		await ignore(
			seam[helper](NAME, {
				url: `${API}/me`,
				disableFollowRedirect: true,
				maxRedirects: 0,
				followRedirect: false,
				followAllRedirects: false,
			}),
		);
		assert.deepEqual([api.received.length, foreign.received.length], [1, 0], helper);
	}
}

/** What the Test shows where the hook throws this. */
async function shownFor(n8n: N8n, more: object): Promise<string> {
	provider();
	const type = factType(async () => {
		throw Object.assign(new Error('Do this.'), more);
	});
	return (await new Seam(n8n, [type], { [NAME]: {} }).pressTest(NAME)).message;
}

async function testShowsPlainMessages(n8n: N8n) {
	assert.equal(await shownFor(n8n, { description: 'And that.' }), 'Do this.');
}

async function testHidesMessages(n8n: N8n) {
	const isTwo = isAtLeast(n8n, '2.0.0');
	assert.equal(await shownFor(n8n, { code: 'SOME_CODE' }), isTwo ? 'SOME_CODE' : 'Do this.');
	provider({ status: 403 });
	const { seam, type } = counted(n8n, {});
	type.test = { ...type.test, request: { url: `${API}/me` }, rules: [sentence(403, 'No access.')] };
	const { message } = await seam.pressTest(NAME);
	assert.equal(message, isTwo ? 'No access.' : 'Forbidden - perhaps check your credentials?');
}

function sentence(value: number, message: string): IAuthenticateRuleResponseCode {
	return { type: 'responseCode', properties: { value, message } };
}

/** Whether this is a version of n8n, or of n8n-core, from that one on. */
function isAtLeast({ version }: N8n, first: string): boolean {
	return version.localeCompare(first, 'en', { numeric: true }) >= 0;
}

async function networkWordsReplaceMessages({ workflow: { NodeApiError } }: N8n) {
	const node = { id: '1', name: 'n', type: 't', typeVersion: 1, position: [0, 0], parameters: {} };
	const messageOf = (message: string) =>
		new NodeApiError(
			node as ConstructorParameters<typeof NodeApiError>[0],
			new Error(message) as never,
		).message;
	for (const word of ['ECONNREFUSED', 'ETIMEDOUT', 'EPERM']) {
		assert.notEqual(messageOf(`The provider said ${word}.`), `The provider said ${word}.`);
	}
	assert.equal(messageOf('The provider said no.'), 'The provider said no.');
}

async function timeoutIsIdleTime(n8n: N8n) {
	const drip: RequestListener = (_request, response) => {
		let drops = 0;
		const timer = setInterval(() => {
			response.write('x');
			if (++drops < 15) return;
			clearInterval(timer);
			response.end();
		}, 50);
	};
	await withServer(drip, async (url) => {
		const { seam } = counted(n8n, {});
		const answer = await seam.request(NAME, { url, timeout: 500 });
		assert.equal(answer, 'x'.repeat(15), 'a body that drips for longer than the time-out');
	});
}

async function bodiesAreUnlimited(n8n: N8n) {
	const size = 32 * 1024 * 1024;
	const flood: RequestListener = (_request, response) => response.end(Buffer.alloc(size, 'x'));
	await withServer(flood, async (url) => {
		const { seam } = counted(n8n, {});
		assert.equal(String(await seam.request(NAME, { url })).length, size);
	});
}

async function withServer(listener: RequestListener, run: (url: string) => Promise<void>) {
	const server = createServer(listener).listen(0, '127.0.0.1');
	await once(server, 'listening');
	try {
		await run(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
	} finally {
		server.closeAllConnections();
		server.close();
	}
}

/** Facts of one number belong together. */
export const facts: readonly Fact[] = [
	{
		number: 1,
		text: 'n8n calls preAuthentication where the expirable property is "", and after a failure',
		check: hookIsCalledWhenEmptyOrAfterFailure,
	},
	{
		number: 1,
		text: 'preAuthentication is given the credentials alone, and a client as this.helpers.httpRequest',
		check: hookGetsNoReasonAndAClient,
	},
	{
		number: 1,
		text: 'Allowed HTTP Request Domains limit the requests of the hook (from 2.39.10)',
		check: allowedDomainsLimitTheHook,
	},
	{
		number: 2,
		text: 'expressions in other fields stay as they are (before 2.34 their values replace them)',
		check: expressionsArePersisted,
	},
	{
		number: 2,
		text: 'what returns with the expirable key is persisted whole and read by other workers',
		check: allKeysArePersisted,
	},
	{
		number: 2,
		text: 'nothing is persisted without the expirable key, or for a node that names no credential',
		check: nothingIsPersistedWithoutTheKey,
	},
	{
		number: 2,
		text: 'a request whose session cannot be persisted fails unsent',
		check: failureToPersistFailsTheRequest,
	},
	{
		number: 3,
		text: 'only declared properties that nothing hides are read back',
		check: onlyVisiblePropertiesAreReadBack,
	},
	{
		number: 4,
		text: 'one request has one credentials object, in both calls of the hook and in authenticate',
		check: oneObjectPerRequest,
	},
	{
		number: 5,
		text: 'httpRequestWithAuthentication sends again after a 401 alone, whatever the hook returns',
		check: newerHelperRepeatsAfter401,
	},
	{
		number: 5,
		text: 'the HTTP Request node asks the hook after any error, and sends again if the key came back',
		check: olderHelperRepeatsAfterAnyError,
	},
	{
		number: 6,
		text: 'declarative nodes start all items at once',
		check: declarativeItemsStartTogether,
	},
	{
		number: 7,
		text: 'the Test button does not force a login while an old token is stored',
		check: testDoesNotForceALogin,
	},
	{
		number: 8,
		text: 'a 401 that escapes from preAuthentication makes n8n call it again',
		check: escapedRefusalIsRepeated,
	},
	{
		number: 9,
		text: 'credentialsDecrypted spares reading the credential, and is used as it is',
		check: decryptedCredentialIsUsedAsItIs,
	},
	{
		number: 10,
		text: 'with Never Error the HTTP Request node takes a 401 for data and asks the hook nothing',
		check: neverErrorHidesARefusal,
	},
	{
		number: 10,
		text: 'in pagination the HTTP Request node takes a 401 for data and asks the hook nothing',
		check: paginationHidesARefusal,
	},
	{
		number: 11,
		text: 'a redirect to another origin carries Authorization, X-API-Key and the body of a 307',
		check: redirectCarriesCredentials,
	},
	{
		number: 11,
		text: 'sendCredentialsOnCrossOriginRedirect: false spares Authorization alone',
		check: switchSparesOnlyAuthorization,
	},
	{
		number: 11,
		text: 'the options of both shapes that forbid redirects are obeyed',
		check: redirectsCanBeForbidden,
	},
	{
		number: 12,
		text: 'the Test shows the message of a plain error as it is, and no description',
		check: testShowsPlainMessages,
	},
	{
		number: 12,
		text: "the Test shows a code or a rule's sentence before a message (1.x shows neither)",
		check: testHidesMessages,
	},
	{
		number: 12,
		text: 'messages that contain a network code are replaced',
		check: networkWordsReplaceMessages,
	},
	{
		number: 13,
		text: 'timeout is idle time: a dripping body outlives it',
		check: timeoutIsIdleTime,
	},
	{ number: 13, text: 'a body has no limit of size (32 MiB)', check: bodiesAreUnlimited },
	{
		number: 15,
		text: 'Engine 2.0 refuses a type with a hidden expirable property, in known words (1.x has none)',
		check: engineRefusesRenewal,
	},
	{
		number: 16,
		text: 'pagination looks into a page of bytes only where it is a stream',
		check: pagesOfBytesAreReadFromStreamsAlone,
	},
	{
		number: 16,
		text: 'the stream of an answer holds the request with its headers',
		check: streamsKeepTheirConnection,
	},
];

/** What only a running n8n with its editor or its nodes shows. */
export const factsOfARunningN8n: ReadonlyArray<
	Omit<Fact, 'check'> & { readonly checkedIn: string }
> = [
	{
		number: 3,
		text: 'a hidden property without password: true goes to the browser in clear text',
		checkedIn: 'test/e2e',
	},
	{ number: 6, text: 'the HTTP Request node starts all items at once', checkedIn: 'test/e2e' },
	{ number: 7, text: 'editing a credential keeps the stored token', checkedIn: 'test/e2e' },
	{
		number: 12,
		text: 'the editor repeats the Test on every opening of a saved credential',
		checkedIn: 'test/e2e',
	},
	{
		number: 14,
		text: 'the HTTP Request node offers a type that has authenticate',
		checkedIn: 'test/e2e',
	},
];
