import axios, { type AxiosInstance, type AxiosResponse, isAxiosError } from 'axios';
import type {
	ExecutionStatus,
	IConnections,
	ICredentialDataDecryptedObject,
	INode,
	INodeExecutionData,
	INodeTypeDescription,
	IPinData,
	IRunExecutionData,
	IWorkflowSettings,
} from 'n8n-workflow';
import { setTimeout as delay } from 'node:timers/promises';
import { parseFlatted } from './flatted.mts';

const REQUEST_LIMIT_MILLISECONDS = 60_000;
const POLL_MILLISECONDS = 150;
const EXECUTION_LIMIT_SECONDS = 60;
/** n8n ties a login to the browser that made it, and wants to know the browser again with every request. */
const BROWSER_ID = 'playground';
/** The connection over which the editor would be told of a manual run's progress; nobody listens on it here. */
const PUSH_REFERENCE = 'playground';

const HTTP_OK = 200;
const HTTP_NOT_FOUND = 404;

const UNFINISHED: ReadonlySet<ExecutionStatus> = new Set(['new', 'running', 'unknown']);

export interface Owner {
	readonly email: string;
	readonly password: string;
}

export interface CredentialInput {
	readonly name: string;
	readonly type: string;
	readonly data: ICredentialDataDecryptedObject;
}

export interface Credential {
	readonly id: string;
	readonly name: string;
	readonly type: string;
}

export interface CredentialTestResult {
	readonly status: 'OK' | 'Error';
	readonly message: string;
}

export interface WorkflowInput {
	readonly name: string;
	readonly nodes: readonly INode[];
	readonly connections: IConnections;
	readonly settings?: IWorkflowSettings;
	readonly pinData?: IPinData;
}

export interface Workflow extends WorkflowInput {
	readonly id: string;
	readonly active: boolean;
	/** Changes with every update; activation names the one it means. */
	readonly versionId: string;
}

export interface ExecutionSummary {
	readonly id: string;
	readonly workflowId: string;
	readonly status: ExecutionStatus;
	readonly mode: string;
}

export interface Execution extends ExecutionSummary {
	readonly data: IRunExecutionData;
}

/** A request that n8n refused; the message names the request, the status and n8n's own message. */
export class N8nRequestError extends Error {
	readonly status: number | undefined;

	constructor(message: string, status: number | undefined) {
		super(message);
		this.name = 'N8nRequestError';
		this.status = status;
	}
}

/**
 * The part of n8n's internal REST API that the editor uses for credentials, workflows and executions;
 * the same for 1.123 and 2.41. Every method rejects with an `N8nRequestError` if n8n refuses.
 */
export class N8nClient {
	private readonly http: AxiosInstance;

	/** @param url n8n's address without a trailing slash */
	constructor(url: string) {
		this.http = axios.create({
			baseURL: url,
			timeout: REQUEST_LIMIT_MILLISECONDS,
			headers: { 'browser-id': BROWSER_ID, 'push-ref': PUSH_REFERENCE },
			// A proxy of the caller's is no way to loopback.
			proxy: false,
		});
		this.http.interceptors.response.use(undefined, (error: unknown) =>
			Promise.reject(describeFailure(error)),
		);
	}

	/** Logs the owner in, after making the owner's account if this n8n has none yet. */
	async signIn(owner: Owner): Promise<void> {
		const settings = await this.get<PublicSettings>('/rest/settings');
		const response = settings.userManagement.showSetupOnFirstLoad
			? await this.http.post('/rest/owner/setup', {
					...owner,
					firstName: 'Play',
					lastName: 'Ground',
				})
			: await this.http.post('/rest/login', {
					emailOrLdapLoginId: owner.email,
					password: owner.password,
				});
		this.http.defaults.headers.common.Cookie = sessionCookie(response);
	}

	async listCredentials(): Promise<Credential[]> {
		return await this.get('/rest/credentials');
	}

	async createCredential(input: CredentialInput): Promise<Credential> {
		return await this.post('/rest/credentials', input);
	}

	/** Replaces name and data. A secret sent back as `getCredential` returned it stays as it was. */
	async updateCredential(id: string, input: CredentialInput): Promise<Credential> {
		return await this.patch(`/rest/credentials/${id}`, input);
	}

	/** With its data as the editor gets it: values of password fields are replaced by placeholders. */
	async getCredential(id: string): Promise<Credential & CredentialInput> {
		return await this.get(`/rest/credentials/${id}?includeData=true`);
	}

	async deleteCredential(id: string): Promise<void> {
		await this.http.delete(`/rest/credentials/${id}`);
	}

	/**
	 * What the Test button does.
	 *
	 * @param changes fields edited in the form and not saved yet
	 */
	async testCredential(
		id: string,
		changes: ICredentialDataDecryptedObject = {},
	): Promise<CredentialTestResult> {
		const { name, type, data } = await this.getCredential(id);
		return await this.post('/rest/credentials/test', {
			credentials: { id, name, type, data: { ...data, ...changes } },
		});
	}

	async listWorkflows(): Promise<Array<Pick<Workflow, 'id' | 'name' | 'active'>>> {
		return await this.get('/rest/workflows');
	}

	async createWorkflow(input: WorkflowInput): Promise<Workflow> {
		// 1.x stores what it is given and needs the members that 2.x fills in itself.
		return await this.post('/rest/workflows', { active: false, settings: {}, ...input });
	}

	async getWorkflow(id: string): Promise<Workflow> {
		return await this.get(`/rest/workflows/${id}`);
	}

	async updateWorkflow(id: string, input: WorkflowInput): Promise<Workflow> {
		return await this.patch(`/rest/workflows/${id}`, input);
	}

	/**
	 * Starts the workflow's triggers and opens its webhooks; resolves when that has happened.
	 *
	 * @throws Error with the triggers' own messages, when one of them does not start
	 */
	async activateWorkflow(id: string): Promise<void> {
		const { versionId } = await this.getWorkflow(id);
		await this.post(`/rest/workflows/${id}/activate`, { versionId });
		const failures = (await this.settledTriggers(id)).filter(({ status }) => status === 'failed');
		if (failures.length > 0) {
			const reasons = failures.map(({ errorMessage }) => errorMessage).join('; ');
			throw new Error(`Workflow ${id} was activated, but its trigger did not start: ${reasons}`);
		}
	}

	/** Stops the workflow's triggers and closes its webhooks; resolves when that has happened. */
	async deactivateWorkflow(id: string): Promise<void> {
		await this.post(`/rest/workflows/${id}/deactivate`, {});
		await this.settledTriggers(id);
	}

	/** Deletes the workflow with its executions; n8n wants it archived first, which also deactivates it. */
	async deleteWorkflow(id: string): Promise<void> {
		await this.post(`/rest/workflows/${id}/archive`, {});
		await this.http.delete(`/rest/workflows/${id}`);
	}

	/**
	 * Runs a workflow as the editor's button does, and waits for its end.
	 *
	 * @param triggerName the node to start from, such as a Manual Trigger
	 */
	async runWorkflow(id: string, triggerName: string): Promise<Execution> {
		return await this.waitForExecution(await this.startWorkflow(id, triggerName));
	}

	/** As `runWorkflow`, without waiting. Returns the execution's id. */
	async startWorkflow(id: string, triggerName: string): Promise<string> {
		// 1.x runs the workflow it is sent, 2.x the one it has stored.
		const workflowData = await this.getWorkflow(id);
		const { executionId } = await this.post<{ executionId?: string }>(`/rest/workflows/${id}/run`, {
			workflowData,
			triggerToStartFrom: { name: triggerName },
		});
		if (executionId === undefined) {
			throw new Error(`Workflow ${id} waits for a call of its test webhook instead of running`);
		}
		return executionId;
	}

	/**
	 * Calls the production webhook of an active workflow. Resolves for every status.
	 *
	 * @param path the path set in the Webhook node
	 */
	async callWebhook(path: string, body: unknown = {}): Promise<AxiosResponse<unknown>> {
		return await this.http.post(`/webhook/${path}`, body, { validateStatus: () => true });
	}

	/** A workflow's latest executions, newest first. */
	async listExecutions(workflowId: string, limit = 20): Promise<ExecutionSummary[]> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const page = await this.get<{ results: ExecutionSummary[] }>(
			`/rest/executions?filter=${filter}&limit=${limit}`,
		);
		return page.results;
	}

	/** An execution with its data so far. */
	async getExecution(id: string): Promise<Execution> {
		const execution = await this.get<ExecutionSummary & { data: string }>(`/rest/executions/${id}`);
		return { ...execution, data: parseFlatted(execution.data) as IRunExecutionData };
	}

	/** The execution once it has ended, or parked itself in a Wait node. */
	async waitForExecution(id: string, limitSeconds = EXECUTION_LIMIT_SECONDS): Promise<Execution> {
		const deadline = performance.now() + limitSeconds * 1000;
		for (;;) {
			const execution = await this.getExecution(id);
			if (!UNFINISHED.has(execution.status)) return execution;
			if (performance.now() > deadline) {
				throw new Error(`Execution ${id} is still ${execution.status} after ${limitSeconds} s`);
			}
			await delay(POLL_MILLISECONDS);
		}
	}

	/** Every node type that this n8n has loaded; community nodes bear their package's name as a prefix. */
	async listNodeTypes(): Promise<INodeTypeDescription[]> {
		const { data } = await this.http.get<INodeTypeDescription[]>('/types/nodes.json');
		return data;
	}

	/** The names of all credential types that this n8n has loaded. */
	async listCredentialTypes(): Promise<string[]> {
		const { data } = await this.http.get<Array<{ name: string }>>('/types/credentials.json');
		return data.map(({ name }) => name);
	}

	/** 2.x starts and stops triggers in the background, after it has answered; 1.x before. */
	private async settledTriggers(workflowId: string): Promise<readonly TriggerState[]> {
		const path = `/rest/workflows/${workflowId}/publication-status`;
		for (;;) {
			const response = await this.http.get<Envelope<Publication>>(path, {
				validateStatus: (status) => status === HTTP_OK || status === HTTP_NOT_FOUND,
			});
			if (response.status === HTTP_NOT_FOUND) return [];
			const { status, triggers } = response.data.data;
			if (status !== 'in_progress') return triggers;
			await delay(POLL_MILLISECONDS);
		}
	}

	private async get<T>(path: string): Promise<T> {
		return (await this.http.get<Envelope<T>>(path)).data.data;
	}

	private async post<T>(path: string, body: unknown): Promise<T> {
		return (await this.http.post<Envelope<T>>(path, body)).data.data;
	}

	private async patch<T>(path: string, body: unknown): Promise<T> {
		return (await this.http.patch<Envelope<T>>(path, body)).data.data;
	}
}

/** The items a node put out in its last run, on its first output. Empty if the node did not run. */
export function outputOf(execution: Execution, nodeName: string): INodeExecutionData[] {
	const lastRun = execution.data.resultData.runData[nodeName]?.at(-1);
	return lastRun?.data?.main?.[0] ?? [];
}

/** n8n wraps each answer of its REST API in `data`. */
interface Envelope<T> {
	readonly data: T;
}

interface TriggerState {
	readonly status: string;
	readonly errorMessage: string | null;
}

interface Publication {
	readonly status: string;
	readonly triggers: readonly TriggerState[];
}

interface PublicSettings {
	readonly userManagement: { readonly showSetupOnFirstLoad: boolean };
}

function sessionCookie(response: AxiosResponse<unknown>): string {
	const cookies = response.headers['set-cookie'] ?? [];
	const session = cookies.find((cookie) => cookie.startsWith('n8n-auth='));
	if (!session) throw new Error('n8n accepted the login but sent no session cookie');
	return session.split(';')[0] ?? session;
}

function describeFailure(error: unknown): unknown {
	if (!isAxiosError(error)) return error;
	const request = `${error.config?.method?.toUpperCase() ?? ''} ${error.config?.url ?? ''}`;
	const answer = error.response?.data as { message?: string } | undefined;
	const reason = answer?.message ?? error.message;
	return new N8nRequestError(`n8n refused ${request}: ${reason}`, error.response?.status);
}
