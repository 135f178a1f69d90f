import { setTimeout as delay } from 'node:timers/promises';
import type { INodeParameters } from 'n8n-workflow';
import { expect } from 'vitest';
import type { Credential } from '../../../playground/client.mts';
import type { Fault } from '../../../sandbox/faults.mts';
import type { ProviderStatistics } from '../../../sandbox/statistics.mts';
import type { Caller, Seen } from './faultCases.mts';
import { createCalls, runCalls, type HttpCall } from './httpRequest.mts';
import { runNode } from './nodeRun.mts';
import type { Stage } from './stage.mts';
import { eCross } from './tokenCases.mts';

/** What a user sees of a run, in either node. */
export interface RunSeen {
	readonly status: string;
	readonly message: string | undefined;
	readonly description: string | undefined;
}

/** What a request does at the provider, by the names of its contract. */
export const TOKEN = 'generateToken';
export const READ = 'listSkus';
export const WRITE = 'upsertSkus';

/** The HTTP Request node leaves the choice to its user; n8n waits for five minutes unless told. */
const HTTP_REQUEST_TIMEOUT_MILLISECONDS = 10_000;
/**
 * Our nodes read the credential again where it is older than 5 s; the rest is for the test to change
 * the credential in time, also on a busy machine.
 */
const BETWEEN_ITEMS_MILLISECONDS = 15_000;
const ARRIVAL_LIMIT_SECONDS = 60;
const POLL_MILLISECONDS = 100;

const HTTP_OPTIONS: INodeParameters = {
	timeout: HTTP_REQUEST_TIMEOUT_MILLISECONDS,
	// With Autodetect a web page is a success, and its text the output.
	response: { response: { responseFormat: 'json' } },
};

/** E-CROSS in a lane of the sandbox, with an account, faults and counts of its own. */
export class Lane {
	readonly stage: Stage;
	readonly name: string;

	constructor(stage: Stage, name: string) {
		this.stage = stage;
		this.name = name;
	}

	/** Plans a fault of an operation; it strikes as often as the operation is called, unless told. */
	async fault(operationId: string, fault: Partial<Fault>): Promise<void> {
		const { name: lane, stage } = this;
		await stage.sandbox.fault({
			provider: 'ecross',
			operationId,
			lane,
			times: 'always',
			...fault,
		});
	}

	/** A credential whose addresses lie in the lane. */
	async credential(changes: object = {}): Promise<Credential> {
		const { client, sandbox } = this.stage;
		const data = { ...eCross.data(this.name, sandbox.addressesIn(this.name)), ...changes };
		return await client.createCredential({ name: this.name, type: eCross.type, data });
	}

	/** Sends one product to the catalog. */
	async write(
		credential: Credential,
		caller: Caller,
		{ productUrl } = this.stage.sandbox.addressesIn(this.name).ecross,
	): Promise<RunSeen> {
		if (caller === 'our node') {
			const parameters = { resource: 'sku', operation: 'upsert', productId: 'MUG', skuId: 'MUG' };
			return await runNode(this.stage, { type: 'eCross', credential, parameters });
		}
		const url = `${productUrl}/ext/merchant/skus`;
		return await this.call(credential, { method: 'POST', url, body: eCross.body });
	}

	/** Reads the catalog twice, with time in between. */
	async readTwice(credential: Credential, caller: Caller): Promise<RunSeen> {
		if (caller === 'our node') {
			await this.fault(READ, { delayMilliseconds: BETWEEN_ITEMS_MILLISECONDS, times: 1 });
			const options = { itemsAtOnce: 1 };
			const parameters = { resource: 'sku', operation: 'getAll', limit: 1, options };
			return await runNode(this.stage, {
				type: 'eCross',
				credential,
				parameters,
				items: [{}, {}],
			});
		}
		const { productUrl } = this.stage.sandbox.addressesIn(this.name).ecross;
		const batch = { batchSize: 1, batchInterval: BETWEEN_ITEMS_MILLISECONDS };
		const options = { batching: { batch } };
		return await this.call(credential, { url: `${productUrl}/ext/merchant/skus`, options }, 2);
	}

	/** What n8n says of the lane's runs so far, sorted. */
	async statuses(): Promise<string[]> {
		const { client } = this.stage;
		const workflows = await client.listWorkflows();
		const own = workflows.filter(({ name }) => name.includes(this.name));
		const executions = await Promise.all(own.map(({ id }) => client.listExecutions(id)));
		return executions
			.flat()
			.map(({ status }) => status)
			.sort();
	}

	/** Everything that this lane has seen. */
	async statistics(): Promise<ProviderStatistics | undefined> {
		return await this.stage.sandbox.statisticsIn(this.name);
	}

	/** How many requests of an operation have arrived, answered or not. */
	async arrivals(operationId: string): Promise<number> {
		return (await this.statistics())?.arrivals[operationId] ?? 0;
	}

	/** Waits until so many requests of an operation have reached the provider. */
	async arrival(operationId: string, count = 1): Promise<void> {
		const deadline = performance.now() + ARRIVAL_LIMIT_SECONDS * 1_000;
		while ((await this.arrivals(operationId)) < count) {
			if (performance.now() > deadline) {
				throw new Error(`No ${operationId} in ${this.name} within ${ARRIVAL_LIMIT_SECONDS} s`);
			}
			await delay(POLL_MILLISECONDS);
		}
	}

	private async call(credential: Credential, call: HttpCall, items = 1): Promise<RunSeen> {
		const options = { ...HTTP_OPTIONS, ...call.options };
		return await runCalls(
			this.stage,
			await createCalls(this.stage, credential, { ...call, options }, items),
		);
	}
}

/** A run ends as the page of faults says. */
export function expectSeen(run: RunSeen | undefined, { error, advice }: Seen): void {
	expect({ status: run?.status, message: run?.message }).toEqual(
		error === undefined
			? { status: 'success', message: undefined }
			: { status: 'error', message: expect.stringContaining(error) },
	);
	if (advice !== undefined) expect(run?.description).toContain(advice);
}
