import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';
import {
	outputOf,
	type Credential,
	type Execution,
	type Workflow,
	type WorkflowInput,
} from '../../../playground/client.mts';
import { manualTrigger } from './manualTrigger.mts';
import type { Stage } from './stage.mts';

const TRIGGER = 'Run once';
const REQUEST = 'Request';

/** A call from n8n's own HTTP Request node. */
export interface HttpCall {
	/** GET unless told. */
	readonly method?: 'GET' | 'POST';
	readonly url: string;
	readonly headers?: Readonly<Record<string, string>>;
	/** Sent as JSON where it is no text. */
	readonly body?: string | object;
	/** Of a text body. */
	readonly contentType?: string;
	/** The node's own collection Options. */
	readonly options?: INodeParameters;
	readonly continueOnFail?: boolean;
}

/** What became of a run, as the user sees it. */
export interface Outcome {
	readonly status: Execution['status'];
	/** What the Request node put out, item by item; a failed item holds `error`. */
	readonly items: readonly IDataObject[];
	/** The node's error, where the run failed. */
	readonly message: string | undefined;
	readonly description: string | undefined;
}

/**
 * Makes a workflow that sends one request per item with a credential of a predefined type. Each item
 * has a tag of its own, by which the sandbox counts how often it was sent.
 */
export async function createCalls(
	{ client }: Stage,
	credential: Credential,
	call: HttpCall,
	itemCount = 1,
): Promise<Workflow> {
	return await client.createWorkflow(workflowOf(credential, call, itemCount));
}

/** Runs a workflow of `createCalls` to its end. */
export async function runCalls({ client }: Stage, workflow: Workflow): Promise<Outcome> {
	return outcomeOf(await client.runWorkflow(workflow.id, TRIGGER));
}

/** Runs a workflow of `createCalls` several times at once. */
export async function runCallsAtOnce(
	{ client }: Stage,
	workflow: Workflow,
	times: number,
): Promise<Outcome[]> {
	const starts = Array.from({ length: times }, () => client.startWorkflow(workflow.id, TRIGGER));
	const ids = await Promise.all(starts);
	const executions = await Promise.all(ids.map((id) => client.waitForExecution(id)));
	return executions.map(outcomeOf);
}

/** Makes a workflow for one call and runs it. */
export async function callOnce(
	stage: Stage,
	credential: Credential,
	call: HttpCall,
): Promise<Outcome> {
	return await runCalls(stage, await createCalls(stage, credential, call));
}

function outcomeOf(execution: Execution): Outcome {
	const { error } = execution.data.resultData;
	return {
		status: execution.status,
		items: outputOf(execution, REQUEST).map(({ json }) => json),
		message: error?.message,
		description: error?.description ?? undefined,
	};
}

function workflowOf(credential: Credential, call: HttpCall, itemCount: number): WorkflowInput {
	const items = Array.from({ length: itemCount }, (_, index) => ({
		json: { tag: `${credential.name} ${index}` },
	}));
	return {
		name: credential.name,
		nodes: [manualTrigger(TRIGGER), requestNode(credential, call)],
		connections: { [TRIGGER]: { main: [[{ node: REQUEST, type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
		// The trigger's own output is one empty item; pinned data replaces it in a manual run.
		pinData: { [TRIGGER]: items },
	};
}

function requestNode({ id, name, type }: Credential, call: HttpCall): INode {
	return {
		id: 'request',
		name: REQUEST,
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		position: [220, 0],
		credentials: { [type]: { id, name } },
		onError: call.continueOnFail ? 'continueRegularOutput' : 'stopWorkflow',
		parameters: {
			method: call.method ?? 'GET',
			url: call.url,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: type,
			sendHeaders: true,
			headerParameters: { parameters: headersOf(call) },
			...bodyOf(call),
			options: call.options ?? {},
		},
	};
}

function headersOf({ headers = {} }: HttpCall): INodeParameters[] {
	const fixed = Object.entries(headers).map(([name, value]) => ({ name, value }));
	return [...fixed, { name: 'x-tag', value: '={{ $json.tag }}' }];
}

function bodyOf({ body, contentType = 'text/plain' }: HttpCall): INodeParameters {
	if (body === undefined) return {};
	if (typeof body !== 'string') {
		return { sendBody: true, specifyBody: 'json', jsonBody: JSON.stringify(body) };
	}
	return { sendBody: true, contentType: 'raw', rawContentType: contentType, body };
}
