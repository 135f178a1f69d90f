import type {
	IAllExecuteFunctions,
	ICredentialDataDecryptedObject,
	ICredentialTestFunction,
	ICredentialType,
	IExecuteFunctions,
	IHttpRequestOptions,
	INode,
	INodeExecutionData,
	INodeType,
	IRequestOptions,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import type { CredentialTypeName } from '../../credentials/tokens/sources/index.ts';
import { CredentialRows, type CredentialData } from './credentialRows.mts';
import { typesOf, type TestResult } from './credentialsTester.mts';
import type { N8n } from './n8n.mts';

/** Options of the older helper; `url` is sent on as `uri`. */
type LegacyOptions = Omit<IRequestOptions, 'uri'> & { readonly url: string };

type Tested = ICredentialTestFunction | undefined | Promise<ICredentialTestFunction | undefined>;

/**
 * One process of n8n with one node: sends requests as nodes do, through the functions of n8n-core.
 * Several seams over the same rows are several workers.
 */
export class Seam {
	readonly rows: CredentialRows;
	private readonly n8n: N8n;
	private readonly types: readonly ICredentialType[];
	private readonly credentialTest: (name: string) => Tested;

	/** @param credentialTest the Test of a type that has no `test` of its own, as a node has it */
	constructor(
		n8n: N8n,
		types: readonly ICredentialType[],
		data: CredentialData | CredentialRows,
		credentialTest: (name: string) => Tested = testOf,
	) {
		this.n8n = n8n;
		this.credentialTest = credentialTest;
		this.types = types;
		this.rows = data instanceof CredentialRows ? data : new CredentialRows(data);
	}

	/** As nodes do that use `httpRequestWithAuthentication`. */
	async request(
		name: string,
		options: IHttpRequestOptions,
		credentials?: ICredentialDataDecryptedObject,
	): Promise<unknown> {
		const context = this.context(name);
		const { httpRequestWithAuthentication } = context.helpers;
		return (await httpRequestWithAuthentication.call(
			context as unknown as IAllExecuteFunctions,
			name,
			options,
			credentials && { credentialsDecrypted: { id: name, name, type: name, data: credentials } },
		)) as unknown;
	}

	/** As the HTTP Request node does, through the older helper, whose options have `uri`. */
	async legacyRequest(name: string, { url, ...options }: LegacyOptions): Promise<unknown> {
		const context = this.context(name);
		const { requestWithAuthentication } = context.helpers;
		return (await requestWithAuthentication.call(
			context as unknown as IAllExecuteFunctions,
			name,
			{ ...options, uri: url },
			undefined,
			0,
		)) as unknown;
	}

	/** As the HTTP Request node does with Pagination on; one page only. */
	async legacyPage(name: string, { url, ...options }: LegacyOptions): Promise<unknown[]> {
		const context = this.context(name);
		const { requestWithAuthenticationPaginated } = context.helpers;
		return await requestWithAuthenticationPaginated.call(
			context as unknown as IAllExecuteFunctions,
			{ ...options, uri: url },
			0,
			{
				continue: false,
				request: { url },
				requestInterval: 0,
			},
			name,
		);
	}

	/** As a declarative node does with so many items. */
	async declarative(name: string, items: number, url: string): Promise<INodeExecutionData[]> {
		const type = nodeType(name, url);
		const input = Array.from({ length: items }, () => ({ json: {} }));
		const context = this.context(name, type, input);
		const output = await new this.n8n.core.RoutingNode(context, type).runNode();
		return output?.[0] ?? [];
	}

	/**
	 * As the Test button does for a saved credential.
	 *
	 * @param change fields that the user has edited in the form before
	 */
	async pressTest(name: string, change: ICredentialDataDecryptedObject = {}): Promise<TestResult> {
		const { types, rows } = this;
		rows.edit(name, change);
		const hasTest = types.find((type) => type.name === name)?.test !== undefined;
		const testedBy = hasTest ? undefined : await this.credentialTest(name);
		return await this.n8n.test({ types, rows, name, data: rows.peek(name), testedBy });
	}

	/** The credential as a node's `getCredentials` returns it. */
	async credentials(name: string): Promise<ICredentialDataDecryptedObject> {
		return await this.context(name).getCredentials(name);
	}

	/** The same process with a node that names no credential. */
	withoutCredential(): Seam {
		return new AnonymousSeam(this.n8n, this.types, this.rows);
	}

	protected nodeCredentials(name: string): INode['credentials'] {
		return { [name]: { id: name, name } };
	}

	private context(
		name: string,
		type = nodeType(name),
		items: INodeExecutionData[] = [{ json: {} }],
	) {
		const { core, workflow: n8nWorkflow } = this.n8n;
		const node: INode = {
			id: 'node',
			name: 'Node',
			type: type.description.name,
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
			credentials: this.nodeCredentials(name),
		};
		const workflow = new n8nWorkflow.Workflow({
			id: 'workflow',
			nodes: [node],
			connections: {},
			active: false,
			nodeTypes: typesOf(type),
		});
		const additionalData = {
			credentialsHelper: this.n8n.helper(this.types, this.rows),
			currentNodeParameters: node.parameters,
			variables: {},
		} as unknown as IWorkflowExecuteAdditionalData;
		const context = new core.ExecuteContext(
			workflow,
			node,
			additionalData,
			'internal',
			n8nWorkflow.createEmptyRunExecutionData(),
			0,
			items,
			{ main: [items] },
			{ node, data: { main: [items] }, source: null },
			[],
		);
		return context as typeof context & IExecuteFunctions;
	}
}

/** The function of our nodes for one of our types. Loaded late: the facts of n8n need none of our code. */
async function testOf(name: string): Promise<ICredentialTestFunction | undefined> {
	const { sources } = await import('../../credentials/tokens/sources/index.ts');
	const { credentialTest } = await import('../../credentials/tokens/hook/credentialTest.ts');
	return name in sources ? credentialTest(name as CredentialTypeName) : undefined;
}

class AnonymousSeam extends Seam {
	protected override nodeCredentials(): undefined {
		return undefined;
	}
}

function nodeType(credential: string, url = ''): INodeType {
	return {
		description: {
			name: 'commerceNode',
			displayName: 'Commerce Node',
			credentials: [{ name: credential, required: true }],
			properties: [
				{
					displayName: 'Temp',
					name: 'temp',
					type: 'string',
					default: '',
					routing: { request: { url } },
				},
			],
		},
	} as unknown as INodeType;
}
