import type { AxiosResponse } from 'axios';
import type {
	ExecutionStatus,
	IConnections,
	ICredentialDataDecryptedObject,
	ICredentialType,
	INode,
	INodeExecutionData,
	INodeTypeDescription,
	IPinData,
	IRunExecutionData,
	IWorkflowSettings,
} from 'n8n-workflow';
import { setTimeout as delay } from 'node:timers/promises';
import { parseFlatted } from './flatted.mts';
import { N8nRequestError, N8nSession, type Owner, type PushConnection } from './session.mts';

const POLL_MILLISECONDS = 150;
const CONFLICT = 409;
const EXECUTION_LIMIT_SECONDS = 60;
/** The most that n8n lists at once. */
const LARGEST_EXECUTION_PAGE = 100;
const UNFINISHED: ReadonlySet<ExecutionStatus> = new Set(['new', 'running', 'unknown']);

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

export type CredentialTypeDescription = Pick<
	ICredentialType,
	'name' | 'displayName' | 'properties'
>;

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

/**
 * The part of n8n's internal REST API that the editor uses for credentials, workflows and executions;
 * the same for 1.123 and 2.41. Every method rejects with an `N8nRequestError` if n8n refuses.
 */
export class N8nClient {
	private readonly session: N8nSession;

	/** @param url n8n's address without a trailing slash */
	constructor(url: string) {
		this.session = new N8nSession(url);
	}

	/** Logs the owner in, after making the owner's account if this n8n has none yet. */
	async signIn(owner: Owner): Promise<void> {
		await this.session.signIn(owner);
	}

	/** As `N8nSession.openPush`. */
	async openPush(): Promise<PushConnection> {
		return await this.session.openPush();
	}

	/** The version of this n8n, such as `2.41.1`. */
	async version(): Promise<string> {
		const { versionCli } = await this.session.get<{ versionCli: string }>('/rest/settings');
		return versionCli;
	}

	async listCredentials(): Promise<Credential[]> {
		return await this.session.get('/rest/credentials');
	}

	async createCredential(input: CredentialInput): Promise<Credential> {
		return await this.session.post('/rest/credentials', input);
	}

	/** Replaces name and data. A secret sent back as `getCredential` returned it stays as it was. */
	async updateCredential(id: string, input: CredentialInput): Promise<Credential> {
		return await this.session.patch(`/rest/credentials/${id}`, input);
	}

	/** With its data as the editor gets it: values of password fields are replaced by placeholders. */
	async getCredential(id: string): Promise<Credential & CredentialInput> {
		return await this.session.get(`/rest/credentials/${id}?includeData=true`);
	}

	async deleteCredential(id: string): Promise<void> {
		await this.session.delete(`/rest/credentials/${id}`);
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
		return await this.session.post('/rest/credentials/test', {
			credentials: { id, name, type, data: { ...data, ...changes } },
		});
	}

	async listWorkflows(): Promise<Array<Pick<Workflow, 'id' | 'name' | 'active'>>> {
		return await this.session.get('/rest/workflows');
	}

	async createWorkflow(input: WorkflowInput): Promise<Workflow> {
		// 1.x stores what it is given and needs the members that 2.x fills in itself.
		return await this.session.post('/rest/workflows', { active: false, settings: {}, ...input });
	}

	async getWorkflow(id: string): Promise<Workflow> {
		return await this.session.get(`/rest/workflows/${id}`);
	}

	async updateWorkflow(id: string, input: WorkflowInput): Promise<Workflow> {
		return await this.session.patch(`/rest/workflows/${id}`, input);
	}

	/**
	 * Starts the workflow's triggers and opens its webhooks; resolves when that has happened.
	 *
	 * @throws Error with the triggers' own messages, when one of them does not start
	 */
	async activateWorkflow(id: string): Promise<void> {
		const { versionId } = await this.getWorkflow(id);
		await this.session.post(`/rest/workflows/${id}/activate`, { versionId });
		const failures = (await this.settledTriggers(id)).filter(({ status }) => status === 'failed');
		if (failures.length > 0) {
			const reasons = failures.map(({ errorMessage }) => errorMessage).join('; ');
			throw new Error(`Workflow ${id} was activated, but its trigger did not start: ${reasons}`);
		}
	}

	/** Stops the workflow's triggers and closes its webhooks; resolves when that has happened. */
	async deactivateWorkflow(id: string): Promise<void> {
		await this.session.post(`/rest/workflows/${id}/deactivate`, {});
		await this.settledTriggers(id);
	}

	/** Deletes the workflow with its executions; n8n wants it archived first, which also deactivates it. */
	async deleteWorkflow(id: string): Promise<void> {
		await this.session.post(`/rest/workflows/${id}/archive`, {});
		const deadline = performance.now() + EXECUTION_LIMIT_SECONDS * 1000;
		for (;;) {
			await this.settledTriggers(id);
			try {
				return await this.session.delete(`/rest/workflows/${id}`);
			} catch (error) {
				// 2.x refuses while it still stops the triggers, also after it has said that it has.
				const isBusy = error instanceof N8nRequestError && error.status === CONFLICT;
				if (!isBusy || performance.now() > deadline) throw error;
				await delay(POLL_MILLISECONDS);
			}
		}
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
		const { executionId } = await this.session.post<{ executionId?: string }>(
			`/rest/workflows/${id}/run`,
			{
				workflowData,
				triggerToStartFrom: { name: triggerName },
			},
		);
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
		return await this.session.http.post(`/webhook/${path}`, body, { validateStatus: () => true });
	}

	/** A workflow's latest executions, newest first; as many pages as `limit` needs. */
	async listExecutions(workflowId: string, limit = 20): Promise<ExecutionSummary[]> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const listed: ExecutionSummary[] = [];
		let position = '';
		for (;;) {
			const size = Math.min(limit - listed.length, LARGEST_EXECUTION_PAGE);
			const { results, nextCursor } = await this.session.get<ExecutionPage>(
				`/rest/executions?filter=${filter}&limit=${size}${position}`,
			);
			listed.push(...results);
			// 2.x pages by a cursor of its own, which ends as null; 1.x by the last id.
			const isLastPage = nextCursor === null || results.length < size;
			if (isLastPage || listed.length >= limit) return unique(listed);
			position = nextCursor ? `&cursor=${nextCursor}` : `&lastId=${results.at(-1)?.id}`;
		}
	}

	/** An execution with its data so far. */
	async getExecution(id: string): Promise<Execution> {
		const execution = await this.session.get<ExecutionSummary & { data: string }>(
			`/rest/executions/${id}`,
		);
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

	/** Ends a run that is under way. Resolves before the run has ended. */
	async stopExecution(id: string): Promise<void> {
		await this.session.post(`/rest/executions/${id}/stop`, {});
	}

	/** From the registry that this n8n asks. */
	async installPackage(name: string): Promise<void> {
		await this.session.post('/rest/community-packages', { name });
	}

	/** To the newest version that n8n's registry has. */
	async updatePackage(name: string): Promise<void> {
		await this.session.http.patch('/rest/community-packages', { name });
	}

	async uninstallPackage(name: string): Promise<void> {
		await this.session.http.delete('/rest/community-packages', { params: { name } });
	}

	/** Every node type that this n8n has loaded; community nodes bear their package's name as a prefix. */
	async listNodeTypes(): Promise<INodeTypeDescription[]> {
		const deadline = performance.now() + EXECUTION_LIMIT_SECONDS * 1_000;
		for (;;) {
			const { data } = await this.session.http.get<unknown>('/types/nodes.json');
			if (Array.isArray(data)) return data as INodeTypeDescription[];
			// n8n 1.x still writes the file when it has answered that a package is installed.
			if (performance.now() > deadline) throw new Error("n8n's list of node types is not JSON");
			await delay(POLL_MILLISECONDS);
		}
	}

	/** Every credential type that this n8n has loaded, with the fields of its form. */
	async describeCredentialTypes(): Promise<CredentialTypeDescription[]> {
		const { data } =
			await this.session.http.get<CredentialTypeDescription[]>('/types/credentials.json');
		return data;
	}

	/** The names of all credential types that this n8n has loaded. */
	async listCredentialTypes(): Promise<string[]> {
		return (await this.describeCredentialTypes()).map(({ name }) => name);
	}

	/** 2.x starts and stops triggers in the background, after it has answered; 1.x before. */
	private async settledTriggers(workflowId: string): Promise<readonly TriggerState[]> {
		const path = `/rest/workflows/${workflowId}/publication-status`;
		for (;;) {
			const publication = await this.session.find<Publication>(path);
			if (publication?.status !== 'in_progress') return publication?.triggers ?? [];
			await delay(POLL_MILLISECONDS);
		}
	}
}

/** The items a node put out in its last run, on its first output. Empty if the node did not run. */
export function outputOf(execution: Execution, nodeName: string): INodeExecutionData[] {
	const lastRun = execution.data.resultData.runData[nodeName]?.at(-1);
	return lastRun?.data?.main?.[0] ?? [];
}

/** n8n lists an execution twice that ends between its two looks, at the running and at the ended ones. */
function unique(executions: readonly ExecutionSummary[]): ExecutionSummary[] {
	return [...new Map(executions.map((one) => [one.id, one])).values()];
}

interface ExecutionPage {
	readonly results: ExecutionSummary[];
	readonly nextCursor?: string | null;
}

interface TriggerState {
	readonly status: string;
	readonly errorMessage: string | null;
}

interface Publication {
	readonly status: string;
	readonly triggers: readonly TriggerState[];
}
