import { afterAll, beforeAll, beforeEach, expect } from 'vitest';

import { signHs256, verifyHs256 } from '../../../credentials/lib/jwt';
import { PledgApi } from '../../../credentials/PledgApi.credentials';
import { PledgDashboardApi } from '../../../credentials/PledgDashboardApi.credentials';
import { PledgSignatureApi } from '../../../credentials/PledgSignatureApi.credentials';
import { Pledg } from '../../../nodes/Pledg/Pledg.node';
import { resources } from '../../../nodes/Pledg/resources/index';
import { sandboxCredentials, startSandbox, type Sandbox } from '../../../sandbox/server.mts';
import { CredentialStore, runNode } from '../harness.mts';
import { testOperations } from '../operationCases.mts';

let sandbox: Sandbox;
let accounts = 0;
let account = '';

const { merchantUid, companyUid, secretKey } = sandboxCredentials.pledg;

beforeAll(async () => {
	sandbox = await startSandbox();
});

// An account of its own for each test, since a reset also revokes the tokens.
beforeEach(() => {
	account = `key-${++accounts}`;
	sandbox.control.reset();
});

afterAll(async () => await sandbox.close());

function credentials(): CredentialStore {
	const address = { environment: 'custom', ...sandbox.addresses.pledg };
	const types = [new PledgApi(), new PledgDashboardApi(), new PledgSignatureApi()];
	const { email, password } = sandboxCredentials.pledg;
	return new CredentialStore(types, {
		pledgApi: { ...address, apiKey: account, apiSecret: `secret-of-${account}`, storage: true },
		pledgDashboardApi: { ...address, email, password },
		pledgSignatureApi: { ...address, merchantUid, secretKey },
	});
}

const settings = {
	amount: 20,
	reference: 'order_42',
	title: 'Order 42',
	email: 'buyer@example.com',
	firstName: 'Test',
	lastName: 'Buyer',
};

const { amount, ...rest } = settings;
const settingsOnTheWire = { ...rest, amountCents: amount * 100 };

const returns = {
	redirectUrl: 'https://shop.example.com/thanks',
	cancelUrl: 'https://shop.example.com/cart',
};

/** A purchase that has been paid, by transfer or with a virtual card. */
async function paidPurchase(mode: 'transfer' | 'back'): Promise<string> {
	const [link] = await runNode({
		node: new Pledg(),
		parameters: { resource: 'purchaseLink', operation: 'create', merchantUid, ...settings },
		credentials: credentials(),
	});
	const uid = String(link?.json.purchase_uid);
	await sandbox.control.pledg.pay(uid, mode);
	return uid;
}

const simulation = { amount: 2, created: '2021-12-17' };
const simulated = {
	INSTALLMENT: [
		{ amount_cents: 68, fees: 2, payment_date: '2021-12-17' },
		{ amount_cents: 66, fees: 0, payment_date: '2022-01-17' },
		{ amount_cents: 66, fees: 0, payment_date: '2022-02-17' },
	],
};

testOperations({
	node: new Pledg(),
	resources,
	sandbox: () => sandbox,
	credentials,
	provider: 'pledg',
	undocumented: ['sms_has_been_sent'],
	refusal: {
		body: { error: { debug: 'Refused by the test.' } },
		message: 'Refused by the test.',
	},
	cases: {
		'purchaseLink create': {
			parameters: () => ({
				merchantUid,
				...settings,
				additionalFields: {
					sendEmail: true,
					linkEmail: 'buyer@example.com',
					birthDate: '1990-05-17T00:00:00',
					address: { value: { street: '1 rue de la Paix', city: 'Paris', country: 'FR' } },
					metadata: '{"delivery_speed":1}',
				},
			}),
			check: ([link]) =>
				expect(link).toMatchObject({
					purchase_uid: expect.stringMatching(/^pur_/),
					email_has_been_sent: true,
				}),
		},
		'purchaseLink createSigned': {
			parameters: () => ({ ...settings, additionalFields: { sendEmail: false } }),
			check: ([link]) => expect(link).toMatchObject({ url: expect.stringMatching(/^http/) }),
		},
		'purchase refund': {
			parameters: async () => ({
				purchaseUid: await paidPurchase('transfer'),
				amount: 5,
			}),
			check: ([refund]) =>
				expect(refund).toMatchObject({ refunded: true, alreadyDone: false, amount_cents: 500 }),
		},
		'purchase release': {
			parameters: async () => ({ purchaseUid: await paidPurchase('back') }),
			check: ([released]) => expect(released).toMatchObject({ released: true }),
		},
		'schedule simulate': {
			parameters: () => ({ merchantUid, ...simulation }),
			check: ([result]) => expect(result).toMatchObject(simulated),
		},
		'schedule simulatePublicly': {
			parameters: () => ({ merchantUid, ...simulation, authentication: 'signature' }),
			check: ([result]) => expect(result).toMatchObject(simulated),
		},
		'schedule simulateForCompany': {
			parameters: () => ({ companyUid, ...simulation }),
			check: ([result]) => expect(result).toMatchObject({ items: expect.any(Array) }),
		},
		'funnel getUrl': {
			parameters: () => ({ ...settings, ...returns }),
			check: async ([page]) => {
				const url = new URL(String(page?.url));
				const token = url.searchParams.get('signature') ?? '';
				expect(verifyHs256(token, secretKey)).toEqual({
					data: { merchantUid, ...settingsOnTheWire, ...returns },
				});
				expect((await fetch(url)).status).toBe(200);
			},
			refuse: false,
		},
		'funnel getCompanyUrl': {
			parameters: () => ({
				...settings,
				...returns,
				companyUid,
				sign: false,
				additionalFields: { currency: 'EUR', address: { value: { city: 'Paris' } } },
			}),
			check: async ([page]) => {
				const url = new URL(String(page?.url));
				expect(url.searchParams.get('address')).toBe('{"city":"Paris"}');
				expect((await fetch(url)).status).toBe(200);
			},
			refuse: false,
		},
		'signature sign': {
			parameters: () => ({ payload: '{"data":{"title":"Order 42"}}' }),
			check: ([signed]) =>
				expect(verifyHs256(String(signed?.signature), secretKey)).toEqual({
					data: { title: 'Order 42' },
				}),
		},
		'signature verifyNotification': {
			parameters: () => ({
				body: {
					signature: signHs256({ transfer_order_item_uid: 'tri_1', reference: 'a' }, secretKey),
				},
			}),
			check: ([notification]) =>
				expect(notification).toMatchObject({ form: 'transfer', outcome: 'paid', reference: 'a' }),
		},
		'payment createByTransfer': {
			parameters: () => settings,
			check: ([purchase]) =>
				expect(purchase).toMatchObject({ purchase_uid: expect.stringMatching(/^pur_/) }),
		},
		'connection check': {
			parameters: () => ({ merchantUid }),
			check: ([state]) =>
				expect(state).toMatchObject({ accepted: true, token: { state: 'fresh' } }),
			refuse: false,
		},
		'connection forgetToken': {
			parameters: () => ({}),
			check: ([state]) => expect(state).toMatchObject({ forgotten: false }),
			refuse: false,
		},
	},
});
