// The faults of providers, each in a lane of its own, so that many are played at once.
import axios from 'axios';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Credential } from '../../playground/client.mts';
import { caseOf, credentialInput } from './support/credentialCases.mts';
import {
	apiFaults,
	callers,
	clockFaults,
	tokenFaults,
	type Caller,
	type FaultCase,
	type Seen,
} from './support/faultCases.mts';
import { expectSeen, Lane, TOKEN, WRITE } from './support/lane.mts';
import { callOnce } from './support/httpRequest.mts';
import { runNode, type NodeRun } from './support/nodeRun.mts';
import { sharedStage } from './support/sharedStage.mts';

const stage = await sharedStage();
const { client, n8n, sandbox } = stage;

const MEGABYTE = 1024 * 1024;
/** 256 KiB are read; the rest is what the kernel has buffered on the way by then. */
const MOST_TAKEN = 16 * MEGABYTE;
/** Of n8n's memory, for twenty answers of 50 MB; collecting garbage lags behind. */
const MOST_GROWTH = 150 * MEGABYTE;

interface Cell {
	readonly title: string;
	readonly faultCase: FaultCase;
	readonly caller: Caller;
	readonly seen: Seen;
	readonly lane: Lane;
}

beforeAll(async () => await sandbox.reset());

describe.concurrent('the token endpoint', () => {
	it.each(cellsOf('token', tokenFaults))('$title', async ({ faultCase, caller, seen, lane }) => {
		const credential = await prepare(lane, TOKEN, faultCase);
		expectSeen(await lane.write(credential, caller), seen);
		expect(await lane.arrivals(TOKEN)).toBe(faultCase.requests);
		expect(await lane.arrivals(WRITE)).toBe(seen.error === undefined ? 1 : 0);
		expect((await lane.statistics())?.bytes ?? 0).toBeLessThan(MOST_TAKEN);
	});
});

describe.concurrent('the API', () => {
	it.each(cellsOf('api', apiFaults))('$title', async ({ faultCase, caller, seen, lane }) => {
		const credential = await prepare(lane, WRITE, faultCase);
		const { ecross } = sandbox.addressesIn(lane.name);
		const seenNow = await lane.write(credential, caller, { ...ecross, ...faultCase.changes });
		expectSeen(seenNow, seen);
		expect(await lane.arrivals(WRITE)).toBe(faultCase.requests);
		expect(await lane.arrivals(TOKEN)).toBe(1);
	});
});

describe.concurrent('the clock of the provider', () => {
	it.each(['Ecart Pay API', 'ECGrid Login API'])(
		'of %s that is an hour wrong costs no token more',
		async (title) => {
			for (const { seconds, seen, requests } of clockFaults) {
				const credentialCase = caseOf(title);
				const { provider, type } = credentialCase;
				await sandbox.settings(provider, { clockOffsetSeconds: seconds });
				const account = `clock-${type.toLowerCase()}-${seconds}`;
				const input = credentialInput(credentialCase, account, sandbox.addresses);
				const credential = await client.createCredential(input);
				const call = await credentialCase.call(sandbox);
				const before = await sandbox.tokenRequests(provider);
				expectSeen(await callOnce(stage, credential, call), seen['HTTP Request node'] ?? {});
				const check = await runNode(stage, checkOf(credential));
				expectSeen(check, seen['our node'] ?? {});
				expect(check.items[0]?.json).toMatchObject({ token: { state: 'fresh' } });
				expect((await sandbox.tokenRequests(provider)) - before).toBe(requests);
			}
			await sandbox.settings(caseOf(title).provider, { clockOffsetSeconds: 0 });
		},
	);
});

describe("n8n's memory", () => {
	it('does not grow with what the token endpoint sends', async () => {
		const lane = new Lane(stage, 'memory');
		await lane.fault(TOKEN, { kind: 'huge' });
		const before = await residentBytes();
		for (let time = 0; time < 20; time++) {
			const { id } = await lane.credential({ clientId: `client-memory-${time}` });
			expect(await client.testCredential(id)).toMatchObject({ status: 'Error' });
		}
		const after = await residentBytes();
		expect(after - before).toBeLessThan(MOST_GROWTH);
	});
});

function cellsOf(place: string, faultCases: readonly FaultCase[]): Cell[] {
	return faultCases.flatMap((faultCase, row) =>
		callers.flatMap((caller, column) => {
			const seen = faultCase.seen[caller];
			if (seen === undefined) return [];
			const title = `${faultCase.what}: ${caller}`;
			const lane = new Lane(stage, `${place}-${row}-${column}`);
			return [{ title, faultCase, caller, seen, lane }];
		}),
	);
}

async function prepare(lane: Lane, operationId: string, { fault, changes }: FaultCase) {
	if (fault) await lane.fault(operationId, fault);
	return await lane.credential(changes);
}

async function residentBytes(): Promise<number> {
	const { data } = await axios.get<string>(`${n8n.url}/metrics`, { proxy: false });
	return Number(/^n8n_process_resident_memory_bytes (\S+)/m.exec(data)?.[1]);
}

/** What a node says of its token: reading it needs one. */
function checkOf(credential: Credential): NodeRun {
	const type = credential.type === 'ecartPayApi' ? 'ecartPay' : 'ecGrid';
	const authentication = { authentication: 'login' };
	return {
		type,
		credential,
		parameters: {
			resource: 'connection',
			operation: 'check',
			...(type === 'ecGrid' && authentication),
		},
	};
}
