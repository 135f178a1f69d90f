/** Random histories of the webhook triggers: each delivery starts the workflow once, forged ones never. */
import type { IncomingMessage, ServerResponse } from 'node:http';

import fc from 'fast-check';
import type { INodeParameters, INodeType } from 'n8n-workflow';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';

import { EcartPayApi } from '../../../credentials/EcartPayApi.credentials';
import { PledgSignatureApi } from '../../../credentials/PledgSignatureApi.credentials';
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
	/** The node, of modules that are loaded anew where they have been reset. */
	load(): Promise<INodeType>;
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
		load: async () =>
			new (await import('../../../nodes/EcartPay/EcartPayTrigger.node')).EcartPayTrigger(),
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
		load: async () => new (await import('../../../nodes/Pledg/PledgTrigger.node')).PledgTrigger(),
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
		load: async () =>
			new (await import('../../../nodes/EcGrid/EcGridWebhookTrigger.node')).EcGridWebhookTrigger(),
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
	{ weight: 8, arbitrary: fc.record({ genuine: fc.nat(5), process: fc.nat(1) }) },
	{ weight: 2, arbitrary: fc.record({ forged: fc.nat(5) }) },
	{ weight: 2, arbitrary: fc.record({ notStarted: fc.nat(5) }) },
	{ weight: 2, arbitrary: fc.record({ minutes: fc.constantFrom(1, 9, 60) }) },
	{ weight: 1, arbitrary: fc.constant('restart' as const) },
	{ weight: 1, arbitrary: fc.constant('loseStaticData' as const) },
);

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Two webhook processes, and what the first one is after a restart. */
const LIVES = 3;

/** The same node in each of them: it has modules, and so a memory, of its own. */
async function inEachLife({ load }: Sender): Promise<INodeType[]> {
	const nodes: INodeType[] = [];
	for (let life = 0; life < LIVES; life++) {
		vi.resetModules();
		nodes.push(await load());
	}
	return nodes;
}

interface Start {
	life: number;
	/** Milliseconds since the epoch. */
	time: number;
}

class History {
	private readonly sender: Sender;
	private readonly stages: TriggerStage[] = [];
	/** Which life each process is in. What a life that comes back still knows does no harm. */
	private readonly lives = [0, 1];
	/** What n8n has in its database; each request reads it anew. */
	private saved = '{}';
	private lost = 0;
	private readonly starts = new Map<number, Start[]>();
	/** Deliveries that started the workflow again though their process or the database knew them. */
	readonly repeated: number[] = [];
	readonly due = new Set<number>();
	readonly forged: number[] = [];

	constructor(sender: Sender, nodes: INodeType[]) {
		this.sender = sender;
		const { parameters, credentials, send } = sender;
		const [first, ...others] = nodes.map(
			(node) => new TriggerStage({ node, parameters, credentials: credentials() }),
		);
		if (!first) throw new Error('There is no process');
		// One workflow, whichever process runs it.
		this.stages.push(first, ...others.map((stage) => stage.as(first)));
		if (send) for (const stage of this.stages) stage.send = send();
	}

	started(): number[] {
		return [...this.starts.keys()].sort();
	}

	async take(taken: Step): Promise<void> {
		if (taken === 'restart') this.lives[0] = this.lives[0] === 0 ? 2 : 0;
		else if (taken === 'loseStaticData') this.lose();
		else if ('minutes' in taken) vi.advanceTimersByTime(taken.minutes * 60_000);
		else if ('forged' in taken) {
			const request = await this.sender.forged(taken.forged);
			if (await this.deliver(request, 0)) this.forged.push(taken.forged);
		} else if ('notStarted' in taken) {
			// Where the answer comes first, the sender never hears of it.
			if (!this.sender.isToldOfFailures) return;
			await this.deliver(await this.sender.genuine(taken.notStarted), 0, 503);
		} else {
			this.due.add(taken.genuine);
			const request = await this.sender.genuine(taken.genuine);
			if (await this.deliver(request, taken.process)) this.note(taken.genuine, taken.process);
		}
	}

	private lose(): void {
		this.saved = '{}';
		this.lost = Date.now();
		// Otherwise what happens next would be of the same instant.
		vi.advanceTimersByTime(1);
	}

	private note(number: number, process: number): void {
		const before = this.starts.get(number) ?? [];
		const now = { life: this.lives[process] ?? 0, time: Date.now() };
		const isKnown = before.some(
			({ life, time }) => time > this.lost || (life === now.life && now.time - time < 10 * 60_000),
		);
		if (isKnown) this.repeated.push(number);
		this.starts.set(number, [...before, now]);
	}

	/** Whether the workflow would start. */
	private async deliver(
		{ headers, body }: Request,
		process: number,
		failure?: number,
	): Promise<boolean> {
		const stage = this.stages[this.lives[process] ?? 0];
		if (!stage) throw new Error('There is no such process');
		stage.restart(this.saved);
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
		const { workflowData } = await stage.webhook(
			request as unknown as IncomingMessage,
			response as unknown as ServerResponse,
			'webhook',
		);
		const starts = (workflowData?.[0]?.length ?? 0) > 0;
		if (starts && failure !== undefined) response.statusCode = failure;
		// n8n saves nothing of a request that it could not start a workflow for.
		else this.saved = stage.savedStaticData();
		for (const listener of closed) listener();
		return starts;
	}
}

describe.each(SENDERS)('$name', (sender) => {
	test(
		'each delivery starts the workflow once as long as it is known, and what is forged never',
		async () => {
			const nodes = await inEachLife(sender);
			vi.useFakeTimers({ toFake: ['Date', 'performance'] });
			await fc.assert(
				fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 20 }), async (steps) => {
					const history = new History(sender, nodes);
					for (const taken of steps) await history.take(taken);
					expect(history.forged).toEqual([]);
					expect(history.started()).toEqual([...history.due].sort());
					expect(history.repeated).toEqual([]);
				}),
				{ numRuns: HISTORIES },
			);
		},
		HISTORY_LIMIT_MILLISECONDS,
	);
});
