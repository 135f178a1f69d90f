import type { Sandbox } from '../sandbox/server.mts';

/** Gives a sandbox's default accounts some records, so that lists have rows and reads have IDs. */
export async function fillSandbox({ control }: Sandbox): Promise<void> {
	control.ecross.seed({ skus: 3, orders: 3, parcels: 3 });
	await control.ecgrid.receive({ count: 3 });
}
