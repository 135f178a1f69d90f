import { setTimeout as delay } from 'node:timers/promises';
import type { IDataObject, INode, INodeParameters, IWorkflowSettings } from 'n8n-workflow';
import { outputOf, type Credential, type Workflow } from '../../../playground/client.mts';
import { PACKAGE } from './nodeRun.mts';
import type { Stage } from './stage.mts';

const TRIGGER = 'Trigger under test';
const WAIT_SECONDS = 30;
/** The most that n8n lists at once; beyond it, nothing would be seen to be missing. */
const MOST_EXECUTIONS = 100;

/** A workflow that a trigger starts. */
export interface Triggered {
	/** Name of the node type, without the package's. */
	readonly type: string;
	/** Where the node comes from; the bundle unless told. */
	readonly package?: string;
	readonly credential: Credential;
	/** Of other types, such as what callers of a webhook have to log in with. */
	readonly otherCredentials?: readonly Credential[];
	readonly parameters: INodeParameters;
	/** Part of the address of its webhook. */
	readonly webhookId?: string;
	/** Of the workflow. */
	readonly settings?: IWorkflowSettings;
}

export async function createTriggered({ client }: Stage, triggered: Triggered): Promise<Workflow> {
	const { type, credential, parameters, webhookId = crypto.randomUUID(), settings } = triggered;
	const credentials = [credential, ...(triggered.otherCredentials ?? [])];
	const trigger: INode = {
		id: 'trigger',
		name: TRIGGER,
		type: `${triggered.package ?? PACKAGE}.${type}`,
		typeVersion: 1,
		position: [0, 0],
		credentials: Object.fromEntries(credentials.map((one) => [one.type, nameOf(one)])),
		parameters,
		webhookId,
	};
	const next: INode = {
		id: 'next',
		name: 'Next',
		type: 'n8n-nodes-base.noOp',
		typeVersion: 1,
		position: [220, 0],
		parameters: {},
	};
	return await client.createWorkflow({
		name: type,
		nodes: [trigger, next],
		connections: { [TRIGGER]: { main: [[{ node: next.name, type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1', ...settings },
	});
}

function nameOf({ id, name }: Credential): { id: string; name: string } {
	return { id, name };
}

/** Starts the trigger anew, upon which n8n polls at once. */
export async function reactivate({ client }: Stage, { id }: Workflow): Promise<void> {
	await client.deactivateWorkflow(id);
	await client.activateWorkflow(id);
}

/** The path of the trigger's webhook, for `callWebhook` or behind `/webhook/`. */
export function webhookPath({ nodes }: Workflow): string {
	return `${nodes[0]?.webhookId}/webhook`;
}

/** What the trigger has put out so far, over all executions. */
export async function handedOver({ client }: Stage, workflow: Workflow): Promise<IDataObject[]> {
	const summaries = await client.listExecutions(workflow.id, MOST_EXECUTIONS);
	const executions = await Promise.all(summaries.map(({ id }) => client.waitForExecution(id)));
	return executions.flatMap((execution) => outputOf(execution, TRIGGER).map(({ json }) => json));
}

/** What the trigger has put out, once it is this many items. */
export async function waitForItems(
	stage: Stage,
	workflow: Workflow,
	count: number,
): Promise<IDataObject[]> {
	for (let second = 0; second < WAIT_SECONDS; second++) {
		const items = await handedOver(stage, workflow);
		if (items.length >= count) return items;
		await delay(1_000);
	}
	throw new Error(`${workflow.name} has not handed over ${count} items in ${WAIT_SECONDS} s`);
}
