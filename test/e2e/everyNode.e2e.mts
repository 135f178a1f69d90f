// Each node once, on whatever line of n8n: the quick answer to whether the package works there.
import type { INodeParameters } from 'n8n-workflow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCredential } from './support/credentialCases.mts';
import { runNode } from './support/nodeRun.mts';
import { sharedStage } from './support/sharedStage.mts';
import { itemsOf, triggerCases } from './support/triggerCases.mts';

const stage = await sharedStage();
const { client, sandbox } = stage;

const ACCOUNT = 'every-node';

interface ActionCase {
	readonly type: string;
	readonly credential: string;
	readonly parameters: INodeParameters;
	/** Of the one item that comes out. */
	readonly result: object;
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
			amount: 2,
			created: '2021-12-17',
		},
		result: {},
	},
];

beforeAll(async () => await sandbox.reset());
afterAll(async () => await sandbox.reset());

describe('the package', () => {
	it('has no other nodes', async () => {
		const types = (await client.listNodeTypes()).map(({ name }) => name);
		const ours = types.filter((name) => name.startsWith('n8n-nodes-commerce-connectors.'));
		const tried = [...actions, ...triggerCases].map(({ type }) => type);
		// n8n adds the tool that it makes of each action node.
		const expected = [...tried, ...actions.map(({ type }) => `${type}Tool`)];
		expect(ours.map((name) => name.split('.')[1]).sort()).toEqual(expected.sort());
	});
});

describe('the node', () => {
	it.each(actions)('$type runs', async ({ type, parameters, result, ...action }) => {
		const credential = await createCredential(stage, action.credential, accountOf(type));
		const { message, items } = await runNode(stage, { type, credential, parameters });
		expect(message).toBeUndefined();
		expect(items[0]?.json).toEqual(expect.objectContaining(result));
	});

	it.each(triggerCases)('$type starts a workflow', async (triggerCase) => {
		expect(await itemsOf(stage, triggerCase)).not.toHaveLength(0);
	});
});

function accountOf(nodeType: string): string {
	return `${ACCOUNT}-${nodeType.toLowerCase()}`;
}

function mail(name: string): string {
	return `${name}@example.com`;
}
