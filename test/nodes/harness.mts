/**
 * Runs nodes through n8n-core's own ExecuteContext and request functions, as a worker does. Only
 * the database behind n8n's credentials helper is replaced, by a map in memory.
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import {
	createEmptyRunExecutionData,
	ICredentialsHelper,
	NodeHelpers,
	Workflow,
	type IBinaryKeyData,
	type ICredentialDataDecryptedObject,
	type ICredentialsExpressionResolveValues,
	type ICredentialType,
	type IExecuteData,
	type IDataObject,
	type IExecuteFunctions,
	type IHttpRequestHelper,
	type IHttpRequestOptions,
	type INode,
	type INodeCredentialsDetails,
	type INodeExecutionData,
	type INodeListSearchResult,
	type INodeParameters,
	type INodeProperties,
	type INodeType,
	type INodeTypes,
	type IVersionedNodeType,
	type IWorkflowExecuteAdditionalData,
	type NodeExecutionHint,
	type NodeParameterValueType,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

// n8n-core writes its settings below this folder when it is loaded.
process.env.N8N_USER_FOLDER ??= mkdtempSync(join(tmpdir(), 'n8n-nodes-test-'));
process.env.N8N_ENCRYPTION_KEY ??= 'only for tests';
const { ExecuteContext, LoadOptionsContext } = await import('n8n-core');

/** Credential data by type name, as the user filled in the form. */
export type CredentialData = Record<string, ICredentialDataDecryptedObject>;

export interface RunOptions {
	node: INodeType;
	/** Node parameters; those that are left out have their defaults. */
	parameters: INodeParameters;
	credentials: CredentialStore;
	items?: INodeExecutionData[];
	/** Settings of the node: retryOnFail, onError. */
	settings?: Partial<INode>;
	signal?: AbortSignal;
	/** Takes the hints that the execution leaves. */
	hints?: NodeExecutionHint[];
	timezone?: string;
}

/** Keeps credentials as n8n's database does, and counts how often they are read. */
export class CredentialStore extends ICredentialsHelper {
	readonly data: CredentialData;
	/** Credentials of another store are others to the node, as those of another user would be. */
	readonly id = randomUUID();
	private readonly types: Map<string, ICredentialType>;
	reads = 0;

	constructor(types: ICredentialType[], data: CredentialData) {
		super();
		this.types = new Map(types.map((type) => [type.name, type]));
		this.data = structuredClone(data);
	}

	override getParentTypes(): string[] {
		return [];
	}

	override isCredentialUsableByNode(): boolean {
		return true;
	}

	override getCredentialsProperties(name: string): INodeProperties[] {
		return this.type(name).properties;
	}

	override async authenticate(
		credentials: ICredentialDataDecryptedObject,
		name: string,
		options: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = this.type(name);
		if (typeof authenticate !== 'function') throw new Error(`${name} has no authenticate`);
		return await authenticate(credentials, options);
	}

	/** As in n8n's CredentialsHelper: what comes back with the expirable key is stored. */
	override async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		name: string,
		_node: INode,
		expired: boolean,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const { properties, preAuthentication } = this.type(name);
		const expirable = properties.find(({ typeOptions }) => typeOptions?.expirable)?.name;
		if (expirable === undefined || !preAuthentication) return undefined;
		if (credentials[expirable] !== '' && !expired) return undefined;
		const output = (await preAuthentication.call(
			helpers,
			credentials,
		)) as ICredentialDataDecryptedObject;
		if (output[expirable] === undefined) return undefined;
		Object.assign(this.data[name] ?? {}, output);
		return Object.assign(credentials, output);
	}

	/** As in n8n's CredentialsHelper: with defaults, and with expressions evaluated for the item. */
	override async getDecrypted(
		_additionalData: IWorkflowExecuteAdditionalData,
		_details: INodeCredentialsDetails,
		name: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		_raw?: boolean,
		values?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		this.reads++;
		const data = this.data[name];
		if (!data) throw new Error(`The test has no credential of the type ${name}`);
		const defaults = NodeHelpers.getNodeParameters(
			this.type(name).properties,
			data as INodeParameters,
			true,
			false,
			null,
			null,
		);
		if (!values) return defaults as ICredentialDataDecryptedObject;
		return values.workflow.expression.getParameterValue(
			defaults as INodeParameters,
			values.runExecutionData,
			values.runIndex,
			values.itemIndex,
			values.node.name,
			values.connectionInputData,
			mode,
			{},
			executeData,
		) as ICredentialDataDecryptedObject;
	}

	override async runPreAuthentication(): Promise<never> {
		throw new Error('Not used by nodes');
	}

	override async getCredentials(): Promise<never> {
		throw new Error('Not used by nodes');
	}

	override async updateCredentials(): Promise<never> {
		throw new Error('Not used by nodes');
	}

	override async updateCredentialsOauthTokenData(): Promise<never> {
		throw new Error('Not used by nodes');
	}

	private type(name: string): ICredentialType {
		const type = this.types.get(name);
		if (!type) throw new Error(`The test has no credential type ${name}`);
		return type;
	}
}

/** Runs a node's `execute` and returns the items of its first output. */
export async function runNode(options: RunOptions): Promise<INodeExecutionData[]> {
	const { node: type, items = [{ json: {} }], signal } = options;
	const { workflow, node, additionalData } = workflowOf(options);
	const runExecutionData = createEmptyRunExecutionData();
	const context = new ExecuteContext(
		workflow,
		node,
		additionalData,
		'internal',
		runExecutionData,
		0,
		items,
		{ main: [items] },
		{ node, data: { main: [items] }, source: null },
		[],
		signal,
	);
	if (!type.execute) throw new Error('The node has no execute');
	const outputs = await type.execute.call(context as unknown as IExecuteFunctions);
	options.hints?.push(...context.hints);
	return Array.isArray(outputs) ? (outputs[0] ?? []) : [];
}

/** The `json` of each item, for comparisons. */
export function jsonOf(items: INodeExecutionData[]): IDataObject[] {
	return items.map(({ json }) => json);
}

/** Calls a list search method, as the editor does for a resource locator. */
export async function searchList(
	options: Omit<RunOptions, 'items' | 'signal' | 'settings'>,
	method: string,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const { workflow, node, additionalData } = workflowOf(options);
	const context = new LoadOptionsContext(workflow, node, additionalData, 'parameters.id');
	const search = options.node.methods?.listSearch?.[method];
	if (!search) throw new Error(`The node has no list search ${method}`);
	return await search.call(context, filter, paginationToken);
}

/** An item with a file in its binary field `data`, kept in memory as n8n's default mode does. */
export function itemWithFile(content: Buffer, mimeType: string, fileName: string) {
	const data = { data: content.toString('base64'), mimeType, fileName };
	return { json: {}, binary: { data } satisfies IBinaryKeyData };
}

/** A resource locator's value, as the editor stores it. */
export function byId(value: string): NodeParameterValueType {
	return { __rl: true, mode: 'id', value };
}

function workflowOf({ node: type, parameters, credentials, settings, timezone }: RunOptions) {
	const node: INode = {
		id: 'node',
		name: 'Node under test',
		type: type.description.name,
		typeVersion: 1,
		position: [0, 0],
		parameters,
		credentials: Object.fromEntries(
			Object.keys(credentials.data).map((name) => [
				name,
				{ id: `${name} ${credentials.id}`, name },
			]),
		),
		...settings,
	};
	const workflow = new Workflow({
		id: 'workflow',
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: new OneNodeType(type),
		settings: { timezone: timezone ?? 'Europe/Paris' },
	});
	const additionalData = {
		credentialsHelper: credentials,
		executionId: 'execution',
		variables: {},
		currentNodeParameters: node.parameters,
	} as unknown as IWorkflowExecuteAdditionalData;
	return { workflow, node, additionalData };
}

class OneNodeType implements INodeTypes {
	private readonly type: INodeType;

	constructor(type: INodeType) {
		this.type = type;
	}

	getByName(): INodeType | IVersionedNodeType {
		return this.type;
	}

	getByNameAndVersion(): INodeType {
		return this.type;
	}

	getKnownTypes(): IDataObject {
		return {};
	}
}
