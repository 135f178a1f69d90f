import type { ICredentialDataDecryptedObject, INodeParameters } from 'n8n-workflow';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { EcartPayApi } from '../../../credentials/EcartPayApi.credentials';
import { EcartPayTrigger } from '../../../nodes/EcartPay/EcartPayTrigger.node';
import { sandboxCredentials, startSandbox, type Sandbox } from '../../../sandbox/server.mts';
import { CredentialStore } from '../harness.mts';
import { TriggerStage } from '../triggerHarness.mts';

const EVENTS = ['orders.confirmation', 'subscription.paused'];

let sandbox: Sandbox;
let stage: TriggerStage;
let store: CredentialStore;
let accounts = 0;
let account = '';

beforeAll(async () => {
	sandbox = await startSandbox();
});

beforeEach(() => {
	account = `pub-trigger-${++accounts}`;
	sandbox.control.reset();
	stage = stageOf();
});

afterAll(async () => await sandbox.close());

function stageOf(
	parameters: INodeParameters = {},
	credential: ICredentialDataDecryptedObject = {},
): TriggerStage {
	const data = {
		environment: 'custom',
		...sandbox.addresses.ecartpay,
		...sandboxCredentials.ecartpay,
		publicKey: account,
		privateKey: `secret-of-${account}`,
		storage: true,
		...credential,
	};
	store = new CredentialStore([new EcartPayApi()], { ecartPayApi: data });
	return new TriggerStage({
		node: new EcartPayTrigger(),
		parameters: { events: EVENTS, ...parameters },
		credentials: store,
	});
}

const registered = (of = account) => sandbox.control.ecartpay.webhooks(of);

const requests = () => {
	const { createWebhook } = sandbox.control.statistics().providers.ecartpay.operations;
	return Object.values(createWebhook ?? {}).reduce((sum, count) => sum + count, 0);
};

const addressOf = ({ workflow }: TriggerStage) =>
	`https://n8n.example.com/webhook/${workflow.id}/webhook`;

describe('on activation', () => {
	test('the address is registered for the chosen events, and its id is kept', async () => {
		await stage.activate();
		expect(registered()).toEqual([{ url: addressOf(stage), events: EVENTS }]);
		expect(stage.staticData().registrations).toMatchObject([
			{ url: addressOf(stage), events: EVENTS, id: expect.stringMatching(/^[0-9a-f]{24}$/) },
		]);
	});

	test('it is registered once, across restarts and deactivation', async () => {
		await stage.activate();
		stage.restart();
		await stage.activate();
		await stage.deactivate();
		stage.restart();
		await stage.activate();
		expect(registered()).toHaveLength(1);
		expect(stage.staticData().registrations).toHaveLength(1);
	});

	test('fewer events need no other registration', async () => {
		await stage.activate();
		stage.edit({ events: ['subscription.paused'] });
		await stage.activate();
		expect(registered()).toHaveLength(1);
	});

	test('more events are refused, with a way to go on', async () => {
		await stage.activate();
		stage.edit({ events: [...EVENTS, 'orders.update'] });
		await expect(stage.activate()).rejects.toMatchObject({
			message: expect.stringContaining('without orders.update'),
			description: expect.stringMatching(/dashboard.*In the Dashboard.*new Ecart Pay Trigger/),
		});
		expect(registered()).toHaveLength(1);
		stage.edit({ events: [...EVENTS, 'orders.update'], registration: 'dashboard' });
		await stage.activate();
		expect(registered()).toHaveLength(1);
	});

	test('another account has a registration of its own', async () => {
		await stage.activate();
		const former = account;
		account = `${account}-other`;
		Object.assign(store.data.ecartPayApi ?? {}, {
			publicKey: account,
			privateKey: `secret-of-${account}`,
			sessionToken: '',
		});
		await stage.activate();
		expect([registered(former).length, registered().length]).toEqual([1, 1]);
	});

	test('so has the same account at another address of the API', async () => {
		await stage.activate();
		const { baseUrl } = sandbox.addresses.ecartpay;
		Object.assign(store.data.ecartPayApi ?? {}, {
			baseUrl: baseUrl.replace('127.0.0.1', 'localhost'),
		});
		await stage.activate();
		expect(registered()).toHaveLength(2);
	});

	test('an address without HTTPS is registered where the API is one of your own', async () => {
		stage.additionalData.webhookBaseUrl = 'http://localhost:5678/webhook';
		await stage.activate();
		expect(registered()).toHaveLength(1);
	});

	test.each(['dashboard', 'record'])('nothing is registered for %s', async (registration) => {
		stage.edit({ registration, events: EVENTS });
		await stage.activate();
		expect(requests()).toBe(0);
		expect(await stage.deactivate()).toBe(true);
	});

	test('an address of the whole account does not serve for records', async () => {
		await stage.activate();
		await stage.deactivate();
		stage.edit({ registration: 'record' });
		await expect(stage.activate()).rejects.toThrow(/already registered/);
	});
});

describe('"Listen for test event"', () => {
	test('registers nothing, and leaves what is registered as it is', async () => {
		await stage.activate('manual');
		expect(requests()).toBe(0);
		await stage.activate();
		const before = stage.savedStaticData();
		await stage.activate('manual');
		expect(await stage.deactivate('manual')).toBe(true);
		expect(stage.savedStaticData()).toBe(before);
	});

	test('needs a secret, too', async () => {
		stage = stageOf({}, { webhookSecret: '' });
		await expect(stage.activate('manual')).rejects.toThrow(/no Webhook Secret/);
	});
});

describe('is refused', () => {
	test('without a Webhook Secret, unless unsigned deliveries are accepted', async () => {
		stage = stageOf({}, { webhookSecret: ' ' });
		await expect(stage.activate()).rejects.toMatchObject({
			message: 'The credential has no Webhook Secret, so deliveries cannot be verified',
			description: expect.stringMatching(/Settings > Integrations > Webhooks.*Accept Unsigned/),
		});
		expect(requests()).toBe(0);
		stage = stageOf({ options: { acceptUnsigned: true } }, { webhookSecret: '' });
		await stage.activate();
		expect(registered()).toHaveLength(1);
	});

	test('without an event', async () => {
		stage.edit({ events: [] });
		await expect(stage.activate()).rejects.toThrow(/No event is chosen/);
	});

	test('where Ecart Pay could not reach the address', async () => {
		stage = stageOf({}, { environment: 'sandbox' });
		stage.additionalData.webhookBaseUrl = 'http://localhost:5678/webhook';
		await expect(stage.activate()).rejects.toThrow(/HTTPS addresses only/);
	});

	test('by Ecart Pay in its own words, and can be tried again', async () => {
		const body = { message: 'url is not valid', statusCode: 400 };
		sandbox.control.fault({
			provider: 'ecartpay',
			operationId: 'createWebhook',
			status: 500,
			body,
		});
		await expect(stage.activate()).rejects.toThrow(/url is not valid/);
		await stage.activate();
		expect(registered()).toHaveLength(1);
	});
});

test.each([
	['registered', { kind: 'executeThenReset' }, 1],
	['not registered', { kind: 'reset' }, 0],
	['perhaps registered', { status: 502 }, 0],
] as const)('no answer, though it was %s: never sent again', async (_, fault, count) => {
	sandbox.control.fault({ provider: 'ecartpay', operationId: 'createWebhook', ...fault });
	await expect(stage.activate()).rejects.toThrow();
	for (let again = 0; again < 2; again += 1) {
		stage.restart();
		await expect(stage.activate()).rejects.toMatchObject({
			message: expect.stringContaining('not known whether this webhook was registered'),
			description: expect.stringMatching(/Look in.*dashboard.*In the Dashboard/),
		});
	}
	expect([registered().length, requests()]).toEqual([count, 1]);
});

test('deactivation says that Ecart Pay keeps the webhook, and notes that it is unwanted', async () => {
	await stage.activate();
	expect(await stage.deactivate()).toBe(false);
	expect(stage.log).toEqual([
		expect.stringMatching(
			/keeps calling .*no documented call.*Remove it in the Ecart Pay dashboard/,
		),
	]);
	expect(stage.staticData().registrations).toMatchObject([
		{ unwantedSince: expect.stringMatching(/^\d{4}-/) },
	]);
	await stage.activate();
	expect(stage.savedStaticData()).not.toContain('unwantedSince');
});
