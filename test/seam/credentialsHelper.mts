import type {
	ICredentialDataDecryptedObject,
	ICredentialsExpressionResolveValues,
	ICredentialsHelper,
	ICredentialType,
	IDataObject,
	IExecuteData,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INode,
	INodeCredentialsDetails,
	INodeParameters,
	INodeProperties,
	IWorkflowExecuteAdditionalData,
	NodeParameterValueType,
	WorkflowExecuteMode,
} from 'n8n-workflow';

import type { CredentialRows } from './credentialRows.mts';
import type { N8nWorkflow } from './n8nModules.mts';

/**
 * n8n's credentials helper without n8n: the steps of `preAuthentication`, `authenticate`,
 * `getDecrypted` and `applyDefaultsAndOverwrites` in `n8n/dist/credentials-helper.js` of 2.41.1, in
 * their order, over rows in memory. Left out: encryption, overwrites, external secrets, end-user
 * credentials, OAuth and `authenticate` as an object. `selfCheck.mts` holds the same facts against
 * n8n's own class, so that this one cannot drift from it unnoticed.
 */
export class CredentialsHelper implements ICredentialsHelper {
	private readonly workflow: N8nWorkflow;
	private readonly types: ReadonlyMap<string, ICredentialType>;
	private readonly rows: CredentialRows;

	constructor(workflow: N8nWorkflow, types: readonly ICredentialType[], rows: CredentialRows) {
		this.workflow = workflow;
		this.types = new Map(types.map((type) => [type.name, type]));
		this.rows = rows;
	}

	getParentTypes(): string[] {
		return [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	getCredentialsProperties(name: string): INodeProperties[] {
		return this.type(name).properties;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		name: string,
		options: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = this.type(name);
		if (typeof authenticate !== 'function') throw new Error(`${name} has no authenticate function`);
		return await authenticate(credentials, options);
	}

	async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		name: string,
		node: INode,
		credentialsExpired: boolean,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const { properties, preAuthentication } = this.type(name);
		const expirable = properties.find(isExpirable)?.name;
		if (expirable === undefined || preAuthentication === undefined) return undefined;
		const isTest = node.parameters.temp === '' && node.type === 'n8n-nodes-base.noOp';
		if (credentials[expirable] !== '' && !credentialsExpired && !isTest) return undefined;

		const restricted = restrictToCredentialDomains(this.workflow, helpers, credentials);
		const output = await preAuthentication.call(restricted, credentials);
		if (output[expirable] === undefined) return undefined;
		if (node.credentials === undefined) return undefined;
		const details = node.credentials[name] ?? { id: null, name };
		await this.updateCredentials(details, name, this.merged(name, expirable, output));
		return Object.assign(credentials, output) as ICredentialDataDecryptedObject;
	}

	async runPreAuthentication(): Promise<never> {
		throw new Error('Requests do not use runPreAuthentication');
	}

	async getDecrypted(
		_additionalData: IWorkflowExecuteAdditionalData,
		_details: INodeCredentialsDetails,
		name: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		raw?: boolean,
		resolveValues?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		const row = this.rows.read(name);
		return raw === true ? row : this.applyDefaults(row, name, mode, executeData, resolveValues);
	}

	/** n8n's `applyDefaultsAndOverwrites`: what a credential of this type looks like to its hook. */
	applyDefaults(
		row: ICredentialDataDecryptedObject,
		name: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		resolveValues?: ICredentialsExpressionResolveValues,
	): ICredentialDataDecryptedObject {
		const declared = this.workflow.NodeHelpers.getNodeParameters(
			this.type(name).properties,
			row as INodeParameters,
			true,
			false,
			null,
			null,
		) as ICredentialDataDecryptedObject;
		const visible = { ...domainSettings(row), ...declared };
		if (resolveValues === undefined) return visible;
		return resolveValues.workflow.expression.getParameterValue(
			visible as NodeParameterValueType,
			resolveValues.runExecutionData,
			resolveValues.runIndex,
			resolveValues.itemIndex,
			resolveValues.node.name,
			resolveValues.connectionInputData,
			mode,
			{},
			executeData,
			false,
			visible as INodeParameters,
		) as ICredentialDataDecryptedObject;
	}

	async getCredentials(): Promise<never> {
		throw new Error('Requests do not use getCredentials of the helper');
	}

	async updateCredentials(
		_details: INodeCredentialsDetails,
		name: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		this.rows.write(name, data);
	}

	async updateCredentialsOauthTokenData(): Promise<never> {
		throw new Error('Only OAuth credentials use updateCredentialsOauthTokenData');
	}

	/** Expressions that the user entered stay; only the expirable property replaces even those. */
	private merged(name: string, expirable: string, output: IDataObject) {
		const row = this.rows.read(name);
		const replacing = Object.entries(output).filter(
			([key]) => key === expirable || !this.workflow.isExpression(row[key]),
		);
		return { ...row, ...Object.fromEntries(replacing) } as ICredentialDataDecryptedObject;
	}

	private type(name: string): ICredentialType {
		const type = this.types.get(name);
		if (!type) throw new Error(`There is no credential type ${name}`);
		return type;
	}
}

function isExpirable({ type, typeOptions }: INodeProperties): boolean {
	return type === 'hidden' && typeOptions?.expirable === true;
}

/** "Allowed HTTP Request Domains" also limits what the hook may ask (from n8n 2.39.10). */
function restrictToCredentialDomains(
	{ getCredentialOwnRequestAllowedDomains }: Partial<N8nWorkflow>,
	{ helpers }: IHttpRequestHelper,
	credentials: ICredentialDataDecryptedObject,
): IHttpRequestHelper {
	return {
		helpers: {
			httpRequest: async (options) => {
				const allowedDomains = getCredentialOwnRequestAllowedDomains?.(credentials);
				return (await helpers.httpRequest(
					allowedDomains === undefined ? options : { ...options, allowedDomains },
				)) as unknown;
			},
		},
	};
}

/** n8n keeps these two although no credential type declares them. */
function domainSettings(row: ICredentialDataDecryptedObject): ICredentialDataDecryptedObject {
	const { allowedHttpRequestDomains, allowedDomains } = row;
	return {
		...(allowedHttpRequestDomains !== undefined && { allowedHttpRequestDomains }),
		...(allowedDomains !== undefined && { allowedDomains }),
	};
}
