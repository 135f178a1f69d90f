/** Random histories of the E-CROSS trigger: each change once, none lost, whatever happens. */
import fc from 'fast-check';
import type { INodeType } from 'n8n-workflow';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';

import { ECrossApi } from '../../../credentials/ECrossApi.credentials';
import type { SeedRequest } from '../../../sandbox/ecross/seed.mts';
import { sandboxCredentials, startSandbox, type Sandbox } from '../../../sandbox/server.mts';
import { CredentialStore } from '../harness.mts';
import { TriggerStage } from '../triggerHarness.mts';
import {
	HISTORIES,
	HISTORY_LIMIT_MILLISECONDS,
	inProcess,
	type SendInProcess,
} from './inProcess.mts';

const NODE = '../../../nodes/ECross/ECrossTrigger.node';

let sandbox: Sandbox;
/** The same node in two processes: each has modules of its own. */
const nodes: INodeType[] = [];

beforeAll(async () => {
	sandbox = await startSandbox();
	for (let process = 0; process < 2; process++) {
		vi.resetModules();
		const { ECrossTrigger } = (await import(NODE)) as { ECrossTrigger: new () => INodeType };
		nodes.push(new ECrossTrigger());
	}
});

afterEach(() => {
	vi.useRealTimers();
});

afterAll(async () => await sandbox.close());

const DAY = 86_400_000;
const STEP_MILLISECONDS = 90_000;
const YEAR_SECONDS = 365 * 86_400;
const STATUSES = ['APPROVED', 'READY_TO_SHIP', 'SHIPPED'];

/** What can happen between two polls. */
const step = fc.oneof(
	{ weight: 5, arbitrary: fc.record({ make: fc.integer({ min: 0, max: 80 }) }) },
	{ weight: 4, arbitrary: fc.record({ change: fc.nat(9) }) },
	{ weight: 8, arbitrary: fc.record({ poll: fc.nat(1) }) },
	{ weight: 1, arbitrary: fc.record({ cutOffPoll: fc.nat(1) }) },
	{ weight: 1, arbitrary: fc.record({ failedPage: fc.nat(2) }) },
	{ weight: 1, arbitrary: fc.record({ clockMinutes: fc.integer({ min: -50, max: 50 }) }) },
	{ weight: 1, arbitrary: fc.constant('dateOfNextYear' as const) },
	{ weight: 1, arbitrary: fc.constant('restart' as const) },
	{ weight: 1, arbitrary: fc.constant('loseStaticData' as const) },
);

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/**
 * One process that keeps its static data; n8n's durable scheduler, which reads them anew for each poll
 * and spreads polls over processes; the same with durable cursors, which saves polls without news too.
 */
const MODES = ['oneProcess', 'durable', 'durableCursors'] as const;

type Mode = (typeof MODES)[number];

interface Kind {
	event: string;
	list: string;
	operationId: string;
	id: string;
	/** Members that make a version. */
	version: string[];
}

const orders = { list: 'orders', operationId: 'listOrders', id: 'orderId' };
const KINDS: Kind[] = [
	{ event: 'orderStatusChanged', ...orders, version: ['status'] },
	{ event: 'orderChanged', ...orders, version: ['status', 'lastUpdateDate'] },
	{
		event: 'skuChanged',
		list: 'skus',
		operationId: 'listSkus',
		id: 'id',
		version: ['lastUpdateDate'],
	},
	{
		event: 'inventoryChanged',
		list: 'inventories',
		operationId: 'listInventory',
		id: 'id',
		version: ['lastUpdateDate'],
	},
	{
		event: 'parcelCreated',
		list: 'parcels',
		operationId: 'listParcels',
		id: 'parcelId',
		version: [],
	},
];

/** What the provider itself dates. A second SKU of the same number is a change of the first one. */
const SEEDS: Readonly<Record<string, SeedRequest>> = {
	skuChanged: { skus: 1 },
	inventoryChanged: { skus: 1, stock: 7 },
	parcelCreated: { parcels: 1 },
};

type Row = Record<string, unknown>;

/** The histories of the trigger are shared by its events, to each as many. */
const SHARE = Math.ceil(HISTORIES / KINDS.length);

let histories = 0;

/** One trigger, one account, and what is known of both. */
class History {
	private readonly account = `client-history-${++histories}`;
	private readonly kind: Kind;
	private readonly mode: Mode;
	private stages: TriggerStage[] = [];
	private send: SendInProcess = async () => await Promise.reject(new Error('not logged in'));
	/** What n8n has in its database. */
	private saved = '{}';
	/** The processes that have polled since they started. */
	private readonly started = new Set<number>();
	/** What need not be handed over: it was there when the trigger began. */
	private readonly excused = new Set<string>();
	private readonly made: string[] = [];
	private clockChanges = 0;
	readonly handedOver: string[] = [];
	hasCutOff = false;

	constructor(kind: Kind, mode: Mode) {
		this.kind = kind;
		this.mode = mode;
	}

	async begin(): Promise<void> {
		sandbox.control.reset();
		sandbox.control.settings('ecross', {
			pageSize: 3,
			tokenLifetimeSeconds: 10 * YEAR_SECONDS,
			// Orders move on only when the history says so.
			stepsPerRead: 0,
		});
		const { token } = (
			await sandbox.inject({
				method: 'POST',
				url: `${new URL(sandbox.addresses.ecross.authUrl).pathname.replace(/\/$/, '')}/token`,
				headers: { 'content-type': 'application/json' },
				payload: { clientId: this.account, clientSecret: `secret-of-${this.account}` },
			})
		).json<{ token: string }>();
		this.send = inProcess(sandbox, { authorization: `Bearer ${token}` });
		this.start();
	}

	async take(taken: Step): Promise<void> {
		vi.setSystemTime(Date.now() + STEP_MILLISECONDS);
		if (taken === 'restart') this.start();
		else if (taken === 'loseStaticData') this.lose();
		else if (taken === 'dateOfNextYear') {
			// One poll's answers; nothing is written meanwhile.
			sandbox.control.settings('ecross', { clockOffsetSeconds: YEAR_SECONDS });
			await this.poll(0);
			sandbox.control.settings('ecross', { clockOffsetSeconds: 0 });
		} else if ('make' in taken) this.make(taken.make);
		else if ('change' in taken) this.change(taken.change);
		else if ('poll' in taken) await this.poll(taken.poll);
		else if ('cutOffPoll' in taken) await this.poll(taken.cutOffPoll, { isCutOff: true });
		else if ('failedPage' in taken) await this.failAt(taken.failedPage);
		else {
			// The odd seconds keep a second change from getting the time of an earlier one.
			const clockOffsetSeconds = taken.clockMinutes * 60 + 7 * ++this.clockChanges;
			sandbox.control.settings('ecross', { clockOffsetSeconds });
		}
	}

	/** Polls without disturbance, until everything has been read. */
	async settle(): Promise<void> {
		for (let poll = 0; poll < (this.hasCutOff ? 10 : 4); poll++) {
			vi.setSystemTime(Date.now() + STEP_MILLISECONDS);
			// Until there is news, a process knows only of its own polls.
			await this.poll(poll % 2);
		}
	}

	/** Versions that must have been handed over by now. */
	async due(): Promise<string[]> {
		const versions = await this.present();
		return versions.filter((version) => !this.excused.has(version));
	}

	/** Each process has read nothing yet but the database. */
	private start(): void {
		this.started.clear();
		this.stages = nodes.map((node) => {
			const stage = new TriggerStage({
				node,
				parameters: { event: this.kind.event, statuses: STATUSES },
				credentials: this.credentials(),
			});
			stage.send = this.send;
			stage.restart(this.saved);
			return stage;
		});
	}

	private credentials(): CredentialStore {
		return new CredentialStore([new ECrossApi()], {
			eCrossApi: {
				environment: 'custom',
				...sandbox.addresses.ecross,
				...sandboxCredentials.ecross,
				clientId: this.account,
				storage: true,
			},
		});
	}

	private lose(): void {
		this.saved = '{}';
		this.start();
	}

	private make(days: number): void {
		const startDate = new Date(Date.now() - days * DAY).toISOString();
		const { event } = this.kind;
		if (event.startsWith('order')) {
			const request = { orders: 1, startDate, status: 'CREATED' } as const;
			const result = sandbox.control.ecross.seed({ account: this.account, ...request });
			this.made.push(...result.orders);
			return;
		}
		// These are dated by the provider's clock.
		sandbox.control.ecross.seed({ account: this.account, ...SEEDS[event] });
	}

	private change(index: number): void {
		const id = this.made[index % Math.max(this.made.length, 1)];
		if (id !== undefined) sandbox.control.ecross.advance(id);
		else if (['skuChanged', 'inventoryChanged'].includes(this.kind.event)) this.make(0);
	}

	private async failAt(page: number): Promise<void> {
		const { operationId } = this.kind;
		const fault = { provider: 'ecross', operationId } as const;
		await this.poll(0, {
			disturb: () => {
				if (page > 0) sandbox.control.fault({ ...fault, delayMilliseconds: 0.1, times: page });
				sandbox.control.fault({ ...fault, status: 500 });
			},
		});
		sandbox.control.clearFaults();
	}

	private async poll(
		process: number,
		{ isCutOff = false, disturb = () => {} }: { isCutOff?: boolean; disturb?(): void } = {},
	): Promise<void> {
		const stage = this.stages[this.mode === 'oneProcess' ? 0 : process];
		if (!stage) throw new Error('There is no such process');
		if (this.mode !== 'oneProcess') stage.restart(this.saved);
		if (isCutOff) this.hasCutOff = true;
		stage.pollBudgetMilliseconds = isCutOff ? 0.001 : 60_000;
		// Until something is saved, each process begins for itself.
		const isFirst = this.saved === '{}' && !this.started.has(process);
		const before = isFirst ? await this.present() : [];
		disturb();
		const items = await stage.poll().catch((error: unknown) => {
			if (String(error).includes('500')) return undefined;
			throw error;
		});
		if (items === undefined) return;
		this.started.add(process);
		for (const version of before) this.excused.add(version);
		this.handedOver.push(...items.map((item) => this.versionOf(item)));
		// n8n saves what a poll has noted together with its news.
		const isSaved = items.length > 0 || this.mode === 'durableCursors';
		if (isSaved) this.saved = stage.savedStaticData();
	}

	private async present(): Promise<string[]> {
		const rows: Row[] = [];
		let nextPageToken: string | undefined;
		const { list, operationId } = this.kind;
		const base = {
			listOrders: 'orderUrl',
			listSkus: 'productUrl',
			listInventory: 'productUrl',
			listParcels: 'shipmentUrl',
		};
		const path = {
			listOrders: '/ext/orders',
			listSkus: '/ext/merchant/skus',
			listInventory: '/ext/inventories',
			listParcels: '/ext/parcels',
		};
		const name = operationId as keyof typeof base;
		const addresses = sandbox.addresses.ecross as unknown as Record<string, string>;
		do {
			const answer = (await this.send('eCrossApi', {
				url: `${addresses[base[name]]}${path[name]}`,
				qs: {
					...(name === 'listOrders' ? { status: STATUSES.join(',') } : {}),
					...(nextPageToken === undefined ? {} : { nextPageToken }),
				},
			})) as { body: AsyncIterable<Buffer> };
			const chunks: Buffer[] = [];
			for await (const chunk of answer.body) chunks.push(chunk);
			const body = JSON.parse(Buffer.concat(chunks).toString()) as Row;
			rows.push(...(body[list] as Row[]));
			nextPageToken = body.nextPageToken as string | undefined;
		} while (nextPageToken !== undefined);
		return rows.map((row) => this.versionOf(row));
	}

	private versionOf(row: Row): string {
		const { id, version } = this.kind;
		return [id, ...version].map((member) => String(row[member])).join(' ');
	}
}

describe.each(KINDS)('$event', (kind) => {
	test(
		'each change is handed over once, whatever happens when',
		async () => {
			vi.useFakeTimers({ toFake: ['Date'] });
			await fc.assert(
				fc.asyncProperty(
					fc.array(step, { minLength: 3, maxLength: 14 }),
					fc.constantFrom(...MODES),
					async (steps, mode) => {
						vi.setSystemTime(Date.UTC(2026, 5, 15));
						const history = new History(kind, mode);
						await history.begin();
						for (const taken of steps) await history.take(taken);
						await history.settle();
						const { handedOver } = history;
						expect(handedOver).toEqual([...new Set(handedOver)]);
						const missing = (await history.due()).filter((one) => !handedOver.includes(one));
						expect(missing).toEqual([]);
					},
				),
				{ numRuns: SHARE },
			);
		},
		HISTORY_LIMIT_MILLISECONDS,
	);
});
