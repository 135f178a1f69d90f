// n8n's durable scheduler: polls are kept in the database, and done by whichever main takes them.
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { createCredential } from './support/credentialCases.mts';
import { createAccount, idsOf, parcelsOf, receive } from './support/ecgridParcels.mts';
// Declares what `inject` gives.
import type {} from './globalSetup.mts';
import { SchedulerStage } from './support/schedulerStage.mts';
import type { Stage } from './support/stage.mts';
import { createTriggered, handedOver, waitForItems } from './support/triggerRun.mts';
import type { Workflow } from '../../playground/client.mts';

const { n8nVersion } = inject('choices');
const START_LIMIT_MILLISECONDS = 600_000;
const ACCOUNT = 'client-scheduler';
const ROUNDS = 3;
const POLL_LIMITS = { timeout: 30_000, interval: 500 };

// n8n 1.x has no such scheduler.
describe.runIf(n8nVersion.startsWith('2.'))('with the durable scheduler', () => {
	let play: SchedulerStage;
	let first: Stage;
	let workflow: Workflow;
	const orders: string[] = [];

	beforeAll(async () => {
		play = await SchedulerStage.open(n8nVersion);
		first = await play.addMain();
		workflow = await createTriggered(first, {
			type: 'eCrossTrigger',
			credential: await createCredential(first, 'E-CROSS API', 'scheduler'),
			parameters: {
				event: 'orderChanged',
				statuses: ['READY_TO_SHIP'],
				pollTimes: { item: [{ mode: 'everyMinute' }] },
			},
		});
	}, START_LIMIT_MILLISECONDS);

	afterAll(async () => await play.close());

	/** An order, and a poll that finds it. */
	async function orderIsHandedOver(stage: Stage): Promise<void> {
		const { orders: made } = await stage.sandbox.seedECross({ account: ACCOUNT, orders: 1 });
		orders.push(...made);
		await play.bringPollForward();
		await waitForItems(stage, workflow, orders.length);
	}

	it('one main hands over each order of E-CROSS once', async () => {
		await first.sandbox.seedECross({ account: ACCOUNT, orders: 1 });
		await first.client.activateWorkflow(workflow.id);
		for (let round = 0; round < ROUNDS; round++) await orderIsHandedOver(first);
		// Without news.
		const polls = await play.polls();
		await play.bringPollForward();
		await vi.waitUntil(async () => (await play.polls()) > polls, POLL_LIMITS);
		expect(idsIn(await handedOver(first, workflow))).toEqual(orders.toSorted());
	});

	it('one main hands over each parcel of ECGrid once', async () => {
		const account = 'scheduler@example.com';
		const parcels = await createTriggered(first, {
			type: 'ecGridTrigger',
			credential: await createAccount(first, account),
			parameters: { pollTimes: { item: [{ mode: 'custom', cronExpression: '*/2 * * * * *' }] } },
		});
		await first.client.activateWorkflow(parcels.id);
		await receive(first, account);
		const all = idsOf(await parcelsOf(first, account));
		await waitForItems(first, parcels, all.length);
		// Two more of its Poll Times.
		await receive(first, account);
		const items = await waitForItems(first, parcels, all.length + 1);
		expect(items.map(({ parcelId }) => parcelId).sort()).toEqual(
			idsOf(await parcelsOf(first, account)),
		);
		await first.client.deactivateWorkflow(parcels.id);
	});

	it(
		'two mains hand over each order once between them, and the one that is left goes on',
		async () => {
			const second = await play.addMain();
			for (let round = 0; round < ROUNDS; round++) await orderIsHandedOver(second);
			await play.stopMain(1);
			await orderIsHandedOver(second);
			expect(idsIn(await handedOver(second, workflow))).toEqual(orders.toSorted());
		},
		START_LIMIT_MILLISECONDS,
	);
});

function idsIn(items: Awaited<ReturnType<typeof handedOver>>): string[] {
	return items.map(({ orderId }) => String(orderId)).sort();
}
