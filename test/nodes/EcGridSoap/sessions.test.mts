import { describe, expect, test } from 'vitest';

import { answerWith, credentials, envelope, run, sandbox, useSandbox } from './stage.mts';

useSandbox();

const control = () => sandbox().control;
const grid = () => control().statistics().providers.ecgrid;

describe('an ended session', () => {
	test.each([
		['A', 500],
		['B', 500],
		['C', 500],
		['A', 200],
		['B', 200],
		['C', 200],
	] as const)(
		'in form %s with HTTP %i is replaced, and the call sent once more',
		async (form, status) => {
			control().settings('ecgrid', { faultForm: form, faultStatus: status });
			const store = credentials();
			await run('parcel', 'ParcelInBox', {}, { credentials: store });
			control().revoke('ecgrid');
			const rows = await run('parcel', 'ParcelInBox', {}, { credentials: store });
			expect(rows).toHaveLength(3);
			expect(grid().token.total).toBe(2);
			expect(grid().operations.ParcelInBox).toEqual(
				status === 200 ? { 200: 3 } : { 200: 2, 500: 1 },
			);
		},
	);

	test('is replaced once for all items that found it ended', async () => {
		const store = credentials();
		const items = Array.from({ length: 20 }, () => ({ json: {} }));
		await run('session', 'WhoAmI', {}, { credentials: store });
		control().revoke('ecgrid');
		const rows = await run('session', 'WhoAmI', {}, { credentials: store, items });
		expect(rows).toHaveLength(20);
		expect(grid().token.total).toBe(2);
	});

	test('is replaced for a change as well: nothing was done', async () => {
		const store = credentials();
		const [first] = await run('parcel', 'ParcelInBox', {}, { credentials: store });
		control().revoke('ecgrid');
		const ParcelID = String(first?.json.ParcelID);
		await run('parcel', 'ParcelDownloadConfirm', { ParcelID }, { credentials: store });
		expect(await run('parcel', 'ParcelInBox', {}, { credentials: store })).toHaveLength(2);
	});

	test.each([
		['the credential', true],
		['memory', false],
	])('has a successor that is kept for the next run, in %s', async (_place, storage) => {
		const store = credentials('session', { storage });
		await run('session', 'WhoAmI', {}, { credentials: store });
		control().revoke('ecgrid');
		await run('session', 'WhoAmI', {}, { credentials: store });
		await run('session', 'WhoAmI', {}, { credentials: store });
		expect(grid().token.total).toBe(2);
	});

	test('that a gateway refuses with HTTP 401 is replaced as well', async () => {
		control().fault({ provider: 'ecgrid', operationId: 'ParcelInBox', status: 401, body: '' });
		expect(await run('parcel', 'ParcelInBox')).toHaveLength(3);
		expect(grid().operations.ParcelInBox).toEqual({ 401: 1, 200: 1 });
		expect(grid().token.total).toBe(2);
	});

	test('that ends again at once is an error, not a loop', async () => {
		const store = credentials();
		await run('session', 'WhoAmI', {}, { credentials: store });
		control().fault({
			provider: 'ecgrid',
			operationId: 'ParcelInBox',
			status: 500,
			times: 'always',
			body:
				'<s:Envelope xmlns:s="e"><s:Body><s:Fault><faultcode>s:Client</faultcode>' +
				'<faultstring>Invalid SessionID</faultstring></s:Fault></s:Body></s:Envelope>',
		});
		await expect(run('parcel', 'ParcelInBox', {}, { credentials: store })).rejects.toMatchObject({
			message: 'Invalid SessionID (401, sent as HTTP 500)',
			description: expect.stringContaining('press Retry'),
			httpCode: '401',
		});
		expect(grid().operations.ParcelInBox).toEqual({ 500: 2 });
		expect(grid().token.total).toBe(2);
	});

	describe('is not what a fault means that', () => {
		const fault = (text: string, { party = 'Client', word = '' } = {}) =>
			envelope(
				`<soap:Fault><faultcode>soap:${party}</faultcode><faultstring>${text}</faultstring><detail>` +
					`<details><ErrorString>${word}</ErrorString></details></detail></soap:Fault>`,
			);

		test.each([500, 200])(
			'only mentions a session, with HTTP %i: a change is sent once',
			async (status) => {
				const text = 'Locked by session ID 42; the note was stored';
				const body = fault(text, { word: 'DataError' });
				control().fault({
					provider: 'ecgrid',
					operationId: 'GenerateAPIKey',
					status,
					body,
					times: 'always',
				});
				await expect(run('session', 'GenerateAPIKey', { UserID: 1 })).rejects.toMatchObject({
					message: expect.stringContaining(text),
					httpCode: '400',
				});
				expect(grid().operations.GenerateAPIKey).toEqual({ [status]: 1 });
				expect(grid().token.total).toBe(1);
			},
		);

		test('only mentions a session: a read is sent once', async () => {
			const body = fault('The file is held by session ID 42');
			control().fault({
				provider: 'ecgrid',
				operationId: 'ParcelInfo',
				status: 500,
				body,
				times: 'always',
			});
			await expect(run('parcel', 'ParcelInfo', { ParcelID: '1' })).rejects.toMatchObject({
				httpCode: '400',
			});
			expect(grid().operations.ParcelInfo).toEqual({ 500: 1 });
			expect(grid().token.total).toBe(1);
		});

		test('comes from a service that failed: a change is sent once, and the session replaced', async () => {
			const store = credentials();
			await run('session', 'WhoAmI', {}, { credentials: store });
			control().revoke('ecgrid');
			control().fault({
				provider: 'ecgrid',
				operationId: 'GenerateAPIKey',
				status: 500,
				body: fault('x', { party: 'Server', word: 'SessionTimeout' }),
				times: 'always',
			});
			const parameters = { UserID: 1 };
			await expect(
				run('session', 'GenerateAPIKey', parameters, { credentials: store }),
			).rejects.toMatchObject({
				description: expect.stringContaining('not known whether the request was carried out'),
			});
			expect(grid().operations.GenerateAPIKey).toEqual({ 500: 1 });
			expect(grid().token.total).toBe(2);
			const { refused } = grid();
			await run('session', 'WhoAmI', {}, { credentials: store });
			expect(grid().refused).toEqual(refused);
		});
	});

	test('leaves a fault of another kind alone', async () => {
		await expect(run('parcel', 'ParcelInfo', { ParcelID: '1' })).rejects.toMatchObject({
			message: 'Object not found (404, sent as HTTP 500)',
			description: expect.stringContaining('Check ParcelID'),
			httpCode: '404',
		});
		expect(grid().operations.ParcelInfo).toEqual({ 500: 1 });
		expect(grid().token.total).toBe(1);
	});
});

describe('an API key', () => {
	test('needs no login', async () => {
		await run('parcel', 'ParcelInBox', {}, { credentials: credentials('apiKey') });
		expect(grid().token.total).toBe(0);
	});

	test('that is refused is not sent again', async () => {
		const store = credentials('apiKey', { apiKey: '11111111-1111-4111-8111-111111111111' });
		await expect(run('parcel', 'ParcelInBox', {}, { credentials: store })).rejects.toMatchObject({
			message: 'ECGrid refused the API Key. Check it in the credential.',
		});
		expect(grid().operations.ParcelInBox).toEqual({ 500: 1 });
	});

	test('is never logged out', async () => {
		const [output] = await run('session', 'Logout', {}, { credentials: credentials('apiKey') });
		expect(output?.json).toMatchObject({ loggedOut: false });
		expect(grid().requests).toBe(0);
	});
});

describe('logging out', () => {
	test('ends the session and forgets it', async () => {
		const store = credentials();
		await run('session', 'WhoAmI', {}, { credentials: store });
		const [output] = await run('session', 'Logout', {}, { credentials: store });
		expect(output?.json).toEqual({ loggedOut: true, result: 1 });
		expect(grid().logout).toBe(1);
		await run('session', 'WhoAmI', {}, { credentials: store });
		expect(grid()).toMatchObject({ token: { total: 2 }, refused: { revoked: 0 } });
	});

	test('logs nobody in only to log out', async () => {
		const [output] = await run('session', 'Logout');
		expect(output?.json).toMatchObject({ loggedOut: false });
		expect(grid().requests).toBe(0);
	});

	test('takes a session that had ended for logged out', async () => {
		const store = credentials();
		await run('session', 'WhoAmI', {}, { credentials: store });
		control().revoke('ecgrid');
		const [output] = await run('session', 'Logout', {}, { credentials: store });
		expect(output?.json).toMatchObject({ loggedOut: false });
		expect(grid().token.total).toBe(1);
	});

	test('tells of any other failure, and keeps the session', async () => {
		const store = credentials();
		await run('session', 'WhoAmI', {}, { credentials: store });
		control().fault({ provider: 'ecgrid', operationId: 'Logout', kind: 'html', status: 502 });
		await expect(run('session', 'Logout', {}, { credentials: store })).rejects.toMatchObject({
			message: 'ECGrid answered with a web page (HTTP 502)',
		});
		await run('session', 'WhoAmI', {}, { credentials: store });
		expect(grid().token.total).toBe(1);
	});
});

describe('the connection', () => {
	test('is checked, with the state of the session and without its id', async () => {
		const [output] = await run('connection', 'check');
		expect(output?.json).toMatchObject({
			accepted: true,
			account: { AuthLevel: 'NetworkAdmin' },
			token: { state: 'fresh', lifetimeSeconds: 3600 },
		});
		expect(JSON.stringify(output)).not.toContain('SessionID');
	});

	test('tells a refusal as a result', async () => {
		const store = credentials('apiKey', { apiKey: 'wrong' });
		const [output] = await run('connection', 'check', {}, { credentials: store });
		expect(output?.json).toMatchObject({ accepted: false, problem: expect.any(String) });
	});

	test('forgets the session without ending it', async () => {
		const store = credentials();
		await run('session', 'WhoAmI', {}, { credentials: store });
		const [output] = await run('connection', 'forgetToken', {}, { credentials: store });
		expect(output?.json).toEqual({ forgotten: true });
		await run('session', 'WhoAmI', {}, { credentials: store });
		expect(grid()).toMatchObject({ token: { total: 2 }, logout: 0 });
	});

	test('logs nobody in only to forget', async () => {
		const [output] = await run('connection', 'forgetToken');
		expect(output?.json).toMatchObject({ forgotten: false });
		expect(grid().requests).toBe(0);
	});
});

describe('the service', () => {
	test.each(['https://os.ecgrid.io/', 'http://www.ecgridos.net/'])(
		'is spoken to in the namespace of the credential: %s',
		async (namespace) => {
			const store = credentials('session', { namespace });
			expect(await run('parcel', 'ParcelInBox', {}, { credentials: store })).toHaveLength(3);
		},
	);

	test('is spoken to in SOAP 1.2 as well, faults included', async () => {
		const options = { soapVersion: '1.2' };
		const store = credentials();
		expect(await run('parcel', 'ParcelInBox', { options }, { credentials: store })).toHaveLength(3);
		control().revoke('ecgrid');
		expect(await run('parcel', 'ParcelInBox', { options }, { credentials: store })).toHaveLength(3);
		await expect(
			run('parcel', 'ParcelInfo', { ParcelID: '1', options }, { credentials: store }),
		).rejects.toMatchObject({ httpCode: '404' });
	});

	test('gets no credential where a method needs none', async () => {
		const store = credentials('apiKey', { apiKey: 'wrong' });
		const [output] = await run('session', 'Version', {}, { credentials: store });
		expect(output?.json).toEqual({ result: 'v4.1 (Build 472)' });
	});

	test('may repeat a password in a fault, and the message does not', async () => {
		const text = 'The password Tr0ub4dor-and-3 is too old';
		control().fault({
			provider: 'ecgrid',
			operationId: 'ChangePassword',
			status: 500,
			body: envelope(
				`<soap:Fault><faultcode>soap:Client</faultcode><faultstring>${text}</faultstring></soap:Fault>`,
			),
		});
		const passwords = { OldPassword: 'Tr0ub4dor-and-3', NewPassword: 'Other-One-4' };
		await expect(run('session', 'ChangePassword', passwords)).rejects.toMatchObject({
			message: 'The password *** is too old (400, sent as HTTP 500)',
		});
	});

	test('is not believed in a form that is not known: the method and the members are named', async () => {
		const body = answerWith(
			'ParcelInBox',
			'<ParcelInBoxResult><Rows>secret</Rows></ParcelInBoxResult>',
		);
		control().fault({ provider: 'ecgrid', operationId: 'ParcelInBox', status: 200, body });
		await expect(run('parcel', 'ParcelInBox')).rejects.toMatchObject({
			message:
				'ECGrid answered ParcelInBox in an unknown form: ParcelIDInfoCollection with the members Rows',
		});
	});

	test('that lets a call without credential wait is given up in time', async () => {
		control().fault({ provider: 'ecgrid', operationId: 'Version', kind: 'drip' });
		await expect(run('session', 'Version', { options: { timeLimit: 1 } })).rejects.toMatchObject({
			message: 'ECGrid answered with only part of a response within the time limit',
		});
	});

	test('hands lists out page by page, no more than are wanted', async () => {
		const period = { BeginDate: '2020-01-01T00:00:00Z', EndDate: '2099-01-01T00:00:00Z' };
		const rows = await run('parcel', 'ParcelInBoxArchive', { ...period, limit: 1 });
		expect(rows).toHaveLength(1);
		expect(grid().operations.ParcelInBoxArchive).toEqual({ 200: 1 });
		const all = await run('parcel', 'ParcelInBoxArchive', { ...period, limit: 4 });
		expect(all).toHaveLength(3);
	});

	test('is asked for page after page, up to the last one that it tells of', async () => {
		for (const page of [1, 2]) {
			control().fault({
				provider: 'ecgrid',
				operationId: 'TPListExPaged',
				status: 200,
				body: answerWith(
					'TPListExPaged',
					'<TPListExPagedResult><TotalPages>2</TotalPages><ECGridIDInfoList><ECGridIDInfo>' +
						`<ECGridID>${page}</ECGridID></ECGridIDInfo></ECGridIDInfoList></TPListExPagedResult>`,
				),
			});
		}
		const parameters = { NetworkID: -1, returnAll: true };
		const rows = await run('tradingPartner', 'TPListExPaged', parameters);
		expect(rows.map(({ json }) => json)).toEqual([{ ECGridID: '1' }, { ECGridID: '2' }]);
		expect(grid().operations.TPListExPaged).toEqual({ 200: 2 });
	});
});
