import type { INodeParameters } from 'n8n-workflow';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';

import { EcGridTrigger } from '../../../nodes/EcGrid/EcGridTrigger.node';
import { Stage } from './stage.mts';
import { EcGridTriggerStage } from './triggerStage.mts';

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

const EVERY_MINUTE = { item: [{ mode: 'everyMinute' }] };
/** New mailboxes of the sandbox hold so many. */
const SEEDED = 3;
const MINUTE = 60_000;

function open(parameters: INodeParameters = {}): EcGridTriggerStage {
	const node = new EcGridTrigger();
	const trigger = new EcGridTriggerStage(
		node,
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

describe('what is handed over', () => {
	test('each pending parcel in a run of its own, and each new one at a Poll Time', async () => {
		const trigger = await activated();
		expect(trigger.crons).toEqual([expect.stringMatching(/^\d+ \* \* \* \* \*$/)]);
		expect(trigger.runs.map(({ items }) => items.length)).toEqual([1, 1, 1]);
		const [parcelId] = await receive();
		await poll(trigger);
		expect(trigger.handedOver().at(-1)).toBe(parcelId);
		expect(trigger.runs).toHaveLength(SEEDED + 1);
	});

	test('a poll under way is not overtaken by the next, which would fetch the same files', async () => {
		const trigger = await activated({ download: true });
		await receive();
		trigger.tick();
		trigger.tick();
		await settled();
		expect(trigger.runs).toHaveLength(SEEDED + 1);
	});

	test('no more runs at once than wanted; the others follow as places become free', async () => {
		const trigger = await activated({ options: { runsAtOnce: 2 } });
		expect(trigger.runs).toHaveLength(2);
		trigger.runs[0]?.end('success');
		await vi.waitFor(() => expect(trigger.runs).toHaveLength(3));
	});

	test('nothing more after the workflow was deactivated', async () => {
		const trigger = await activated();
		await receive();
		trigger.tick();
		await trigger.deactivate();
		await settled();
		expect(trigger.runs).toHaveLength(SEEDED);
	});

	test('the file, if asked', async () => {
		const trigger = await activated({ download: true, options: { binaryPropertyName: 'edi' } });
		const [item] = trigger.runs[0]?.items ?? [];
		expect(Buffer.from(item?.binary?.edi?.data ?? '', 'base64').toString()).toMatch(/^ISA\*/);
		expect(item?.json).toMatchObject({ parcelId: trigger.handedOver()[0] });
	});
});

describe('a file whose size is not the one that ECGrid tells', () => {
	/** The next downloads bring six bytes, and say that it is seven. */
	const shorten = (times: number) =>
		stage.sandbox.control.fault({
			provider: 'ecgrid',
			operationId: 'downloadParcel',
			status: 200,
			body: { success: true, data: { parcelId: 1, content: 'SVNBKjAw', bytes: 7 } },
			times,
		});

	test('is fetched once more', async () => {
		shorten(1);
		const trigger = await activated({ download: true });
		const [item] = trigger.runs[0]?.items ?? [];
		expect(Buffer.from(item?.binary?.data?.data ?? '', 'base64').toString()).toMatch(
			/^ISA\*.*IEA/s,
		);
		expect(item?.json).not.toHaveProperty('sizeWarning');
		expect(trigger.runs).toHaveLength(SEEDED);
	});

	test('is handed over with a warning if it stays so, and not held back for ever', async () => {
		shorten(2);
		const trigger = await activated({ download: true });
		expect(trigger.failures).toEqual([]);
		expect(trigger.runs).toHaveLength(SEEDED);
		const [item] = trigger.runs[0]?.items ?? [];
		expect(item?.json.sizeWarning).toMatch(/came with 6 bytes, but ECGrid says it has 7$/);
		expect(item?.binary?.data?.data).toBe('SVNBKjAw');
		trigger.runs[0]?.end('success');
		await vi.waitFor(() => expect(confirmed()).toHaveLength(1));
	});
});

describe('confirmation after success', () => {
	test('confirms each parcel when its run has succeeded, and not before', async () => {
		const trigger = await activated();
		const [first] = trigger.handedOver();
		expect(confirmed()).toEqual([]);
		trigger.runs[0]?.end('success');
		await vi.waitFor(() => expect(confirmed()).toEqual([first]));
		await poll(trigger);
		expect(trigger.runs).toHaveLength(SEEDED);
	});

	test.each(['error', 'crashed', 'canceled', 'unknown', 'running', undefined] as const)(
		'does not take "%s" for a success, and hands the parcel over again after a pause',
		async (status) => {
			vi.useFakeTimers({ toFake: ['Date'] });
			const trigger = await activated();
			const [first] = trigger.handedOver();
			trigger.runs[0]?.end(status);
			await poll(trigger);
			expect(confirmed()).toEqual([]);
			expect(trigger.runs).toHaveLength(SEEDED);
			vi.setSystemTime(Date.now() + 1.5 * MINUTE);
			await poll(trigger);
			expect(trigger.handedOver().slice(SEEDED)).toEqual([first]);
		},
	);

	test('the pause grows with each failure, up to the lease', async () => {
		vi.useFakeTimers({ toFake: ['Date'] });
		const trigger = await activated({ options: { leaseMinutes: 3 } });
		for (const run of trigger.runs.slice(1)) run.end('waiting');
		const pauses = [];
		for (let failure = 0; failure < 4; failure++) {
			trigger.runs.at(failure === 0 ? 0 : -1)?.lose();
			await settled();
			const { length } = trigger.runs;
			let minutes = 0;
			while (trigger.runs.length === length && minutes < 10) {
				vi.setSystemTime(Date.now() + MINUTE);
				minutes += 1;
				await poll(trigger);
			}
			pauses.push(minutes);
		}
		expect(pauses).toEqual([1, 2, 3, 3]);
	});

	test('a run that waits confirms nothing and holds its parcel back, also over a restart', async () => {
		vi.useFakeTimers({ toFake: ['Date'] });
		const trigger = await activated({ options: { waitHours: 5 } });
		const [first] = trigger.handedOver();
		trigger.runs[0]?.end('waiting');
		await settled();
		await trigger.killAndRestart();
		await vi.waitFor(() => expect(trigger.runs).toHaveLength(2 * SEEDED - 1));
		expect(trigger.handedOver().slice(SEEDED)).not.toContain(first);
		vi.setSystemTime(Date.now() + 5 * 60 * MINUTE);
		await poll(trigger);
		expect(trigger.handedOver().slice(2 * SEEDED - 1)).toContain(first);
		expect(confirmed()).toEqual([]);
	});

	test('parcels whose runs ended with the process are handed over again at once', async () => {
		const trigger = await activated();
		const before = trigger.handedOver();
		await trigger.killAndRestart();
		await vi.waitFor(() => expect(trigger.handedOver().slice(SEEDED)).toEqual(before));
	});

	test('a run that never ends has a lease', async () => {
		vi.useFakeTimers({ toFake: ['Date'] });
		const trigger = await activated({ options: { leaseMinutes: 30 } });
		vi.setSystemTime(Date.now() + 29 * MINUTE);
		await poll(trigger);
		expect(trigger.runs).toHaveLength(SEEDED);
		vi.setSystemTime(Date.now() + MINUTE);
		await poll(trigger);
		expect(trigger.runs).toHaveLength(2 * SEEDED);
	});

	/** The next list leaves out all parcels, although they are there. */
	const listNothing = () =>
		stage.sandbox.control.fault({
			provider: 'ecgrid',
			operationId: 'listPendingInboxParcels',
			status: 200,
			body: [],
			times: 1,
		});

	test.each([
		['waits', 'waiting'],
		['has failed', 'error'],
	] as const)(
		'a parcel whose run %s and that one list lacks stays held back',
		async (_, status) => {
			const trigger = await activated();
			for (const run of trigger.runs) run.end(status);
			await settled();
			listNothing();
			await poll(trigger);
			await poll(trigger);
			expect(trigger.runs).toHaveLength(SEEDED);
		},
	);

	test('a parcel that was confirmed by others and is reset comes again, held back or not', async () => {
		const trigger = await activated();
		const [first] = trigger.handedOver();
		trigger.runs[0]?.end('waiting');
		await settled();
		await stage.run('parcel confirm', { parcelId: String(first) });
		await poll(trigger);
		await stage.run('parcel resetToInbox', { parcelId: String(first) });
		await poll(trigger);
		expect(trigger.handedOver().slice(SEEDED)).toEqual([first]);
	});

	test.each(['error', 'waiting'] as const)(
		'a run that outlives its lease and ends as "%s" does not end its successor',
		async (status) => {
			vi.useFakeTimers({ toFake: ['Date'] });
			const trigger = await activated({ options: { leaseMinutes: 30, waitHours: 1 } });
			vi.setSystemTime(Date.now() + 30 * MINUTE);
			await poll(trigger);
			expect(trigger.runs).toHaveLength(2 * SEEDED);
			trigger.runs[0]?.end(status);
			await settled();
			// Longer than the pause after a failure, shorter than the second lease.
			vi.setSystemTime(Date.now() + 5 * MINUTE);
			await poll(trigger);
			expect(trigger.runs).toHaveLength(2 * SEEDED);
			// The wait of the run before would hold it back for longer than its own lease.
			vi.setSystemTime(Date.now() + 26 * MINUTE);
			await poll(trigger);
			expect(trigger.runs).toHaveLength(3 * SEEDED);
		},
	);

	test('a run that outlives its lease and fails after its successor has succeeded changes nothing', async () => {
		vi.useFakeTimers({ toFake: ['Date'] });
		const trigger = await activated({ options: { leaseMinutes: 30 } });
		const [first] = trigger.handedOver();
		vi.setSystemTime(Date.now() + 30 * MINUTE);
		await poll(trigger);
		trigger.runs[SEEDED]?.end('success');
		await vi.waitFor(() => expect(confirmed()).toEqual([first]));
		trigger.runs[0]?.end('success');
		await settled();
		await stage.run('parcel resetToInbox', { parcelId: String(first) });
		await poll(trigger);
		expect(trigger.handedOver().slice(2 * SEEDED)).toEqual([first]);
	});

	test.each([{ kept: 'text' }, { kept: [[1]] }, { kept: [null] }, 'text', null, {}])(
		'static data that are broken count as none: %j',
		async (state) => {
			const trigger = open();
			Object.assign(trigger.staticData(), {
				state: typeof state === 'object' ? { confirmation: 'afterSuccess', ...state } : state,
			});
			await trigger.activate();
			await settled();
			expect(trigger.runs).toHaveLength(SEEDED);
			expect(trigger.failures).toEqual([]);
		},
	);

	test('saving the workflow while runs are under way repeats none', async () => {
		const trigger = await activated();
		await trigger.deactivate();
		await trigger.activate({ activation: 'update' });
		await settled();
		expect(trigger.runs).toHaveLength(SEEDED);
		trigger.runs[0]?.end('success');
		await vi.waitFor(() => expect(confirmed()).toHaveLength(1));
	});

	test('a confirmation that failed is repeated, and not the run', async () => {
		const trigger = await activated();
		const [first] = trigger.handedOver();
		stage.sandbox.control.fault({
			provider: 'ecgrid',
			operationId: 'confirmParcelDownload',
			status: 500,
			times: 1,
		});
		trigger.runs[0]?.end('success');
		await vi.waitFor(() => expect(trigger.failures).toHaveLength(1));
		expect(confirmed()).toEqual([]);
		await poll(trigger);
		expect(confirmed()).toEqual([first]);
		expect(trigger.runs).toHaveLength(SEEDED);
	});

	test('a parcel that is reset to the inbox comes again', async () => {
		const trigger = await activated();
		const [first] = trigger.handedOver();
		trigger.runs[0]?.end('success');
		await vi.waitFor(() => expect(confirmed()).toEqual([first]));
		await settled();
		await stage.run('parcel resetToInbox', { parcelId: String(first) });
		await poll(trigger);
		expect(trigger.handedOver().slice(SEEDED)).toEqual([first]);
	});
});

describe('the other modes', () => {
	test('at once: confirms whatever becomes of the run', async () => {
		const trigger = await activated({ confirmation: 'atOnce' });
		await vi.waitFor(() => expect(confirmed()).toHaveLength(SEEDED));
		for (const run of trigger.runs) run.end('error');
		await poll(trigger);
		expect(trigger.runs).toHaveLength(SEEDED);
	});

	test('never: hands each over once, also over a restart, and confirms none', async () => {
		const trigger = await activated({ confirmation: 'never' });
		for (const run of trigger.runs) run.end('success');
		await settled();
		await trigger.killAndRestart();
		const [parcelId] = await receive();
		await poll(trigger);
		expect(trigger.handedOver().slice(SEEDED)).toEqual([parcelId]);
		expect(confirmed()).toEqual([]);
	});
});

describe('Fetch Test Event', () => {
	test('gives a few parcels, confirms and remembers nothing', async () => {
		await receive(5);
		const trigger = open();
		expect(await trigger.listen()).toHaveLength(3);
		trigger.runs[0]?.end('success');
		await settled();
		expect(confirmed()).toEqual([]);
		expect(trigger.staticData()).toEqual({});
		expect(trigger.crons).toEqual([]);
	});
});

describe('failures', () => {
	const listFails = (times: number) =>
		stage.sandbox.control.fault({
			provider: 'ecgrid',
			operationId: 'listPendingInboxParcels',
			status: 500,
			times,
		});

	test('activation fails where the inbox cannot be read, a start of n8n does not', async () => {
		listFails(1);
		await expect(open().activate()).rejects.toThrow(/500/);
		const trigger = open();
		listFails(1);
		await trigger.activate({ activation: 'init' });
		await vi.waitFor(() => expect(trigger.failures).toHaveLength(1));
		await poll(trigger);
		expect(trigger.runs).toHaveLength(SEEDED);
	});

	test('without Poll Times there is no activation', async () => {
		await expect(open({ pollTimes: {} }).activate()).rejects.toThrow('No Poll Time is set');
	});

	test('on n8n 1.x only the third failure in a row stops the trigger', async () => {
		const trigger = open();
		await trigger.activate({ isOld: true });
		await settled();
		const fail = async () => {
			listFails(1);
			await poll(trigger);
		};
		await fail();
		await fail();
		await poll(trigger);
		await fail();
		await fail();
		expect(trigger.stops).toEqual([]);
		await fail();
		expect(trigger.stops).toHaveLength(1);
	});

	test('one file that cannot be fetched does not keep the other parcels back', async () => {
		stage.sandbox.control.fault({
			provider: 'ecgrid',
			operationId: 'downloadParcel',
			status: 500,
			times: 1,
		});
		const trigger = await activated({ download: true });
		expect(trigger.runs).toHaveLength(SEEDED - 1);
		expect(trigger.failures).toHaveLength(1);
	});
});
