import { describe, expect, test, vi } from 'vitest';

import { inboxTrigger, SEEDED } from './inboxTrigger.mts';

const inbox = inboxTrigger();
const { activated, confirmed, open, poll, receive, settled } = inbox;

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
		inbox.stage.sandbox.control.fault({
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
		inbox.stage.sandbox.control.fault({
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
		inbox.stage.sandbox.control.fault({
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
