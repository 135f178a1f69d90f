import { afterAll, beforeEach, describe, expect, test } from 'vitest';

import { EcGrid } from '../../../nodes/EcGrid/EcGrid.node';
import { resources } from '../../../nodes/EcGrid/resources/index';
import { byId, searchList } from '../harness.mts';
import { Stage } from './stage.mts';

const stage = await Stage.open();

beforeEach(() => stage.begin());

afterAll(async () => await stage.sandbox.close());

const search = async (method: string, parameters: object = {}, filter?: string) =>
	await searchList(
		{
			node: new EcGrid(),
			credentials: stage.credentials(),
			parameters: { resource: 'parcel', operation: 'getPending', ...parameters },
		},
		method,
		filter,
	);

describe('the list behind a locator', () => {
	test.each([
		['searchMailboxes', 2, /^Example Trading \(\d+\)$/],
		['searchNetworks', 1, /^Example Trading \(\d+\)$/],
		['searchIds', 2, /^ZZ\/OWN\d+ Own ID \(\d+\)$/],
		['searchUsers', 1, /^user-\d+@example.com \(\d+\)$/],
		['searchPendingParcels', 3, /^850-1.edi, 20.* \(\d+\)$/],
		['searchInboxParcels', 3, /^850-1.edi, 20.* \(\d+\)$/],
		['searchOutboxParcels', 1, /^test.edi, 20.* \(\d+\)$/],
		['searchInboxInterchanges', 4, /^850 PARTNER\d+ to OWN\d+ \(\d+\)$/],
		['searchOutboxInterchanges', 1, /^850 OWN\d+ to PARTNER\d+ \(\d+\)$/],
		['searchCarbonCopies', 1, /^\d+ to \d+ \(\d+\)$/],
		['searchChannels', 1, /^as2 AS2-\d+ \(\d+\)$/],
		['searchReports', 1, /^Traffic \(1\)$/],
	])('%s', async (method, count, label) => {
		await stage.sentParcel();
		await stage.copyRule();
		const { results } = await search(method);
		expect(results).toHaveLength(count);
		expect(results[0]?.name).toMatch(label);
		expect(results[0]?.name).toContain(`(${results[0]?.value})`);
	});

	test('searchPartners: those of the ID that was chosen above', async () => {
		const { own } = await stage.ids();
		const parameters = { resource: 'partner', operation: 'get', partnerOf: own };
		const { results } = await search('searchPartners', parameters);
		expect(results).toMatchObject([{ name: expect.stringMatching(/^\d+ to \d+ \(\d+\)$/) }]);
	});

	test('is searched by what the user types', async () => {
		const { results } = await search('searchMailboxes', {}, 'partner');
		expect(results).toMatchObject([{ name: expect.stringContaining('Partner Retail') }]);
	});

	test('has a test above', () => {
		const methods = Object.keys(new EcGrid().methods.listSearch);
		expect(methods).toHaveLength(13);
	});
});

describe('a wrong value is refused before anything is sent', () => {
	const url = 'https://n8n.example.com/webhook/1';
	test.each([
		['parcel confirm', { parcelId: byId('abc') }, 'Parcel is not an ID: "abc"'],
		['parcel confirm', { parcelId: byId('1.5') }, 'Parcel is not an ID: "1.5"'],
		['parcel confirm', { parcelId: byId('9007199254740993') }, 'Parcel is not an ID'],
		['parcel confirm', { parcelId: byId('  ') }, 'Parcel is missing'],
		['parcel update', { parcelId: byId('1') }, 'Status is missing'],
		['parcel update', { parcelId: byId('1'), status: 'Gone' }, 'Status does not accept the value'],
		[
			'user create',
			{ login: 'a', email: 'b', password: 'weak' },
			"Password breaks ECGrid's password rule",
		],
		[
			'callback create',
			{ url: 'http://n8n.example.com' },
			'Webhook URL is not an address with https://',
		],
		['callback create', { url: 'https://' }, 'Webhook URL is not an address with https://'],
		[
			'callback create',
			{ url, additionalFields: { httpAuthType: 'Basic', username: 'u' } },
			'HTTP Authentication Basic needs Username and Password',
		],
		[
			'callback update',
			{ callbackId: 1, additionalFields: { httpAuthType: 'Digest' } },
			'HTTP Authentication Digest needs Username and Password',
		],
		[
			'mailbox setX12Delimiters',
			{ mailboxId: byId('1'), elementDelimiter: '**' },
			'Element Delimiter must have exactly 1 character, but has 2',
		],
		[
			'mailbox create',
			{ networkId: byId('1'), uniqueId: 'ABCDEFGHIJKLM', companyName: 'A' },
			'Unique ID must have at most 12 characters, but has 13',
		],
		[
			'network update',
			{ networkId: byId('1'), additionalFields: { state: 'TEX' } },
			'State must have exactly 2 characters',
		],
		[
			'mailbox updateConfig',
			{ mailboxId: byId('1'), additionalFields: { moreSettings: '[]' } },
			'JSON object',
		],
		['id update', { ecGridId: byId('1') }, 'There is nothing to change'],
		['user move', { userId: byId('1') }, 'There is no destination to move to'],
		['key create', { form: 'userKey' }, 'User is missing'],
		['key create', { form: 'namedValue', keyName: 'a' }, 'Value is missing'],
		[
			'report runByDate',
			{ reportId: byId('1'), startDate: '2026-02-01', endDate: '2026-01-01' },
			'Until is not after From',
		],
		[
			'report getInterchangeStats',
			{ startTime: '2026-02-01', endTime: '2026-02-01' },
			'Until is not after From',
		],
		['parcel getInbox', { filters: { beginDate: 'yesterday' } }, 'From is not a date'],
	])('%s %j', async (name, parameters, message) => {
		await expect(stage.run(name, parameters)).rejects.toMatchObject({
			message: expect.stringContaining(message),
			description: expect.stringMatching(/\.$/),
			context: { itemIndex: 0 },
		});
		expect(stage.sandbox.control.statistics().providers.ecgrid.requests).toBe(0);
	});
});

test('what was typed into a password field is in no message', async () => {
	const newPassword = 'Secret-Typed-In-9!';
	stage.sandbox.control.fault({
		provider: 'ecgrid',
		operationId: 'changePassword',
		status: 400,
		body: { success: false, errorCode: 'InvalidParameter', message: `${newPassword} is too old` },
		times: 'always',
	});
	const run = stage.run('session changePassword', { currentPassword: 'x', newPassword });
	await expect(run).rejects.toThrow('is too old');
	await expect(run).rejects.not.toThrow(newPassword);
});

test('operations that cannot be undone say so in the form', () => {
	const silent = resources
		.flatMap(({ value, operations }) =>
			operations.map((one) => ({ ...one, value: `${value} ${one.value}` })),
		)
		.filter(({ name }) => /^(Delete|Terminate|Generate API Key)$/.test(name))
		.filter(({ notice }) => notice === undefined)
		.map(({ value }) => value);
	// A webhook or a copy rule can be made again.
	expect(silent).toEqual(['callback delete', 'carbonCopy delete']);
});
