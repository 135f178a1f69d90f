/** Runs the ECGrid triggers through n8n-core's own contexts. */
import type {
	IDataObject,
	IHookFunctions,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	INodeTypes,
	IRun,
	ITriggerFunctions,
	ITriggerResponse,
	IWorkflowExecuteAdditionalData,
	WorkflowActivateMode,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';

import type { SendInProcess } from '../conformance/inProcess.mts';
import type { CredentialStore } from '../harness.mts';

const { HookContext, TriggerContext } = await import('n8n-core');

/** A run that the trigger has started. */
export interface StartedRun {
	readonly items: INodeExecutionData[];
	/** Ends the run; without a status n8n has nothing to tell about it. */
	end(status?: IRun['status']): void;
	/** n8n could not tell what became of it. */
	lose(): void;
}

let workflows = 0;

/** An active workflow with a trigger of ECGrid. n8n's clock is the test: `tick` stands for a Poll Time. */
export class EcGridTriggerStage {
	readonly runs: StartedRun[] = [];
	/** Failures that became failed executions, or stopped the trigger (1.x). */
	readonly failures: Error[] = [];
	readonly stops: Error[] = [];
	readonly crons: string[] = [];
	workflow: Workflow;
	/** Sends the node's requests in place of n8n. */
	send?: SendInProcess;
	private ticks: Array<() => void> = [];
	private response: ITriggerResponse | undefined;
	private readonly type: INodeType;
	private readonly node: INode;
	private readonly additionalData: IWorkflowExecuteAdditionalData;

	constructor(
		type: INodeType,
		parameters: INodeParameters,
		credentials: CredentialStore,
		webhookBaseUrl = 'https://n8n.example.com/webhook',
	) {
		this.type = type;
		this.node = {
			id: 'node',
			name: 'Trigger under test',
			type: type.description.name,
			typeVersion: 1,
			position: [0, 0],
			webhookId: 'a-random-id',
			parameters,
			credentials: Object.fromEntries(
				Object.keys(credentials.data).map((name) => [name, { id: name, name }]),
			),
		};
		this.additionalData = {
			credentialsHelper: credentials,
			variables: {},
			webhookBaseUrl,
			webhookTestBaseUrl: `${webhookBaseUrl}-test`,
		} as unknown as IWorkflowExecuteAdditionalData;
		this.workflow = this.load({}, ++workflows);
	}

	async activate({ activation = 'activate' as WorkflowActivateMode, isOld = false } = {}) {
		this.response = await this.type.trigger?.call(this.context('trigger', activation, isOld));
	}

	async deactivate(): Promise<void> {
		await this.response?.closeFunction?.();
		this.ticks = [];
	}

	/** The process ends without a word and another one starts, with what n8n had saved, unless told. */
	async killAndRestart(savedData = JSON.stringify(this.workflow.staticData)): Promise<void> {
		const saved = JSON.parse(savedData) as IDataObject;
		await this.deactivate();
		// A number of its own stands for memory of its own, which belongs to the workflow's id.
		this.workflow = this.load(saved, ++workflows);
		await this.activate({ activation: 'init' });
	}

	async listen(): Promise<INodeExecutionData[]> {
		const response = await this.type.trigger?.call(this.context('manual', 'manual'));
		await response?.manualTriggerFunction?.();
		return this.runs.at(-1)?.items ?? [];
	}

	tick(): void {
		for (const tick of this.ticks) tick();
	}

	/** Ids of the parcels in the runs so far. */
	handedOver(): number[] {
		return this.runs.map(({ items }) => Number(items[0]?.json.parcelId));
	}

	staticData(): IDataObject {
		return this.workflow.getStaticData('node', this.node);
	}

	/** Calls one of the functions by which n8n registers the trigger's address. */
	async hook(name: 'checkExists' | 'create' | 'delete', mode: WorkflowExecuteMode = 'trigger') {
		const context = new HookContext(
			this.workflow,
			this.node,
			this.additionalData,
			mode,
			'activate',
			{
				httpMethod: 'POST',
				node: this.node.name,
				path: 'a-random-id/webhook',
				workflowId: this.workflow.id,
				webhookDescription: { name: 'default', httpMethod: 'POST', path: 'webhook' },
				workflowExecuteAdditionalData: this.additionalData,
			},
		);
		const method = this.type.webhookMethods?.default?.[name];
		return await method?.call(context as unknown as IHookFunctions);
	}

	private context(
		mode: WorkflowExecuteMode,
		activation: WorkflowActivateMode,
		isOld = false,
	): ITriggerFunctions {
		const emit: ITriggerFunctions['emit'] = ([items = []], _response, done) => {
			this.runs.push(startedRun(items, done));
		};
		const context = new TriggerContext(
			this.workflow,
			this.node,
			this.additionalData,
			mode,
			activation,
			emit,
			(error) => this.stops.push(error),
			(error) => this.failures.push(error),
			{
				registerCron: ({ expression }: { expression: string }, tick: () => void) => {
					this.crons.push(expression);
					this.ticks.push(tick);
				},
			} as never,
		);
		if (this.send) Object.assign(context.helpers, { httpRequestWithAuthentication: this.send });
		Object.defineProperty(context, 'logger', { value: { warn: () => {}, error: () => {} } });
		if (isOld) Reflect.deleteProperty(context, 'saveFailedExecution');
		return context as unknown as ITriggerFunctions;
	}

	private load(staticData: IDataObject, number: number): Workflow {
		return new Workflow({
			id: `ecgrid-${number}`,
			nodes: [this.node],
			connections: {},
			active: true,
			nodeTypes: { getByNameAndVersion: () => this.type } as unknown as INodeTypes,
			staticData,
		});
	}
}

function startedRun(
	items: INodeExecutionData[],
	done?: Parameters<ITriggerFunctions['emit']>[2],
): StartedRun {
	return {
		items,
		end: (status) => done?.resolve((status && { status }) as IRun),
		lose: () => done?.reject(new Error('lost')),
	};
}
