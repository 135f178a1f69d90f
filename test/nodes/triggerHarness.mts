/**
 * Runs triggers through n8n-core's own PollContext, HookContext and WebhookContext. A restart of n8n is what it
 * is for a trigger: the static data comes back from JSON, nothing else does.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import {
	Workflow,
	type IDataObject,
	type IHookFunctions,
	type INode,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
	type IPollFunctions,
	type IWebhookData,
	type IWebhookFunctions,
	type IWebhookResponseData,
	type IWorkflowExecuteAdditionalData,
	type WebhookSetupMethodNames,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import type { SendInProcess } from './conformance/inProcess.mts';
import type { CredentialStore } from './harness.mts';

const { HookContext, PollContext, WebhookContext } = await import('n8n-core');

interface TriggerOptions {
	node: INodeType;
	parameters?: INodeParameters;
	credentials: CredentialStore;
}

/** A workflow with one trigger, as n8n keeps it between two calls. */
export class TriggerStage {
	readonly additionalData: IWorkflowExecuteAdditionalData;
	workflow: Workflow;
	/** What the node wrote to n8n's log. */
	readonly log: string[] = [];
	/** How long n8n gives a poll; as usual unless set. */
	pollBudgetMilliseconds?: number | 'not told';
	/** Sends the node's requests in place of n8n. */
	send?: SendInProcess;
	private readonly type: INodeType;
	private readonly node: INode;
	/** Apart from those of other stages, as two workflows of one n8n are. */
	private static count = 0;
	private id = `workflow-${++TriggerStage.count}`;

	constructor({ node: type, parameters = {}, credentials }: TriggerOptions) {
		this.type = type;
		this.node = {
			id: 'node',
			name: 'Trigger under test',
			type: type.description.name,
			typeVersion: 1,
			position: [0, 0],
			parameters,
			webhookId: this.id,
			credentials: Object.fromEntries(
				Object.keys(credentials.data).map((name) => [name, { id: name, name }]),
			),
		};
		this.additionalData = {
			webhookBaseUrl: 'https://n8n.example.com/webhook',
			webhookTestBaseUrl: 'https://n8n.example.com/webhook-test',
			credentialsHelper: credentials,
			variables: {},
			currentNodeParameters: parameters,
		} as unknown as IWorkflowExecuteAdditionalData;
		this.workflow = this.loadWorkflow({});
	}

	/** Changes the node's parameters, as a user does in the editor. */
	edit(parameters: INodeParameters): void {
		this.node.parameters = parameters;
		this.restart();
	}

	/** The same workflow as another stage's, in a process of its own. */
	as({ id }: TriggerStage): this {
		this.id = id;
		this.restart();
		return this;
	}

	/** n8n stops and starts again; with what was saved at an earlier time, if given. */
	restart(saved = this.savedStaticData()): void {
		this.workflow = this.loadWorkflow(JSON.parse(saved) as IDataObject);
	}

	/** What n8n writes to its database. */
	savedStaticData(): string {
		return JSON.stringify(this.workflow.staticData);
	}

	/** The node's own part of the static data. */
	staticData(): IDataObject {
		return this.workflow.getStaticData('node', this.node);
	}

	/** One poll; the `json` of each item that it hands over. */
	async poll(mode: WorkflowExecuteMode = 'trigger'): Promise<IDataObject[]> {
		const context = this.pollContext(mode);
		const output = await this.type.poll?.call(context as unknown as IPollFunctions);
		return (output?.[0] ?? []).map(({ json }) => json);
	}

	private pollContext(mode: WorkflowExecuteMode) {
		const context = new PollContext(this.workflow, this.node, this.additionalData, mode, 'init');
		if (this.send) Object.assign(context.helpers, { httpRequestWithAuthentication: this.send });
		const budget = this.pollBudgetMilliseconds;
		if (budget === undefined) return context;
		// Older lines of n8n have no such function.
		const getPollBudgetMs = budget === 'not told' ? undefined : () => budget;
		return Object.assign(context, { getPollBudgetMs });
	}

	/**
	 * Registers the node's webhook as n8n does on activation, or in manual mode for "Listen for test
	 * event". If that fails, n8n forgets what was written to the static data, and removes the webhook.
	 */
	async activate(mode: 'trigger' | 'manual' = 'trigger'): Promise<void> {
		const saved = this.savedStaticData();
		try {
			if (!(await this.hook('checkExists', mode))) await this.hook('create', mode);
		} catch (error) {
			this.restart(saved);
			await this.hook('delete', 'internal');
			throw error;
		}
	}

	/** Removes the node's webhook, as n8n does on deactivation and when a test ends. */
	async deactivate(after: 'trigger' | 'manual' = 'trigger'): Promise<boolean> {
		return await this.hook('delete', 'internal', after === 'manual');
	}

	/** What the node's `webhook` makes of a request. */
	async webhook(
		httpRequest: IncomingMessage,
		httpResponse: ServerResponse,
		mode: WorkflowExecuteMode,
	): Promise<IWebhookResponseData> {
		const context = new WebhookContext(
			this.workflow,
			this.node,
			{ ...this.additionalData, httpRequest, httpResponse } as IWorkflowExecuteAdditionalData,
			mode,
			{ webhookDescription: this.type.description.webhooks?.[0] } as IWebhookData,
			[],
			null,
		);
		this.listenTo(context);
		if (this.send) Object.assign(context.helpers, { httpRequestWithAuthentication: this.send });
		if (!this.type.webhook) throw new Error('The node has no webhook');
		return await this.type.webhook.call(context as unknown as IWebhookFunctions);
	}

	private async hook(
		method: WebhookSetupMethodNames,
		mode: WorkflowExecuteMode,
		isTest = mode === 'manual',
	): Promise<boolean> {
		const context = new HookContext(
			this.workflow,
			this.node,
			this.additionalData,
			mode,
			isTest ? 'manual' : 'activate',
			{ webhookDescription: this.type.description.webhooks?.[0], isTest } as IWebhookData,
		);
		this.listenTo(context);
		const run = this.type.webhookMethods?.default?.[method];
		if (!run) throw new Error(`The node has no ${method}`);
		return await run.call(context as unknown as IHookFunctions);
	}

	private listenTo(context: object): void {
		const note = (message: string) => this.log.push(message);
		Object.defineProperty(context, 'logger', { value: { warn: note, error: note } });
	}

	private loadWorkflow(staticData: IDataObject): Workflow {
		return new Workflow({
			id: this.id,
			nodes: [this.node],
			connections: {},
			active: true,
			nodeTypes: { getByNameAndVersion: () => this.type } as unknown as INodeTypes,
			staticData,
		});
	}
}

/** Takes webhook requests for a stage over HTTP, and notes what they start. */
export class WebhookListener {
	/** The `json` of each item that started the workflow. */
	readonly started: IDataObject[] = [];
	/** How n8n runs the workflow: `webhook`, or `manual` for "Listen for test event". */
	mode: WorkflowExecuteMode = 'webhook';
	/** n8n answers so when it could not start the workflow. */
	startFailure: number | undefined;
	private readonly stage: TriggerStage;
	private readonly server = createServer((request, response) => {
		void this.take(request, response);
	});

	constructor(stage: TriggerStage) {
		this.stage = stage;
	}

	async listen(): Promise<string> {
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/webhook`;
	}

	async close(): Promise<void> {
		await new Promise((resolve) => this.server.close(resolve));
	}

	/** What n8n's webhook server does around a node: reads the body, then answers as the node says. */
	private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		request.rawBody = Buffer.concat(chunks);
		const status = (code: number) => Object.assign(response, { statusCode: code });
		Object.assign(response, { status });
		const result = await this.stage.webhook(request, response, this.mode);
		const items = result.workflowData?.[0] ?? [];
		if (items.length > 0 && this.startFailure !== undefined) {
			status(this.startFailure).end();
			return;
		}
		this.started.push(...items.map(({ json }) => json));
		if (!result.noWebhookResponse) response.end(JSON.stringify(result.webhookResponse));
	}
}
