import { describe, expect, test, vi } from 'vitest';

import { inboxTrigger, MINUTE, SEEDED } from './inboxTrigger.mts';

const inbox = inboxTrigger();
const { activated, confirmed, open, poll, settled } = inbox;

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
		inbox.stage.sandbox.control.fault({
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
		await inbox.stage.run('parcel confirm', { parcelId: String(first) });
		await poll(trigger);
		await inbox.stage.run('parcel resetToInbox', { parcelId: String(first) });
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
		await inbox.stage.run('parcel resetToInbox', { parcelId: String(first) });
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
		inbox.stage.sandbox.control.fault({
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
		await inbox.stage.run('parcel resetToInbox', { parcelId: String(first) });
		await poll(trigger);
		expect(trigger.handedOver().slice(SEEDED)).toEqual([first]);
	});
});
