// What someone who may only use a credential, or only knows a webhook's address, tries in vain.
import type { INodeParameters } from 'n8n-workflow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Credential } from '../../playground/client.mts';
import { sandboxCredentials } from '../../sandbox/credentials.mts';
import { signHs256 } from '../../credentials/lib/jwt.ts';
import { backModeDigest } from '../../nodes/Pledg/api/notification.ts';
import { caseOf, createCredential, WRONG_SECRET } from './support/credentialCases.mts';
import { startEchoingApi, type EchoingApi } from './support/echoingApi.mts';
import { callOnce, createCalls, runCalls } from './support/httpRequest.mts';
import { runNode } from './support/nodeRun.mts';
import { sharedStage } from './support/sharedStage.mts';
import { createTriggered, handedOver, waitForItems, webhookPath } from './support/triggerRun.mts';

const stage = await sharedStage();
const { client, sandbox, n8n } = stage;

let api: EchoingApi;
let eCross: Credential;

beforeAll(async () => {
	await sandbox.reset();
	api = await startEchoingApi();
	eCross = await createCredential(stage, 'E-CROSS API', 'security');
});

afterAll(async () => await api.close());

describe('an author of a workflow who wants the credential', () => {
	it.each<[string, INodeParameters]>([
		['a proxy of their own', { proxy: 'http://127.0.0.1:9' }],
		['SSL issues ignored', { allowUnauthorizedCerts: true }],
	])('is refused %s, before anything is sent', async (_what, options) => {
		const before = await requestsOf('listSkus');
		const url = `${sandbox.addresses.ecross.productUrl}/ext/merchant/skus`;
		const outcome = await callOnce(stage, eCross, { url, options });
		expect(outcome).toMatchObject({
			status: 'error',
			message: expect.stringMatching(
				/^The workflow sets (a proxy|Ignore SSL Issues) for this request/,
			),
		});
		expect(await requestsOf('listSkus')).toBe(before);
	});

	it('gains nothing by the mark that the Test once had', async () => {
		const { type, account, data, secretField } = caseOf('E-CROSS API');
		const credential = await client.createCredential({
			name: 'E-CROSS, marked',
			type,
			data: { ...data(account('marked'), sandbox.addresses), [secretField]: WRONG_SECRET },
		});
		const url = `${sandbox.addresses.ecross.productUrl}/ext/merchant/skus`;
		const headers = { 'x-commerce-connectors-test': '1' };
		const workflow = await createCalls(stage, credential, { url, headers });
		const before = await sandbox.tokenRequests('ecross');
		for (let run = 0; run < 3; run += 1) {
			expect(await runCalls(stage, workflow)).toMatchObject({ status: 'error' });
		}
		expect((await sandbox.tokenRequests('ecross')) - before).toBe(1);
	});

	it('does not get the token as an item by that mark either', async () => {
		const pledg = await createCredential(stage, 'Pledg API', 'marked');
		const url = `${sandbox.addresses.pledg.baseUrl}/api/token`;
		const headers = { 'x-commerce-connectors-test': '1' };
		const outcome = await callOnce(stage, pledg, { method: 'POST', url, headers });
		const tokens = await sandbox.issuedTokens('pledg');
		expect(tokens.filter((token) => JSON.stringify(outcome).includes(token))).toEqual([]);
	});

	it('does not read a token without any shape in the message of a provider that repeats it', async () => {
		const { type, account, data } = caseOf('E-CROSS API');
		const addresses = { authUrl: api.origin, productUrl: api.origin };
		const credential = await client.createCredential({
			name: 'E-CROSS, echoing',
			type,
			data: { ...data(account('echoing'), sandbox.addresses), ...addresses },
		});
		const before = api.count();
		const outcome = await runNode(stage, {
			type: 'eCross',
			credential,
			parameters: { resource: 'sku', operation: 'getAll', limit: 1 },
		});
		expect(outcome).toMatchObject({ status: 'error' });
		expect(JSON.stringify(outcome)).toContain('may not do this');
		expect(JSON.stringify(outcome)).not.toContain(api.token);
		expect(api.count() - before).toBeGreaterThanOrEqual(2);
	});

	it('does not get the API key as an item, neither refused nor from our node', async () => {
		const account = 'security-key';
		const credential = await createCredential(stage, 'ECGrid SOAP API with an API key', account);
		const { secret } = caseOf('ECGrid SOAP API with an API key').account(account);
		const inBox = await caseOf('ECGrid SOAP API with an API key').call(sandbox);
		const body = String(inBox.body).replaceAll('ParcelInBox', 'WhoAmI');
		const refused = await callOnce(stage, credential, { ...inBox, headers: {}, body });
		expect(refused).toMatchObject({
			status: 'error',
			message: expect.stringContaining("Use this package's ECGrid SOAP node instead."),
		});
		const own = await runNode(stage, {
			type: 'ecGridSoap',
			credential,
			parameters: { resource: 'session', operation: 'WhoAmI' },
		});
		expect(own.items).toHaveLength(1);
		expect(JSON.stringify([refused, own])).not.toContain(secret);
	});
});

describe('a guard on money', () => {
	it.each(['maximumAmount', 'dryRun'])('that is wrapped is refused: %s', async (guard) => {
		const credential = await client.createCredential({
			name: `Ecart Pay, ${guard}`,
			type: 'ecartPayApi',
			data: {
				environment: 'custom',
				...sandbox.addresses.ecartpay,
				...sandboxCredentials.ecartpay,
			},
		});
		const wrapped = { __rl: true, mode: 'id', value: '={{ 1000000 }}' };
		const outcome = await runNode(stage, {
			type: 'ecartPay',
			credential,
			parameters: {
				resource: 'payout',
				operation: 'create',
				email: 'partner@example.com',
				amount: 500,
				currency: 'MXN',
				[guard]: wrapped,
			},
		});
		expect(outcome).toMatchObject({
			status: 'error',
			message: expect.stringMatching(/must be a fixed value/),
		});
		const { operations } = await sandbox.statisticsOf('ecartpay');
		expect(operations.createPayout).toBeUndefined();
	});
});

describe('someone who knows the address of a webhook', () => {
	it('cannot have a Pledg notification told twice, nor break the trigger', async () => {
		const account = 'mer_security';
		const credential = await createCredential(stage, 'Pledg Signature API', 'security');
		const { secret } = caseOf('Pledg Signature API').account('security');
		const workflow = await createTriggered(stage, {
			type: 'pledgTrigger',
			credential,
			parameters: { kinds: ['paid', 'failed', 'status'] },
		});
		await client.activateWorkflow(workflow.id);
		const signed = {
			created_at: '2026-01-02T03:04:05Z',
			error: '',
			id: 'tx_security',
			reference: account,
			sandbox: 'true',
			status: 'completed',
		};
		const genuine = { ...signed, signature: backModeDigest(signed, secret) };
		const post = async (body: unknown) =>
			(await client.callWebhook(webhookPath(workflow), body)).status;
		expect(await post(genuine)).toBe(200);
		expect(await post(genuine)).toBe(200);
		const hostile = [
			{ ...genuine, id: ['tx_security'] },
			{ ...genuine, id: { toString: 1 } },
			{ signature: { toString: 1 } },
			{ signature: signHs256({ reference: account }, 'another secret') },
			nested(500),
		];
		for (const body of hostile) expect(await post(body)).toBe(401);
		expect(await waitForItems(stage, workflow, 1)).toMatchObject([
			{ transactionId: 'tx_security' },
		]);
		await client.deactivateWorkflow(workflow.id);
		expect(await client.listExecutions(workflow.id)).toHaveLength(1);
	});

	it('cannot start an Ecart Pay trigger by a delivery of another event under a wanted name', async () => {
		const credential = await client.createCredential({
			name: 'Ecart Pay, deliveries',
			type: 'ecartPayApi',
			data: {
				environment: 'custom',
				...sandbox.addresses.ecartpay,
				...sandboxCredentials.ecartpay,
			},
		});
		const workflow = await createTriggered(stage, {
			type: 'ecartPayTrigger',
			credential,
			parameters: { recordEvents: ['orders.confirmation'], registration: 'record' },
		});
		await client.activateWorkflow(workflow.id);
		const url = `${n8n.url}/webhook/${webhookPath(workflow)}`;
		const unwanted = await sandbox.sendEcartPay({
			url,
			event: 'orders.create',
			data: { id: 'o_1' },
		});
		const { body, headers } = unwanted.request as { body: string; headers: Record<string, string> };
		const renamed = await fetch(url, {
			method: 'POST',
			headers,
			body: body.replaceAll('orders.create', 'orders.confirmation'),
		});
		expect([unwanted.status, renamed.status]).toEqual([200, 200]);
		// What comes after has been seen, so the one before would have been seen, too.
		await sandbox.sendEcartPay({ url, event: 'orders.confirmation', data: { id: 'o_2' } });
		await waitForItems(stage, workflow, 1);
		await client.deactivateWorkflow(workflow.id);
		expect(await handedOver(stage, workflow)).toMatchObject([{ data: { id: 'o_2' } }]);
	});
});

/** How many requests of an operation have reached E-CROSS. */
async function requestsOf(operationId: string): Promise<number> {
	const { operations } = await sandbox.statisticsOf('ecross');
	return Object.values(operations[operationId] ?? {}).reduce((sum, count) => sum + count, 0);
}

function nested(depth: number): unknown {
	return Array.from({ length: depth }).reduce<unknown>((inner) => ({ inner }), 'end');
}
