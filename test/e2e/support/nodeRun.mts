import type { IDataObject, INode, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { outputOf, type Credential, type Workflow } from '../../../playground/client.mts';
import { manualTrigger } from './manualTrigger.mts';
import type { Stage } from './stage.mts';

export const PACKAGE = 'n8n-nodes-commerce-connectors';
/** What the Pledg node can be asked without a purchase: the installments of an amount. */
export const PLEDG_SIMULATION: INodeParameters = {
	resource: 'schedule',
	operation: 'simulate',
	merchantUid: 'mer_sandbox',
	amount: 2,
	created: '2030-01-01',
};

const TRIGGER = 'Run once';
const NODE = 'Node under test';

/** A run of one of our nodes over some items. */
export interface NodeRun {
	/** Name of the node type, without the package's. */
	readonly type: string;
	readonly parameters: INodeParameters;
	readonly credential: Credential;
	/** The items that reach the node; one empty item unless told. */
	readonly items?: readonly IDataObject[];
	readonly continueOnFail?: boolean;
	readonly retryOnFail?: boolean;
	/** Where the node comes from; the bundle unless told. */
	readonly package?: string;
}

export interface NodeOutcome {
	readonly status: string;
	readonly items: readonly INodeExecutionData[];
	readonly message: string | undefined;
	readonly description: string | undefined;
}

/** Makes a workflow that runs one node over given items. */
export async function createNodeRun({ client }: Stage, run: NodeRun): Promise<Workflow> {
	const items = (run.items ?? [{}]).map((json) => ({ json }));
	return await client.createWorkflow({
		name: `${run.type} ${run.credential.name}`,
		nodes: [manualTrigger(TRIGGER), nodeUnderTest(run)],
		connections: { [TRIGGER]: { main: [[{ node: NODE, type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
		pinData: { [TRIGGER]: items },
	});
}

/** Runs a workflow of `createNodeRun` to its end. */
export async function startNodeRun({ client }: Stage, workflow: Workflow): Promise<NodeOutcome> {
	const execution = await client.waitForExecution(
		await client.startWorkflow(workflow.id, TRIGGER),
		RUN_LIMIT_SECONDS,
	);
	const { error } = execution.data.resultData;
	return {
		status: execution.status,
		items: outputOf(execution, NODE),
		message: error?.message,
		description: error?.description ?? undefined,
	};
}

/** Runs one node over given items, as a user does in the editor. */
export async function runNode(stage: Stage, run: NodeRun): Promise<NodeOutcome> {
	return await startNodeRun(stage, await createNodeRun(stage, run));
}

const RUN_LIMIT_SECONDS = 170;

function nodeUnderTest(run: NodeRun): INode {
	const { type, parameters, credential, continueOnFail, retryOnFail = false } = run;
	const { package: origin = PACKAGE } = run;
	return {
		id: 'node',
		name: NODE,
		type: `${origin}.${type}`,
		typeVersion: 1,
		position: [220, 0],
		credentials: { [credential.type]: { id: credential.id, name: credential.name } },
		onError: continueOnFail ? 'continueRegularOutput' : 'stopWorkflow',
		retryOnFail,
		parameters,
	};
}
