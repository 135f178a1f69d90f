/** Static data that somebody or something has broken are mended by every trigger that keeps any. */
import type { IDataObject, INodeType } from 'n8n-workflow';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { EcartPayApi } from '../../credentials/EcartPayApi.credentials';
import { ECrossApi } from '../../credentials/ECrossApi.credentials';
import { EcGridApi } from '../../credentials/EcGridApi.credentials';
import { PledgSignatureApi } from '../../credentials/PledgSignatureApi.credentials';
import { EcartPayTrigger } from '../../nodes/EcartPay/EcartPayTrigger.node';
import { ECrossTrigger } from '../../nodes/ECross/ECrossTrigger.node';
import { EcGridTrigger } from '../../nodes/EcGrid/EcGridTrigger.node';
import { EcGridWebhookTrigger } from '../../nodes/EcGrid/EcGridWebhookTrigger.node';
import { PledgTrigger } from '../../nodes/Pledg/PledgTrigger.node';
import { sandboxCredentials, startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { EcGridTriggerStage } from './EcGrid/triggerStage.mts';
import { triggers } from './everyNode.mts';
import { CredentialStore } from './harness.mts';
import { TriggerStage, WebhookListener } from './triggerHarness.mts';

const MANY = 20_000;

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});

afterAll(async () => await sandbox.close());

/** A signed notification of Pledg's contract, with its secret. */
const PLEDG = { merchantUid: 'mer_test', secretKey: 'pledg-test-secret' };
const NOTIFICATION = {
	created_at: '2026-01-02T03:04:05Z',
	error: '',
	id: 'tx_test',
	reference: 'order_42',
	sandbox: 'true',
	status: 'completed',
	signature: '8A2C59F7FCB5036A92BB06C87084EA7AC4ADA377379641F060D4B208BB4BDDA5',
};

interface Kept {
	/** Everything that n8n keeps for the workflow's nodes, by node. */
	workflow: { staticData: IDataObject };
}

type Break = (stage: Kept) => void;

async function pollECross(breakIt: Break): Promise<void> {
	const stage = new TriggerStage({
		node: new ECrossTrigger(),
		parameters: { event: 'skuChanged' },
		credentials: new CredentialStore([new ECrossApi()], {
			eCrossApi: {
				environment: 'custom',
				...sandbox.addresses.ecross,
				...sandboxCredentials.ecross,
				storage: true,
			},
		}),
	});
	breakIt(stage);
	expect(await stage.poll()).toEqual([]);
	expect(await stage.poll()).toEqual([]);
}

async function registerEcartPay(breakIt: Break): Promise<void> {
	const stage = new TriggerStage({
		node: new EcartPayTrigger(),
		parameters: { events: ['orders.confirmation'] },
		credentials: new CredentialStore([new EcartPayApi()], {
			ecartPayApi: {
				environment: 'custom',
				...sandbox.addresses.ecartpay,
				...sandboxCredentials.ecartpay,
				storage: true,
			},
		}),
	});
	breakIt(stage);
	await stage.activate();
	await stage.deactivate();
	await stage.activate();
}

async function takeFromPledg(breakIt: Break): Promise<void> {
	const stage = new TriggerStage({
		node: new PledgTrigger(),
		parameters: { kinds: ['paid', 'failed', 'status'] },
		credentials: new CredentialStore([new PledgSignatureApi()], { pledgSignatureApi: PLEDG }),
	});
	breakIt(stage);
	const listener = new WebhookListener(stage);
	const url = await listener.listen();
	const post = async () =>
		await fetch(url, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(NOTIFICATION),
		});
	expect((await post()).status).toBe(200);
	expect((await post()).status).toBe(200);
	await listener.close();
	expect(listener.started).toHaveLength(1);
}

function ecGridStage(node: INodeType, parameters: IDataObject): EcGridTriggerStage {
	const credentials = new CredentialStore([new EcGridApi()], {
		ecGridApi: {
			environment: 'custom',
			...sandbox.addresses.ecgrid,
			...sandboxCredentials.ecgrid,
			webhookUser: 'ecgrid',
			webhookPassword: 'a-password-of-my-own',
		},
	});
	const all = { authentication: 'apiKey', ...parameters } as Record<string, string>;
	return new EcGridTriggerStage(node, all, credentials, 'https://n8n.example.com/webhook');
}

async function askForECGridCallback(breakIt: Break): Promise<void> {
	const hooks = ecGridStage(new EcGridWebhookTrigger(), {});
	breakIt(hooks);
	expect(await hooks.hook('checkExists')).toBe(false);
	expect(await hooks.hook('delete')).toBe(true);
}

async function watchECGrid(breakIt: Break): Promise<void> {
	const trigger = ecGridStage(new EcGridTrigger(), {});
	breakIt(trigger);
	await trigger.activate();
	await trigger.deactivate();
	expect(trigger.failures).toEqual([]);
}

const list = Array.from({ length: MANY }, (_, n) => n);

const BROKEN: unknown[] = [
	null,
	'text',
	5,
	true,
	[],
	{},
	[null],
	[[]],
	{ a: null },
	{ scope: 5, memory: null, revision: 'x', confirmation: null, kept: {}, callbackId: '1' },
	[{ url: 5, account: null }],
	list,
	Object.fromEntries(list.map((n) => [`key-${n}`, null])),
];

const NODE = 'node:Trigger under test';

const KEPT: Array<[name: string, run: (breakIt: Break) => Promise<void>, members: string[]]> = [
	['E-CROSS Trigger', pollECross, ['state']],
	['Ecart Pay Trigger', registerEcartPay, ['registrations']],
	['Pledg Trigger', takeFromPledg, ['deliveries']],
	['ECGrid Webhook Trigger', askForECGridCallback, ['registration', 'testRegistration']],
	['ECGrid Trigger', watchECGrid, ['state']],
];

test('every trigger is tried', () => {
	const names = triggers.map(({ description }) => description.displayName);
	expect(KEPT.map(([name]) => name).sort()).toEqual(names.sort());
});

describe.each(KEPT)('%s', (_name, run, members) => {
	test.each(BROKEN.map((value) => [JSON.stringify(value).slice(0, 60), value]))(
		'works with %s in place of what it keeps',
		async (_text, value) => {
			for (const member of members) {
				await run(({ workflow }) => {
					workflow.staticData[NODE] = { [member]: structuredClone(value) } as IDataObject;
				});
			}
		},
	);

	// Null cannot be put there: n8n's own object for static data throws.
	test.each([{ value: 'text' }, { value: 5 }, { value: [] }, { value: [null] }])(
		'works with $value in place of all that',
		async ({ value }) => {
			await run(({ workflow }) => {
				workflow.staticData[NODE] = structuredClone(value);
			});
		},
	);
});
