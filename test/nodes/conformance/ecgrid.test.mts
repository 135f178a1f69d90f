/** Random histories of the ECGrid trigger: each parcel at least once, and none while it is held. */
import fc from 'fast-check';
import type { IRun } from 'n8n-workflow';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';

import { EcGridTrigger } from '../../../nodes/EcGrid/EcGridTrigger.node';
import { Stage } from '../EcGrid/stage.mts';
import { EcGridTriggerStage } from '../EcGrid/triggerStage.mts';
import { HISTORIES, HISTORY_LIMIT_MILLISECONDS, inProcess, Traffic } from './inProcess.mts';

let provider: Stage;

beforeAll(async () => {
	provider = await Stage.open();
});

afterEach(() => {
	vi.useRealTimers();
});

afterAll(async () => await provider.sandbox.close());

const MINUTE = 60_000;
const LEASE_MINUTES = 30;
const WAIT_HOURS = 2;

const step = fc.oneof(
	{ weight: 3, arbitrary: fc.constant('receive' as const) },
	{ weight: 6, arbitrary: fc.constant('poll' as const) },
	{
		weight: 6,
		arbitrary: fc.record({
			run: fc.nat(9),
			status: fc.constantFrom('success', 'error', 'waiting', undefined),
		}),
	},
	{ weight: 2, arbitrary: fc.record({ minutes: fc.constantFrom(1, 5, 31, 121) }) },
	{ weight: 1, arbitrary: fc.constant('listLacksAll' as const) },
	{ weight: 1, arbitrary: fc.constant('listFails' as const) },
	{ weight: 1, arbitrary: fc.constant('confirmationFails' as const) },
	{ weight: 1, arbitrary: fc.constant('restart' as const) },
	{ weight: 1, arbitrary: fc.constant('loseStaticData' as const) },
);

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

interface Run {
	parcelId: number;
	/** Milliseconds since the epoch: until then the parcel must not come again. */
	heldUntil: number;
	hasEnded: boolean;
}

class History {
	private readonly trigger: EcGridTriggerStage;
	private readonly traffic = new Traffic();
	private readonly runs: Run[] = [];
	readonly repeated: number[] = [];

	constructor() {
		provider.begin();
		this.trigger = new EcGridTriggerStage(
			new EcGridTrigger(),
			{
				pollTimes: { item: [{ mode: 'everyMinute' }] },
				authentication: 'apiKey',
				options: { leaseMinutes: LEASE_MINUTES, waitHours: WAIT_HOURS, runsAtOnce: 4 },
			},
			provider.credentials(),
		);
		const login = { 'x-api-key': `key-of-${provider.account}` };
		this.trigger.send = this.traffic.watch(inProcess(provider.sandbox, login));
	}

	async begin(): Promise<void> {
		await this.trigger.activate();
		await this.seen();
	}

	async take(taken: Step): Promise<void> {
		if (taken === 'receive') {
			await provider.sandbox.control.ecgrid.receive({ account: provider.account });
		} else if (taken === 'poll') this.trigger.tick();
		else if (taken === 'restart') await this.restart();
		else if (taken === 'loseStaticData') await this.restart('{}');
		else if (taken === 'listLacksAll') this.disturb('listPendingInboxParcels', 200, []);
		else if (taken === 'listFails') this.disturb('listPendingInboxParcels', 500);
		else if (taken === 'confirmationFails') this.disturb('confirmParcelDownload', 500);
		else if ('minutes' in taken) vi.setSystemTime(Date.now() + taken.minutes * MINUTE);
		else await this.end(taken.run, taken.status);
		await this.seen();
	}

	/** All runs succeed from now on. */
	async settle(): Promise<void> {
		provider.sandbox.control.clearFaults();
		for (let round = 0; round < 8 && this.unconfirmed().length > 0; round++) {
			for (const [index, { hasEnded }] of this.runs.entries()) {
				if (!hasEnded) await this.end(index, 'success');
			}
			await this.seen();
			vi.setSystemTime(Date.now() + WAIT_HOURS * 60 * MINUTE);
			this.trigger.tick();
			await this.seen();
		}
		await this.trigger.deactivate();
	}

	unconfirmed(): number[] {
		return provider.sandbox.control.ecgrid
			.list(provider.account)
			.filter(({ status }) => status === 'InBoxReady')
			.map(({ parcelId }) => parcelId);
	}

	neverHandedOver(): number[] {
		const seen = new Set(this.trigger.handedOver());
		return provider.sandbox.control.ecgrid
			.list(provider.account)
			.map(({ parcelId }) => parcelId)
			.filter((parcelId) => !seen.has(parcelId));
	}

	private disturb(operationId: string, status: number, body?: unknown): void {
		provider.sandbox.control.fault({ provider: 'ecgrid', operationId, status, body });
	}

	/** Runs end with their process; what was saved of holds is as old as the last hand-over. */
	private async restart(saved?: string): Promise<void> {
		for (const run of this.runs) Object.assign(run, { heldUntil: 0, hasEnded: true });
		await this.trigger.killAndRestart(saved);
	}

	private async end(index: number, status: IRun['status'] | undefined): Promise<void> {
		const run = this.runs[index % Math.max(this.runs.length, 1)];
		if (!run || run.hasEnded) return;
		const isCurrent = this.runs.findLast(({ parcelId }) => parcelId === run.parcelId) === run;
		run.hasEnded = true;
		this.trigger.runs[this.runs.indexOf(run)]?.end(status);
		// A run that has outlived its lease, and was followed by another, decides nothing.
		if (!isCurrent) return;
		const pauses = { success: Infinity, waiting: WAIT_HOURS * 60 * MINUTE };
		const pause = status === 'success' || status === 'waiting' ? pauses[status] : MINUTE;
		run.heldUntil = Date.now() + pause;
	}

	/** Waits until all is quiet, and notes what was handed over. */
	private async seen(): Promise<void> {
		await this.traffic.settled();
		for (const parcelId of this.trigger.handedOver().slice(this.runs.length)) {
			const before = this.runs.filter((run) => run.parcelId === parcelId);
			if (before.some(({ heldUntil }) => Date.now() < heldUntil)) this.repeated.push(parcelId);
			const heldUntil = Date.now() + LEASE_MINUTES * MINUTE;
			this.runs.push({ parcelId, heldUntil, hasEnded: false });
		}
	}
}

test(
	'each parcel is handed over and confirmed, and none again while it is held back',
	async () => {
		vi.useFakeTimers({ toFake: ['Date'] });
		await fc.assert(
			fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 16 }), async (steps) => {
				vi.setSystemTime(Date.UTC(2026, 5, 15));
				const history = new History();
				await history.begin();
				for (const taken of steps) await history.take(taken);
				await history.settle();
				expect(history.repeated).toEqual([]);
				expect(history.neverHandedOver()).toEqual([]);
				expect(history.unconfirmed()).toEqual([]);
			}),
			{ numRuns: HISTORIES },
		);
	},
	HISTORY_LIMIT_MILLISECONDS,
);
