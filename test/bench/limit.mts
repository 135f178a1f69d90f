// What becomes of the items where a provider refuses more than a few requests at once.
import { createCalls, runCalls } from '../e2e/support/httpRequest.mts';
import { runNode } from '../e2e/support/nodeRun.mts';
import type { Stage } from '../e2e/support/stage.mts';
import { eCross, type Facts } from '../e2e/support/tokenCases.mts';
import type { TokenRow } from './tokens.mts';

const ITEMS = 500;
const LIMIT = 20;
const LATENCY_MILLISECONDS = 100;
const ACCOUNT = 'bench-limit';

/** Both nodes with the same credential and their defaults, each item a read of its own. */
export async function measureLimit(stage: Stage): Promise<readonly TokenRow[]> {
	const { client, sandbox } = stage;
	await sandbox.reset();
	await sandbox.seedECross({ account: `client-${ACCOUNT}`, skus: 1 });
	const credential = await client.createCredential({
		name: ACCOUNT,
		type: eCross.type,
		data: eCross.data(ACCOUNT, sandbox.addresses),
	});
	const call = { url: eCross.url(sandbox), continueOnFail: true };
	const calls = await createCalls(stage, credential, call, ITEMS);
	const theirs = await factsOf(stage, async () => (await runCalls(stage, calls)).items);
	const ours = await factsOf(stage, async () => {
		const { items } = await runNode(stage, {
			type: 'eCross',
			credential,
			items: Array.from({ length: ITEMS }, () => ({})),
			continueOnFail: true,
			parameters: { resource: 'sku', operation: 'getAll', limit: 1 },
		});
		return items.map(({ json }) => json);
	});
	await sandbox.reset();
	const title = `${ITEMS} items, ${LIMIT} at once allowed, ${LATENCY_MILLISECONDS} ms latency`;
	return [{ title, theirs, ours, required: { 'items lost': 0, 'more than 2 % refused': 'no' } }];
}

async function factsOf(
	{ sandbox }: Stage,
	run: () => Promise<ReadonlyArray<Readonly<Record<string, unknown>>>>,
): Promise<Facts> {
	await sandbox.settings(eCross.provider, {
		concurrencyLimit: LIMIT,
		latencyMilliseconds: LATENCY_MILLISECONDS,
	});
	const before = await refusedOf(sandbox);
	const items = await run();
	const refused = (await refusedOf(sandbox)) - before;
	return {
		'items lost': ITEMS - items.filter((item) => item['error'] === undefined).length,
		'more than 2 % refused': refused > 0.02 * ITEMS ? 'yes' : 'no',
	};
}

async function refusedOf(sandbox: Stage['sandbox']): Promise<number> {
	const { operations } = await sandbox.statisticsOf(eCross.provider);
	return operations['listSkus']?.[429] ?? 0;
}
