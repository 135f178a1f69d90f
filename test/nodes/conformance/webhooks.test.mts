/** Random histories of the webhook triggers: each delivery starts the workflow once, forged ones never. */
import type { IncomingMessage, ServerResponse } from 'node:http';

import fc from 'fast-check';
import type { INodeParameters, INodeType } from 'n8n-workflow';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';

import { EcartPayApi } from '../../../credentials/EcartPayApi.credentials';
import { PledgSignatureApi } from '../../../credentials/PledgSignatureApi.credentials';
import { EcartPayTrigger } from '../../../nodes/EcartPay/EcartPayTrigger.node';
import { EcGridWebhookTrigger } from '../../../nodes/EcGrid/EcGridWebhookTrigger.node';
import { PledgTrigger } from '../../../nodes/Pledg/PledgTrigger.node';
import { signedRequest } from '../../../sandbox/ecartpay/Webhooks.mts';
import { signedNotification } from '../../../sandbox/pledg/notifications.mts';
import { sandboxCredentials } from '../../../sandbox/server.mts';
import { Stage } from '../EcGrid/stage.mts';
import { CredentialStore } from '../harness.mts';
import { TriggerStage } from '../triggerHarness.mts';
import {
	HISTORIES,
	HISTORY_LIMIT_MILLISECONDS,
	inProcess,
	type SendInProcess,
} from './inProcess.mts';

let ecGrid: Stage;

beforeAll(async () => {
	ecGrid = await Stage.open();
	ecGrid.begin();
});

afterEach(() => {
	vi.useRealTimers();
});

afterAll(async () => await ecGrid.sandbox.close());

interface Request {
	headers: Record<string, string>;
	body: string;
}

interface Sender {
	name: string;
	node(): INodeType;
	parameters: INodeParameters;
	credentials(): CredentialStore;
	send?(): SendInProcess;
	/** A genuine delivery, the same for the same number. */
	genuine(number: number): Promise<Request>;
	/** One that anybody could have made. */
	forged(number: number): Promise<Request>;
	/** What n8n cannot start is sent again. */
	isToldOfFailures: boolean;
}

const JSON_TYPE = { 'content-type': 'application/json' };
const MERCHANT = 'mer_history';

const transfer = (number: number) => ({
	reference: `order_${number}`,
	transfer_order_item_uid: `tri_${number}`,
	merchant_uid: MERCHANT,
	purchase_uid: `pur_${number}`,
	amount_cents: 2_000,
});

async function pledgRequest(number: number, secret: string): Promise<Request> {
	const body = JSON.stringify(await signedNotification(transfer(number), secret));
	return { headers: JSON_TYPE, body };
}

const ecartPayRequest = (number: number, secret: string): Request => {
	const event = { event: 'orders.confirmation', data: { id: `order_${number}` } };
	const stamp = { timestamp: Date.now(), webhookId: `hook_${number}` };
	return signedRequest(secret, event, stamp);
};

const SENDERS: Sender[] = [
	{
		name: 'Ecart Pay Trigger',
		node: () => new EcartPayTrigger(),
		parameters: { events: ['orders.confirmation'] },
		credentials: () =>
			new CredentialStore([new EcartPayApi()], { ecartPayApi: { ...sandboxCredentials.ecartpay } }),
		genuine: async (number) =>
			await Promise.resolve(ecartPayRequest(number, sandboxCredentials.ecartpay.webhookSecret)),
		forged: async (number) => await Promise.resolve(ecartPayRequest(number, 'another')),
		isToldOfFailures: false,
	},
	{
		name: 'Pledg Trigger',
		node: () => new PledgTrigger(),
		parameters: { kinds: ['paid', 'failed', 'status'] },
		credentials: () =>
			new CredentialStore([new PledgSignatureApi()], {
				pledgSignatureApi: { merchantUid: MERCHANT, secretKey: 'of-the-merchant' },
			}),
		genuine: async (number) => await pledgRequest(number, 'of-the-merchant'),
		forged: async (number) => await pledgRequest(number, 'another'),
		isToldOfFailures: true,
	},
	{
		name: 'ECGrid Webhook Trigger',
		node: () => new EcGridWebhookTrigger(),
		parameters: { authentication: 'apiKey', statuses: '' },
		credentials: () => ecGrid.credentials(),
		send: () => inProcess(ecGrid.sandbox, { 'x-api-key': `key-of-${ecGrid.account}` }),
		genuine: async (number) => await ecGridCall(number % parcelIds().length, number),
		forged: async (number) => await ecGridCall(-1, number),
		isToldOfFailures: true,
	},
];

function parcelIds(): number[] {
	return ecGrid.sandbox.control.ecgrid.list(ecGrid.account).map(({ parcelId }) => parcelId);
}

/** About a parcel by its place; an unknown one below 0. */
async function ecGridCall(place: number, number: number): Promise<Request> {
	const parcelId = parcelIds()[place] ?? 999_999_999;
	const body = JSON.stringify({ parcelId, created: new Date(number * 1_000).toISOString() });
	return await Promise.resolve({ headers: JSON_TYPE, body });
}

const step = fc.oneof(
	{ weight: 8, arbitrary: fc.record({ genuine: fc.nat(5) }) },
	{ weight: 2, arbitrary: fc.record({ forged: fc.nat(5) }) },
	{ weight: 2, arbitrary: fc.record({ notStarted: fc.nat(5) }) },
	{ weight: 2, arbitrary: fc.record({ minutes: fc.constantFrom(1, 9, 60) }) },
	{ weight: 1, arbitrary: fc.constant('restart' as const) },
);

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

class History {
	private readonly sender: Sender;
	private readonly stage: TriggerStage;
	/** How often each delivery has started the workflow. */
	readonly started = new Map<number, number>();
	readonly due = new Set<number>();
	readonly forged: number[] = [];

	constructor(sender: Sender) {
		this.sender = sender;
		const { node, parameters, credentials, send } = sender;
		this.stage = new TriggerStage({ node: node(), parameters, credentials: credentials() });
		if (send) this.stage.send = send();
	}

	async take(taken: Step): Promise<void> {
		// After an hour, only the static data still know of it.
		if (taken === 'restart') this.stage.restart();
		else if ('minutes' in taken) vi.advanceTimersByTime(taken.minutes * 60_000);
		else if ('forged' in taken) {
			const request = await this.sender.forged(taken.forged);
			if (await this.deliver(request)) this.forged.push(taken.forged);
		} else if ('notStarted' in taken) {
			// Where the answer comes first, the sender never hears of it.
			if (!this.sender.isToldOfFailures) return;
			await this.deliver(await this.sender.genuine(taken.notStarted), 503);
		} else {
			this.due.add(taken.genuine);
			if (!(await this.deliver(await this.sender.genuine(taken.genuine)))) return;
			this.started.set(taken.genuine, (this.started.get(taken.genuine) ?? 0) + 1);
		}
	}

	/** Whether the workflow would start. */
	private async deliver({ headers, body }: Request, failure?: number): Promise<boolean> {
		const request = { method: 'POST', url: '/webhook', headers, rawBody: Buffer.from(body) };
		const closed: Array<() => void> = [];
		const response = {
			statusCode: 200,
			status(code: number) {
				response.statusCode = code;
				return response;
			},
			end: () => {},
			once: (_: string, listener: () => void) => closed.push(listener),
		};
		const { workflowData } = await this.stage.webhook(
			request as unknown as IncomingMessage,
			response as unknown as ServerResponse,
			'webhook',
		);
		const starts = (workflowData?.[0]?.length ?? 0) > 0;
		if (starts && failure !== undefined) response.statusCode = failure;
		for (const listener of closed) listener();
		return starts;
	}
}

describe.each(SENDERS)('$name', (sender) => {
	test(
		'each delivery starts the workflow once, and what is forged never',
		async () => {
			vi.useFakeTimers({ toFake: ['Date', 'performance'] });
			await fc.assert(
				fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 20 }), async (steps) => {
					const history = new History(sender);
					for (const taken of steps) await history.take(taken);
					expect(history.forged).toEqual([]);
					expect([...history.started.keys()].sort()).toEqual([...history.due].sort());
					expect([...history.started.values()].filter((times) => times !== 1)).toEqual([]);
				}),
				{ numRuns: HISTORIES },
			);
		},
		HISTORY_LIMIT_MILLISECONDS,
	);
});
