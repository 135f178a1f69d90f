// The callers of the load in queue mode, and what disturbs it.
import { setTimeout as delay } from 'node:timers/promises';
import type { RunningN8n } from '../../../playground/n8n.mts';
import { httpNode, ownNode } from './loadNodes.mts';
import type { Stage } from './stage.mts';
import { createCaller, REQUEST_TAG, type Caller } from './steadyLoad.mts';
import { eCross } from './tokenCases.mts';

const ECGRID_ACCOUNT = { email: 'queue@example.com', password: 'Secret-of-queue1!' };
const SECONDS_BETWEEN_KILLS = 25;

/** E-CROSS: a write by the HTTP Request node, a read by ours. */
export async function eCrossCallers(stage: Stage, account = 'queue'): Promise<Caller[]> {
	const { client, sandbox } = stage;
	const credential = await client.createCredential({
		name: `E-CROSS ${account}`,
		type: eCross.type,
		data: eCross.data(account, sandbox.addresses),
	});
	const { body } = eCross;
	const call = httpNode(credential, { method: 'POST', url: eCross.url(sandbox), body });
	const node = ownNode('eCross', credential, {
		resource: 'sku',
		operation: 'getByProduct',
		productId: { __rl: true, mode: 'id', value: REQUEST_TAG },
	});
	return [
		await createCaller(stage, 'E-CROSS, HTTP Request', call),
		await createCaller(stage, 'E-CROSS, node', node),
	];
}

/** The same for an account whose secret is another one than the credential's. */
export async function wrongSecretCallers(stage: Stage, account: string): Promise<Caller[]> {
	await stage.sandbox.changeSecret(eCross.provider, `client-${account}`, crypto.randomUUID());
	return await eCrossCallers(stage, account);
}

/** ECGrid with a login: a read by the HTTP Request node, a search by ours. */
export async function ecGridCallers(stage: Stage): Promise<Caller[]> {
	const { client, sandbox } = stage;
	const { baseUrl } = sandbox.addresses.ecgrid;
	const credential = await client.createCredential({
		name: 'ECGrid login',
		type: 'ecGridLoginApi',
		data: { baseUrl, ...ECGRID_ACCOUNT, loginField: 'email' },
	});
	const call = httpNode(credential, { url: `${baseUrl}/v2/users/me` });
	const node = ownNode('ecGrid', credential, {
		resource: 'parcel',
		operation: 'findByControlId',
		authentication: 'login',
		mailbagControlId: REQUEST_TAG,
	});
	return [
		await createCaller(stage, 'ECGrid, HTTP Request', call),
		await createCaller(stage, 'ECGrid, node', node),
	];
}

/** Kills a worker as a crash would, again and again, and starts it anew. */
export function killInTurn(workers: readonly RunningN8n[]): { end(): Promise<void> } {
	const ending = new AbortController();
	const killing = (async () => {
		for (let turn = 0; !ending.signal.aborted; turn++) {
			const worker = workers[turn % workers.length];
			await worker?.kill();
			await worker?.restart();
			await delay(SECONDS_BETWEEN_KILLS * 1_000, undefined, { signal: ending.signal }).catch(
				() => undefined,
			);
		}
	})();
	// Told by `end`, not by the end of the program.
	killing.catch(() => undefined);
	return {
		end: async () => {
			ending.abort();
			await killing;
		},
	};
}
