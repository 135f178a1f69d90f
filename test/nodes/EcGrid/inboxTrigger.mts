/** The trigger for parcels of an inbox, on the sandbox. */
import type { INodeParameters } from 'n8n-workflow';
import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from 'vitest';

import { EcGridTrigger } from '../../../nodes/EcGrid/EcGridTrigger.node';
import { Stage } from './stage.mts';
import { EcGridTriggerStage } from './triggerStage.mts';

const EVERY_MINUTE = { item: [{ mode: 'everyMinute' }] };
/** New mailboxes of the sandbox hold so many. */
export const SEEDED = 3;
export const MINUTE = 60_000;

/** A mailbox of its own for each test of a file, and triggers that end with the test. */
export function inboxTrigger() {
	let stage: Stage;
	let opened: EcGridTriggerStage[] = [];

	beforeAll(async () => {
		stage = await Stage.open();
	});

	beforeEach(() => stage.begin());

	afterEach(async () => {
		vi.useRealTimers();
		for (const one of opened) await one.deactivate();
		opened = [];
	});

	afterAll(async () => await stage.sandbox.close());

	function open(parameters: INodeParameters = {}): EcGridTriggerStage {
		const trigger = new EcGridTriggerStage(
			new EcGridTrigger(),
			{ pollTimes: EVERY_MINUTE, authentication: 'apiKey', ...parameters },
			stage.credentials(),
		);
		opened.push(trigger);
		return trigger;
	}

	async function activated(parameters: INodeParameters = {}): Promise<EcGridTriggerStage> {
		const trigger = open(parameters);
		await trigger.activate();
		await vi.waitFor(() => expect(trigger.runs.length).toBeGreaterThan(0));
		await settled();
		return trigger;
	}

	/** Poll, and wait until the poll is over. */
	async function poll(trigger: EcGridTriggerStage): Promise<void> {
		trigger.tick();
		await settled();
	}

	/** Until no request has come for a while: what runs in the background is then over. */
	async function settled(): Promise<void> {
		let before = -1;
		for (let still = 0; still < 3; ) {
			await new Promise((resolve) => setImmediate(resolve));
			await fetch(`${stage.sandbox.url}/__sandbox/statistics`);
			const { requests } = stage.sandbox.control.statistics().providers.ecgrid;
			still = requests === before ? still + 1 : 0;
			before = requests;
		}
	}

	async function receive(count = 1): Promise<number[]> {
		return await stage.sandbox.control.ecgrid.receive({ account: stage.account, count });
	}

	function confirmed(): number[] {
		return stage.sandbox.control.ecgrid
			.list(stage.account)
			.filter(({ status }) => status === 'InBoxTransferred')
			.map(({ parcelId }) => parcelId);
	}

	return {
		get stage(): Stage {
			return stage;
		},
		open,
		activated,
		poll,
		settled,
		receive,
		confirmed,
	};
}
