// Each node once, on whatever line of n8n: the quick answer to whether the package works there.
import type { INodeParameters } from 'n8n-workflow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Credential, Workflow } from '../../playground/client.mts';
import { sign } from '../../sandbox/pledg/signature.mts';
import { caseOf, credentialInput } from './credentialCases.mts';
import { receive } from './ecgridParcels.mts';
import { runNode } from './nodeRun.mts';
import { sharedStage } from './sharedStage.mts';
import { createTriggered, reactivate, waitForItems, webhookPath } from './triggerRun.mts';

const stage = await sharedStage();
const { client, sandbox, n8n } = stage;

const ACCOUNT = 'every-node';

interface ActionCase {
	readonly type: string;
	readonly credential: string;
	readonly parameters: INodeParameters;
	/** Of the one item that comes out. */
	readonly result: object;
}

interface TriggerCase {
	readonly type: string;
	readonly credential: string;
	readonly parameters: INodeParameters;
	/** Makes happen what the trigger waits for; it is active by then. */
	cause(workflow: Workflow): Promise<unknown>;
}

const actions: readonly ActionCase[] = [
	{
		type: 'eCross',
		credential: 'E-CROSS API',
		parameters: { resource: 'sku', operation: 'upsert', productId: 'MUG', skuId: 'MUG-BLUE' },
		result: { skuId: 'MUG-BLUE' },
	},
	{
		type: 'ecartPay',
		credential: 'Ecart Pay API',
		parameters: {
			resource: 'customer',
			operation: 'create',
			first_name: 'Ana',
			email: mail('ana'),
		},
		result: { first_name: 'Ana' },
	},
	{
		type: 'ecGrid',
		credential: 'ECGrid Login API',
		parameters: { resource: 'user', operation: 'getMe', authentication: 'login' },
		result: { email: mail(`${ACCOUNT}-ecgrid`) },
	},
	{
		type: 'ecGridSoap',
		credential: 'ECGrid SOAP API with a session',
		parameters: { resource: 'session', operation: 'WhoAmI' },
		result: { EMail: mail(`${ACCOUNT}-ecgridsoap`) },
	},
	{
		type: 'pledg',
		credential: 'Pledg API',
		parameters: {
			resource: 'schedule',
			operation: 'simulate',
			merchantUid: 'mer_sandbox',
			amountCents: 200,
			created: '2021-12-17',
		},
		result: {},
	},
];

const triggers: readonly TriggerCase[] = [
	{
		type: 'eCrossTrigger',
		credential: 'E-CROSS API',
		parameters: {
			event: 'orderChanged',
			statuses: ['READY_TO_SHIP'],
			pollTimes: { item: [{ mode: 'everyHour', minute: 59 }] },
		},
		cause: async (workflow) => {
			await sandbox.seedECross({ account: `client-${ACCOUNT}-ecrosstrigger`, orders: 1 });
			// n8n polls on activation.
			await reactivate(stage, workflow);
		},
	},
	{
		type: 'ecartPayTrigger',
		credential: 'Ecart Pay API',
		parameters: { events: ['orders.create'], registration: 'record' },
		cause: async (workflow) =>
			await sandbox.sendEcartPay({
				url: `${n8n.url}/webhook/${webhookPath(workflow)}`,
				event: 'orders.create',
				data: { id: 'order_1' },
				account: `pub-${ACCOUNT}-ecartpaytrigger`,
			}),
	},
	{
		type: 'ecGridTrigger',
		credential: 'ECGrid API Key API',
		parameters: { pollTimes: { item: [{ mode: 'custom', cronExpression: '*/2 * * * * *' }] } },
		cause: async () => await receive(stage, mail(`${ACCOUNT}-ecgridtrigger`)),
	},
	{
		type: 'ecGridWebhookTrigger',
		credential: 'ECGrid API Key API',
		parameters: {},
		cause: async () => await receive(stage, mail(`${ACCOUNT}-ecgridwebhooktrigger`)),
	},
	{
		type: 'pledgTrigger',
		credential: 'Pledg Signature API',
		parameters: { kinds: ['paid'] },
		cause: async (workflow) => {
			const paid = { reference: 'order_7', transfer_order_item_uid: 'tri_1', amount_cents: 2_000 };
			const signature = await sign(paid, `secret-of-mer_${ACCOUNT}-pledgtrigger`);
			await client.callWebhook(webhookPath(workflow), { signature });
		},
	},
];

beforeAll(async () => await sandbox.reset());
afterAll(async () => await sandbox.reset());

describe('the package', () => {
	it('has no other nodes', async () => {
		const types = (await client.listNodeTypes()).map(({ name }) => name);
		const ours = types.filter((name) => name.startsWith('n8n-nodes-commerce-connectors.'));
		const tried = [...actions, ...triggers].map(({ type }) => type);
		// n8n adds the tool that it makes of each action node.
		const expected = [...tried, ...actions.map(({ type }) => `${type}Tool`)];
		expect(ours.map((name) => name.split('.')[1]).sort()).toEqual(expected.sort());
	});
});

describe('the node', () => {
	it.each(actions)('$type runs', async ({ type, parameters, result, ...action }) => {
		const credential = await createCredential(action.credential, type);
		const { message, items } = await runNode(stage, { type, credential, parameters });
		expect(message).toBeUndefined();
		expect(items[0]?.json).toEqual(expect.objectContaining(result));
	});

	it.each(triggers)('$type starts a workflow', async ({ type, parameters, cause, credential }) => {
		const workflow = await createTriggered(stage, {
			type,
			credential: await createCredential(credential, type),
			parameters,
		});
		await client.activateWorkflow(workflow.id);
		await cause(workflow);
		expect(await waitForItems(stage, workflow, 1)).not.toHaveLength(0);
		await client.deactivateWorkflow(workflow.id);
	});
});

/** A credential for an account that no other node uses. */
async function createCredential(title: string, nodeType: string): Promise<Credential> {
	const account = `${ACCOUNT}-${nodeType.toLowerCase()}`;
	return await client.createCredential(credentialInput(caseOf(title), account, sandbox.addresses));
}

function mail(name: string): string {
	return `${name}@example.com`;
}
