import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { providerIds, sandboxAccount } from '../../probe/accounts.mts';
import { Contract } from '../../probe/contract.mts';
import { plans } from '../../probe/providers/index.mts';
import { fillSandbox } from '../../probe/sandboxRecords.mts';
import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { SecretSearch } from '../e2e/support/leakSearch.mts';
import { probeSandbox, resultsOf } from './support.mts';

let sandbox: Sandbox;

// Each on a port of its own: tokens are kept by address, as long as the process lives.
beforeEach(async () => {
	sandbox = await startSandbox();
	await fillSandbox(sandbox);
});
afterEach(async () => await sandbox.close());

describe('where the provider is as the contract has it', () => {
	it.each(providerIds)('no guess of %s fails', async (provider) => {
		const results = resultsOf(await probeSandbox(sandbox, provider));
		expect(Object.entries(results).filter(([, result]) => result === 'not held')).toEqual([]);
	});

	it('decides the guesses of E-CROSS that a read can decide', async () => {
		expect(resultsOf(await probeSandbox(sandbox, 'ecross'))).toEqual({
			'listOrders/parameters/creationDateFrom': 'held',
			'listOrders/parameters/creationDateUntil': 'held',
			getOrderDocumentsBySalesChannelOrderId: 'held',
			sandboxStartHandlingOrder: 'not probeable',
			'components/schemas/Sku/allOf/1/properties/localizationStatus': 'held',
		});
	});

	it('decides nothing from an account without records', async () => {
		sandbox.control.reset();
		expect(resultsOf(await probeSandbox(sandbox, 'ecross'))).toMatchObject({
			'listOrders/parameters/creationDateFrom': 'undecided',
			getOrderDocumentsBySalesChannelOrderId: 'undecided',
			'components/schemas/Sku/allOf/1/properties/localizationStatus': 'undecided',
		});
	});

	it.each(providerIds)('changes nothing at %s, and logs in once at most', async (provider) => {
		await probeSandbox(sandbox, provider);
		const { operations, token, refresh, invalid } =
			sandbox.control.statistics().providers[provider];
		const { reads, soapReads = [] } = plans[provider];
		const planned = [...reads, ...soapReads].map(({ operationId }) => operationId);
		const tokens = ['generateToken', 'createAuthorizationToken', 'login', 'createAccessToken'];
		expect(Object.keys(operations).filter((id) => ![...planned, ...tokens].includes(id))).toEqual(
			[],
		);
		expect(token.total).toBeLessThanOrEqual(1);
		expect([refresh.total, invalid]).toEqual([0, 0]);
	});
});

describe('where it is otherwise', () => {
	it('tells which guesses of E-CROSS fail', async () => {
		sandbox.control.settings('ecross', { guessForm: 'other' });
		const { report, ...result } = await probeSandbox(sandbox, 'ecross');
		expect(resultsOf({ report, ...result })).toEqual({
			'listOrders/parameters/creationDateFrom': 'not held',
			'listOrders/parameters/creationDateUntil': 'not held',
			getOrderDocumentsBySalesChannelOrderId: 'not held',
			sandboxStartHandlingOrder: 'not probeable',
			'components/schemas/Sku/allOf/1/properties/localizationStatus': 'not held',
		});
		expect(report).toContain('| `skus[].catalogStatus` | text | not in the contract |');
	});

	it('tells that Ecart Pay does not page its customers', async () => {
		sandbox.control.settings('ecartpay', { guessForm: 'other' });
		expect(resultsOf(await probeSandbox(sandbox, 'ecartpay'))).toMatchObject({
			'customers: page and limit': 'not held',
			'default page of 50 rows': 'not held',
		});
	});

	it.each([
		[{ errorForm: 'problem' }, ['error body']],
		[{ loginForm: 'username' }, ['login: name of the email']],
		[{ answerForm: 'REF' }, ['login: members of the answer']],
		[{ listForm: 'plain' }, ['listMailboxes: wrapping', 'listInboxInterchanges: wrapping']],
		[{ listForm: 'beside' }, ['listNetworks: wrapping', 'listCallbackEvents: wrapping']],
		[
			{ memberForm: 'guide' },
			['parcel: members', 'mailbox: members', 'ID: members', 'user: login'],
		],
		[{ memberCase: 'pascal' }, ['parcel: members', 'mailbox: members', 'ID: members']],
		[{ statusForm: 'object' }, ['parcel: status']],
	] as const)('tells what ECGrid with %o is like', async (settings, places) => {
		sandbox.control.settings('ecgrid', settings);
		const results = resultsOf(await probeSandbox(sandbox, 'ecgrid'));
		for (const place of places) expect(results[place], place).toBe('not held');
	});

	it('finds IDs in spellings other than the contract’s', async () => {
		sandbox.control.settings('ecgrid', { memberCase: 'pascal', memberForm: 'guide' });
		const { report } = await probeSandbox(sandbox, 'ecgrid');
		expect(report).toContain('| getParcel | 200, application/json |');
		expect(report).toContain('| getMailbox | 200, application/json |');
	});
});

describe('what the report holds', () => {
	it.each(providerIds)('is no secret and no value of %s', async (provider) => {
		const { report } = await probeSandbox(sandbox, provider);
		const bytes = Buffer.from(report);
		const secrets = [...accountValues(provider), ...sandbox.control.issuedTokens(provider)];
		const words = (await Contract.load(provider)).words;
		const values = [...secrets, ...(await recordValues(provider))].filter(
			(value) => !words.has(value.toLowerCase()),
		);
		const search = new SecretSearch(values.map((value) => ({ name: value, value })));
		expect(search.findIn(bytes).map(({ secret, how }) => `${secret.name} ${how}`)).toEqual([]);
	});

	it('is found by that search where it is there', async () => {
		const [secret = ''] = accountValues('ecross').filter((value) => value.includes('secret'));
		const search = new SecretSearch([{ name: 'planted', value: secret }]);
		expect(search.findIn(Buffer.from(`| ${secret} |`))).toHaveLength(1);
	});

	it.each(providerIds)('tells of %s what was asked, and what not and why', async (provider) => {
		const { report } = await probeSandbox(sandbox, provider);
		for (const { operationId } of plans[provider].reads) expect(report).toContain(operationId);
		for (const reason of Object.values(plans[provider].notAsked)) expect(report).toContain(reason);
	});
});

describe('the probe keeps to its limits', () => {
	it('asks nothing more once the provider wants less', async () => {
		sandbox.control.fault({ provider: 'ecross', operationId: 'listOrders', status: 429 });
		const { report } = await probeSandbox(sandbox, 'ecross');
		expect(report).toContain('| getParcel | not asked: the provider answered 429 |');
		const { arrivals } = sandbox.control.statistics().providers.ecross;
		expect(arrivals).toMatchObject({ listOrders: 1 });
		expect(arrivals).not.toHaveProperty('listParcels');
	});

	it('ends after so many requests', async () => {
		const { report } = await probeSandbox(sandbox, 'ecross', { limits: { requests: 3 } });
		expect(sandbox.control.statistics().providers.ecross.requests).toBe(3);
		expect(report).toContain('not asked: there were enough requests');
	});

	it('waits between two requests', async () => {
		const start = performance.now();
		await probeSandbox(sandbox, 'pledg', { limits: { gapMilliseconds: 60 } });
		const { requests } = sandbox.control.statistics().providers.pledg;
		expect(performance.now() - start).toBeGreaterThanOrEqual((requests - 1) * 60);
		expect(requests).toBeGreaterThan(2);
	});

	it('says what came of a refused login, once, and asks nothing else', async () => {
		const account = sandboxAccount('ecross', sandbox.addresses);
		const eCrossApi = { ...account.credentials.eCrossApi, clientSecret: 'wrong-secret' };
		const { report } = await probeSandbox(sandbox, 'ecross', {
			account: { credentials: { eCrossApi } },
		});
		expect(report).toContain('| listSkus | no token, or no answer in time |');
		expect(report).toContain(
			'| generateToken with clientId, clientSecret | 401, application/json |',
		);
		expect(sandbox.control.statistics().providers.ecross.token.total).toBe(1);
	});
});

function accountValues(provider: (typeof providerIds)[number]): string[] {
	const { credentials, own } = sandboxAccount(provider, sandbox.addresses);
	const fields = [...Object.values(credentials), own].flatMap((one) => Object.values(one));
	return fields.map(String).filter((value) => value !== 'automatic' && value !== 'apiKey');
}

/** Texts of records that answers have, whoever they belong to. */
async function recordValues(provider: (typeof providerIds)[number]): Promise<string[]> {
	if (provider !== 'ecgrid') return ['SEED-000001', 'ana@example.com', 'customer0@example.com'];
	return sandbox.control.ecgrid
		.list()
		.flatMap(({ fileName, parcelId }) => [fileName, `${parcelId}`]);
}
