import type { IDataObject } from 'n8n-workflow';
import { describe, expect, test } from 'vitest';

import { eCrossTrigger } from './triggerStage.mts';

const eCross = eCrossTrigger();
const { seed, stageFor } = eCross;

const YEAR_SECONDS = 365 * 86_400;

describe.each(['skuChanged', 'parcelCreated'] as const)('%s is not made deaf', (event) => {
	const kind = event === 'skuChanged' ? 'skus' : 'parcels';

	test.each(['at first', 'later'])('by one answer whose Date is a year ahead, %s', async (when) => {
		const stage = stageFor(event);
		if (when === 'later') await stage.poll();
		eCross.control.settings('ecross', { clockOffsetSeconds: YEAR_SECONDS });
		expect(await stage.poll()).toEqual([]);
		eCross.control.settings('ecross', { clockOffsetSeconds: 0 });
		seed({ [kind]: 1 });
		expect(await stage.poll()).toHaveLength(1);
		expect(await stage.poll()).toEqual([]);
	});

	test('by records that were written while the clock was a year ahead', async () => {
		const stage = stageFor(event);
		await stage.poll();
		eCross.control.settings('ecross', { clockOffsetSeconds: YEAR_SECONDS });
		seed({ [kind]: 1 });
		expect(await stage.poll()).toHaveLength(1);
		eCross.control.settings('ecross', { clockOffsetSeconds: 0 });
		// A SKU has the same name as before, and changes; a parcel is another one.
		seed({ [kind]: 1 });
		expect(await stage.poll()).toHaveLength(1);
		expect(await stage.poll()).toEqual([]);
	});

	test('by what an earlier version kept while a clock was a year ahead', async () => {
		const stage = stageFor(event);
		await stage.poll();
		const { scope } = stage.staticData().state as IDataObject;
		const knownUntil = Date.now() + YEAR_SECONDS * 1_000;
		stage.restart(
			JSON.stringify({
				'node:Trigger under test': {
					state: { scope, revision: 9, memory: { knownUntil, seen: {} } },
				},
			}),
		);
		seed({ [kind]: 1 });
		expect(await stage.poll()).toHaveLength(1);
	});
});

test.each([{}, { knownUntil: null, seen: {} }, { knownUntil: 0, seen: [] }, 'text', null])(
	'static data that are broken are mended, and not thrown at each poll: %j',
	async (memory) => {
		const stage = stageFor('skuChanged');
		await stage.poll();
		const { scope } = stage.staticData().state as IDataObject;
		seed({ skus: 2 });
		// A workflow of its own: this process knows nothing of it.
		const broken = stageFor('skuChanged');
		broken.staticData().state = { scope, revision: 9, memory } as IDataObject;
		expect(await broken.poll()).toEqual([]);
		seed({ skus: 1 });
		expect(await broken.poll()).toHaveLength(1);
	},
);

test('polls without news are remembered, although n8n may read the static data anew each time', async () => {
	const stage = stageFor('orderStatusChanged');
	const nothing = stage.savedStaticData();
	// As n8n's durable scheduler does it: only a poll with news is saved.
	const poll = async (saved: string) => {
		stage.restart(saved);
		return await stage.poll();
	};
	seed({ orders: 1 });
	expect(await poll(nothing)).toEqual([]);
	const { orders: made } = seed({ orders: 1 });
	expect((await poll(nothing)).map(({ orderId }) => orderId)).toEqual(made);
	expect(await poll(stage.savedStaticData())).toEqual([]);
});

test('a poll whose news n8n has thrown away is made up for', async () => {
	const stage = stageFor('skuChanged');
	await stage.poll();
	const saved = stage.savedStaticData();
	seed({ skus: 1 });
	expect(await stage.poll()).toHaveLength(1);
	stage.restart(saved);
	expect(await stage.poll()).toHaveLength(1);
});
