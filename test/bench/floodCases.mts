/** What is sent to each webhook trigger in a flood. */
import { signedRequest } from '../../sandbox/ecartpay/Webhooks.mts';
import { sign } from '../../sandbox/pledg/signature.mts';
import { createCredential } from '../e2e/support/credentialCases.mts';
import { createAccount, parcelsOf, receive } from '../e2e/support/ecgridParcels.mts';
import type { Stage } from '../e2e/support/stage.mts';
import type { Triggered } from '../e2e/support/triggerRun.mts';
import type { DeliveryKind } from './floodFigures.mts';

export interface Message {
	readonly headers?: Readonly<Record<string, string>>;
	readonly body: string;
}

interface PreparedFlood {
	readonly triggered: Triggered;
	/** A repeated message is that of the valid one of the same event. */
	messageOf(kind: DeliveryKind, event: number): Promise<Message>;
}

export interface FloodCase {
	readonly title: string;
	/** n8n's own node, for comparison. */
	readonly isControl?: boolean;
	prepare(stage: Stage): Promise<PreparedFlood>;
}

const ACCOUNT = 'flood';
const NOBODY = 'a secret of nobody';

export const floodCases: readonly FloodCase[] = [
	{ title: 'Ecart Pay Trigger', prepare: ecartPay },
	{ title: 'Pledg Trigger', prepare: pledg },
	{ title: 'ECGrid Webhook Trigger', prepare: ecGrid },
	{ title: "n8n's Webhook node", isControl: true, prepare: webhookNode },
];

async function ecartPay(stage: Stage): Promise<PreparedFlood> {
	const publicKey = `pub-${ACCOUNT}`;
	return {
		triggered: {
			type: 'ecartPayTrigger',
			credential: await createCredential(stage, 'Ecart Pay API', ACCOUNT),
			parameters: { events: ['orders.create'], registration: 'record' },
		},
		messageOf: async (kind, event) =>
			signedRequest(
				kind === 'forged' ? NOBODY : `webhook-secret-of-${publicKey}`,
				{ event: 'orders.create', data: { id: `order_${event}` } },
				{ timestamp: Date.now(), webhookId: `hook_${event}` },
			),
	};
}

async function pledg(stage: Stage): Promise<PreparedFlood> {
	return {
		triggered: {
			type: 'pledgTrigger',
			credential: await createCredential(stage, 'Pledg Signature API', ACCOUNT),
			parameters: { kinds: ['paid'] },
		},
		messageOf: async (kind, event) => {
			const paid = {
				reference: `order_${event}`,
				transfer_order_item_uid: `tri_${event}`,
				amount_cents: 2_000,
			};
			const secret = kind === 'forged' ? NOBODY : `secret-of-mer_${ACCOUNT}`;
			return { body: JSON.stringify({ signature: await sign(paid, secret) }) };
		},
	};
}

/** ECGrid signs nothing: a forged call has another login, and a genuine one is looked up. */
async function ecGrid(stage: Stage): Promise<PreparedFlood> {
	const account = `${ACCOUNT}@example.com`;
	const login = { webhookUser: 'ecgrid', webhookPassword: 'a-password-of-my-own' };
	const credential = await createAccount(stage, account, login);
	await receive(stage, account);
	const [parcel] = await parcelsOf(stage, account);
	return {
		triggered: {
			type: 'ecGridWebhookTrigger',
			credential,
			parameters: {
				httpAuthentication: true,
				statuses: [],
				options: { test: false },
			},
		},
		messageOf: async (kind, event) => {
			const password = kind === 'forged' ? NOBODY : login.webhookPassword;
			const basic = Buffer.from(`${login.webhookUser}:${password}`).toString('base64');
			return {
				headers: { authorization: `Basic ${basic}` },
				body: JSON.stringify({
					eventId: event,
					parcelId: parcel?.parcelId,
					status: parcel?.status,
					created: new Date().toISOString(),
				}),
			};
		},
	};
}

/** With Header Auth: a forged webhook has another value there. */
async function webhookNode({ client }: Stage): Promise<PreparedFlood> {
	const [name, value] = ['x-webhook-key', 'a-key-of-my-own'];
	const credential = await client.createCredential({
		name: 'Header of a flood',
		type: 'httpHeaderAuth',
		data: { name, value },
	});
	const webhookId = crypto.randomUUID();
	return {
		triggered: {
			type: 'webhook',
			package: 'n8n-nodes-base',
			credential,
			webhookId,
			// As those of our triggers.
			parameters: {
				httpMethod: 'POST',
				path: `${webhookId}/webhook`,
				authentication: 'headerAuth',
			},
		},
		messageOf: async (kind, event) => ({
			headers: { [name]: kind === 'forged' ? NOBODY : value },
			body: JSON.stringify({ event }),
		}),
	};
}
