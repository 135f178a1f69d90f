/** Parcels at the sandbox's ECGrid, and workflows that they start. */
import { setTimeout as delay } from 'node:timers/promises';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INode,
	INodeParameters,
} from 'n8n-workflow';
import {
	outputOf,
	type Credential,
	type Execution,
	type Workflow,
} from '../../../playground/client.mts';
import { PACKAGE } from './nodeRun.mts';
import type { Stage } from './stage.mts';

const TRIGGER = 'Trigger under test';
const MOST_EXECUTIONS = 1_000;
const SETTLED_WITHIN_SECONDS = 300;
const POLL_MILLISECONDS = 500;
/** n8n's own polling triggers cannot do this: the trigger under test has a clock of its own. */
const EVERY_TWO_SECONDS = { item: [{ mode: 'custom', cronExpression: '*/2 * * * * *' }] };

/** A parcel as the API shows it. */
export type Parcel = IDataObject & { parcelId: number };

/** A credential for an account that the sandbox makes when it is first met, with three parcels. */
export async function createAccount(
	{ client, sandbox }: Stage,
	account: string,
	fields: ICredentialDataDecryptedObject = {},
): Promise<Credential> {
	return await client.createCredential({
		name: `ECGrid ${account}`,
		type: 'ecGridApi',
		data: { baseUrl: sandbox.addresses.ecgrid.baseUrl, apiKey: `key-of-${account}`, ...fields },
	});
}

/** Lets parcels arrive, and returns their ids when ECGrid has called the webhooks. */
export async function receive(stage: Stage, account: string, count = 1): Promise<number[]> {
	const { parcelIds } = (await control(stage, 'receive', { account, count })) as {
		parcelIds: number[];
	};
	return parcelIds;
}

/** All parcels of an account, in whatever state. */
export async function parcelsOf(stage: Stage, account: string): Promise<Parcel[]> {
	return (await control(stage, 'parcels', { account })) as Parcel[];
}

export function isConfirmed({ status }: IDataObject): boolean {
	return status === 'InBoxTransferred';
}

export function idsOf(parcels: readonly Parcel[]): number[] {
	return parcels.map(({ parcelId }) => parcelId).sort();
}

/** A node behind the trigger, or the trigger itself. */
export function node(
	name: string,
	type: string,
	parameters: INodeParameters,
	credential?: Credential,
): INode {
	return {
		id: name,
		name,
		type,
		typeVersion: 1,
		position: [0, 0],
		parameters,
		...(credential && {
			credentials: { [credential.type]: { id: credential.id, name: credential.name } },
		}),
	};
}

/** A workflow that polls every two seconds, with the other nodes in a row behind the trigger. */
export async function createParcelWorkflow(
	{ client }: Stage,
	credential: Credential,
	others: readonly INode[],
	parameters: INodeParameters = {},
): Promise<Workflow> {
	const polling = { pollTimes: EVERY_TWO_SECONDS, ...parameters };
	const nodes = [node(TRIGGER, `${PACKAGE}.ecGridTrigger`, polling, credential), ...others];
	const links = others.map((next, index) => [
		nodes[index]?.name ?? '',
		{ main: [[{ node: next.name, type: 'main' as const, index: 0 }]] },
	]);
	return await client.createWorkflow({
		name: `ECGrid ${credential.name}`,
		nodes,
		connections: Object.fromEntries(links),
		settings: { executionOrder: 'v1' },
	});
}

/** The executions of a workflow that have this status, with their data. */
export async function executionsOf(
	{ client }: Stage,
	workflow: Workflow,
	status: string,
): Promise<Execution[]> {
	const summaries = await client.listExecutions(workflow.id, MOST_EXECUTIONS);
	const wanted = summaries.filter((one) => one.status === status);
	return await Promise.all(wanted.map(({ id }) => client.getExecution(id)));
}

/** The parcels that an execution was started with. */
export function parcelIdsOf(execution: Execution): number[] {
	return outputOf(execution, TRIGGER).map(({ json }) => Number(json.parcelId));
}

/** All parcels of an account, once they are as wanted. @throws Error where they are not in time */
export async function waitForParcels(
	stage: Stage,
	account: string,
	isReady: (parcels: readonly Parcel[]) => boolean,
): Promise<Parcel[]> {
	await waitUntil(async () => isReady(await parcelsOf(stage, account)));
	return await parcelsOf(stage, account);
}

/** Waits until inboxes were read this often, by whatever trigger. */
export async function waitForPolls({ sandbox }: Stage, count: number): Promise<void> {
	const polls = async (): Promise<number> => {
		const { operations } = await sandbox.statisticsOf('ecgrid');
		return operations.listPendingInboxParcels?.[200] ?? 0;
	};
	const before = await polls();
	await waitUntil(async () => (await polls()) >= before + count);
}

/** @throws Error where it does not become true in time */
export async function waitUntil(isTrue: () => Promise<boolean>): Promise<void> {
	const deadline = performance.now() + SETTLED_WITHIN_SECONDS * 1_000;
	while (!(await isTrue())) {
		if (performance.now() > deadline) throw new Error(`Not within ${SETTLED_WITHIN_SECONDS} s`);
		await delay(POLL_MILLISECONDS);
	}
}

async function control({ sandbox }: Stage, name: string, body: object): Promise<unknown> {
	const response = await fetch(`${sandbox.addresses.control}/ecgrid/${name}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	if (!response.ok) throw new Error(await response.text());
	return await response.json();
}
