// What starts a workflow by each of our triggers.
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Workflow } from '../../../playground/client.mts';
import { sign } from '../../../sandbox/pledg/signature.mts';
import { createCredential } from './credentialCases.mts';
import { receive } from './ecgridParcels.mts';
import type { Stage } from './stage.mts';
import { createTriggered, reactivate, waitForItems, webhookPath } from './triggerRun.mts';

const ACCOUNT = 'every-trigger';

interface TriggerCase {
	readonly type: string;
	readonly credential: string;
	readonly parameters: INodeParameters;
	/** Makes happen what the trigger waits for; it is active by then. */
	cause(stage: Stage, workflow: Workflow): Promise<unknown>;
}

export const triggerCases: readonly TriggerCase[] = [
	{
		type: 'eCrossTrigger',
		credential: 'E-CROSS API',
		parameters: {
			event: 'orderChanged',
			statuses: ['READY_TO_SHIP'],
			pollTimes: { item: [{ mode: 'everyHour', minute: 59 }] },
		},
		cause: async (stage, workflow) => {
			await stage.sandbox.seedECross({ account: `client-${ACCOUNT}-ecrosstrigger`, orders: 1 });
			// n8n polls on activation.
			await reactivate(stage, workflow);
		},
	},
	{
		type: 'ecartPayTrigger',
		credential: 'Ecart Pay API',
		parameters: { events: ['orders.create'], registration: 'record' },
		cause: async ({ n8n, sandbox }, workflow) =>
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
		cause: async (stage) => await receive(stage, mail(`${ACCOUNT}-ecgridtrigger`)),
	},
	{
		type: 'ecGridWebhookTrigger',
		credential: 'ECGrid API Key API',
		parameters: {},
		cause: async (stage) => await receive(stage, mail(`${ACCOUNT}-ecgridwebhooktrigger`)),
	},
	{
		type: 'pledgTrigger',
		credential: 'Pledg Signature API',
		parameters: { kinds: ['paid'] },
		cause: async ({ client }, workflow) => {
			const paid = { reference: 'order_7', transfer_order_item_uid: 'tri_1', amount_cents: 2_000 };
			const signature = await sign(paid, `secret-of-mer_${ACCOUNT}-pledgtrigger`);
			await client.callWebhook(webhookPath(workflow), { signature });
		},
	},
];

/** What the trigger puts out when its case happens, in a workflow of its own. */
export async function itemsOf(stage: Stage, triggerCase: TriggerCase): Promise<IDataObject[]> {
	const { type, credential, parameters, cause } = triggerCase;
	const workflow = await createTriggered(stage, {
		type,
		credential: await createCredential(stage, credential, `${ACCOUNT}-${type.toLowerCase()}`),
		parameters,
	});
	await stage.client.activateWorkflow(workflow.id);
	await cause(stage, workflow);
	const items = await waitForItems(stage, workflow, 1);
	await stage.client.deactivateWorkflow(workflow.id);
	return items;
}

function mail(name: string): string {
	return `${name}@example.com`;
}
