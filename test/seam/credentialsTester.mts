import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialsHelper,
	ICredentialTestFunction,
	ICredentialTestRequest,
	ICredentialType,
	INode,
	INodeType,
	INodeTypes,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import type { CredentialRows } from './credentialRows.mts';
import { CredentialsHelper } from './credentialsHelper.mts';
import type { N8nCore, N8nWorkflow } from './n8nModules.mts';

/** The Test button of a credential's form. */
export interface TestPress {
	readonly types: readonly ICredentialType[];
	readonly rows: CredentialRows;
	/** Credential type. */
	readonly name: string;
	/** What the editor sends: the fields of the form, and the hidden ones as they are stored. */
	readonly data: ICredentialDataDecryptedObject;
	/** What a node has for types without a `test` of their own. */
	readonly testedBy?: ICredentialTestFunction;
}

export interface TestResult {
	readonly status: 'OK' | 'Error';
	readonly message: string;
}

/** What n8n's tester reads of an error. */
interface TestError {
	readonly message: string;
	readonly cause?: {
		readonly code?: string;
		readonly response?: { readonly status: number; readonly statusText?: string };
	};
}

/**
 * n8n's `testCredentials` and `runRequestTest` of `n8n/dist/services/credentials-tester.service.js`
 * (2.41.1): the function of a node, or the type's `test` request through n8n-core's own RoutingNode. `selfCheck.mts` holds
 * the same facts against n8n's own class.
 */
export async function testAsN8nDoes(
	core: N8nCore,
	workflow: N8nWorkflow,
	{ types, rows, name, data, testedBy }: TestPress,
): Promise<TestResult> {
	const test = types.find((type) => type.name === name)?.test;
	const helper = new CredentialsHelper(workflow, types, rows);
	const decrypted = {
		id: name,
		name,
		type: name,
		data: helper.applyDefaults(data, name, 'internal'),
	};
	if (test === undefined) {
		if (testedBy === undefined) return failure('No testing function found for this credential.');
		const context = new core.CredentialTestContext({} as IWorkflowExecuteAdditionalData);
		return (await testedBy.call(context, decrypted)) as TestResult;
	}
	return await requestOf(core, workflow, helper, test, decrypted).then(
		() => ({ status: 'OK', message: 'Connection successful!' }),
		(error: TestError) => failure(messageOf(error, test)),
	);
}

/** A node without code of its own makes the request, as declarative nodes do. */
async function requestOf(
	{ ExecuteContext, RoutingNode }: N8nCore,
	{ Workflow, createEmptyRunExecutionData }: N8nWorkflow,
	credentialsHelper: ICredentialsHelper,
	{ request }: ICredentialTestRequest,
	decrypted: ICredentialsDecrypted,
): Promise<void> {
	const { id, name, type } = decrypted;
	const node: INode = {
		id: 'temp',
		parameters: {},
		name: 'Temp-Node',
		// The type's own name, without that of its package: n8n looks for the full one in vain.
		type: 'noOp',
		typeVersion: 1,
		position: [0, 0],
		credentials: { [type]: { id, name } },
	};
	const nodeType = {
		description: {
			name: node.type,
			credentials: [{ name: type, required: true }],
			properties: [
				{ displayName: 'Temp', name: 'temp', type: 'string', routing: { request }, default: '' },
			],
		},
	} as unknown as INodeType;
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: typesOf(nodeType),
	});
	const additionalData = {
		credentialsHelper,
		currentNodeParameters: node.parameters,
		variables: {},
	} as unknown as IWorkflowExecuteAdditionalData;
	const context = new ExecuteContext(
		workflow,
		node,
		additionalData,
		'internal',
		createEmptyRunExecutionData(),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node, data: {}, source: null },
		[],
	);
	await workflow.expression.acquireIsolate();
	try {
		await new RoutingNode(context, nodeType, decrypted).runNode();
	} finally {
		await workflow.expression.releaseIsolate();
	}
}

function messageOf(error: TestError, { rules = [] }: ICredentialTestRequest): string {
	const response = error.cause?.response;
	if (response !== undefined) {
		for (const { type, properties } of rules) {
			if (type === 'responseCode' && properties.value === response.status) {
				return properties.message;
			}
		}
		return response.statusText || `Received HTTP status code: ${response.status}`;
	}
	return error.cause?.code ?? error.message;
}

function failure(message: string): TestResult {
	return { status: 'Error', message };
}

/** Node types of a workflow that has one node. */
export function typesOf(type: INodeType): INodeTypes {
	return {
		getByName: () => type,
		getByNameAndVersion: () => type,
		getKnownTypes: () => ({}),
	};
}
