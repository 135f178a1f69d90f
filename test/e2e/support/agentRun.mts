import type { IConnections, INode, INodeParameters } from 'n8n-workflow';
import { outputOf, type Credential, type Execution } from '../../../playground/client.mts';
import type { ChatRequest, Turn } from '../../../sandbox/openai/chat.mts';
import { manualTrigger } from './manualTrigger.mts';
import { PACKAGE } from './nodeRun.mts';
import type { Stage } from './stage.mts';

const TRIGGER = 'Run once';
const AGENT = 'AI Agent';
const MODEL = 'Chat model';

/** A node that the agent may call. */
export interface AgentTool {
	/** Of the node; the model knows the tool by it, with underscores. */
	readonly name: string;
	/** With the package's name; n8n makes these types of the nodes that are usable as tools. */
	readonly type: string;
	readonly typeVersion?: number;
	readonly credential: Credential;
	readonly parameters: INodeParameters;
}

/** A conversation in which the model says what the script holds. */
export interface AgentRun {
	/** Of type `openAiApi`, for the sandbox. */
	readonly model: Credential;
	readonly prompt?: string;
	readonly tools: readonly AgentTool[];
	readonly turns: readonly Turn[];
}

export interface AgentOutcome {
	readonly status: Execution['status'];
	/** The error that ended the run. */
	readonly message: string | undefined;
	/** What the agent put out. */
	readonly answer: unknown;
	/** Everything that the model was sent, request by request. */
	readonly received: readonly ChatRequest[];
	/** What the model got back from its last tool; empty where it called none. */
	readonly toolResult: string;
}

/** One of our nodes as a tool. @param type name of the node type, without the package's */
export function ourTool(type: string, tool: Omit<AgentTool, 'type'>): AgentTool {
	return { ...tool, type: `${PACKAGE}.${type}Tool` };
}

/** The HTTP Request node as a tool, with one of our credentials. */
export function httpTool(tool: Omit<AgentTool, 'type'>): AgentTool {
	const authentication = {
		authentication: 'predefinedCredentialType',
		nodeCredentialType: tool.credential.type,
	};
	return {
		...tool,
		type: 'n8n-nodes-base.httpRequestTool',
		typeVersion: 4.2,
		parameters: { ...authentication, ...tool.parameters },
	};
}

/** Runs n8n's AI Agent node over one prompt, to its end. */
export async function runAgent(stage: Stage, run: AgentRun): Promise<AgentOutcome> {
	const { client, sandbox } = stage;
	const model = `scripted-${crypto.randomUUID()}`;
	await sandbox.scriptModel({ model, turns: run.turns });
	const { id } = await client.createWorkflow({
		name: `Agent: ${run.tools.map(({ name }) => name).join(', ')}`,
		nodes: [
			manualTrigger(TRIGGER),
			agentNode(run),
			modelNode(run, model),
			...toolNodes(stage, run),
		],
		connections: connectionsOf(run),
		settings: { executionOrder: 'v1' },
	});
	const execution = await client.runWorkflow(id, TRIGGER);
	const received = await sandbox.receivedByModel(model);
	return {
		status: execution.status,
		message: execution.data.resultData.error?.message,
		answer: outputOf(execution, AGENT)[0]?.json.output,
		received,
		toolResult: received.at(-1)?.messages.findLast(({ role }) => role === 'tool')?.content ?? '',
	};
}

function agentNode({ prompt = 'Do it.' }: AgentRun): INode {
	return {
		id: 'agent',
		name: AGENT,
		type: '@n8n/n8n-nodes-langchain.agent',
		// The latest that both lines of n8n have.
		typeVersion: 3,
		position: [220, 0],
		parameters: { promptType: 'define', text: prompt, options: {} },
	};
}

function modelNode({ model: { id, name, type } }: AgentRun, model: string): INode {
	return {
		id: 'model',
		name: MODEL,
		type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
		// From 1.3 on it prefers OpenAI's newer API, which others do not offer.
		typeVersion: 1.2,
		position: [220, 220],
		credentials: { [type]: { id, name } },
		parameters: { model: { __rl: true, mode: 'id', value: model }, options: {} },
	};
}

function toolNodes({ n8n }: Stage, { tools }: AgentRun): INode[] {
	// Where nothing is chosen, 2.x tells the model that a tool has failed, and 1.x ends the run.
	const onError = n8n.version.startsWith('1.') ? 'continueRegularOutput' : undefined;
	return tools.map(({ name, type, typeVersion = 1, credential, parameters }) => ({
		id: name,
		name,
		type,
		typeVersion,
		position: [440, 220],
		credentials: { [credential.type]: { id: credential.id, name: credential.name } },
		...(onError && { onError }),
		parameters,
	}));
}

function connectionsOf({ tools }: AgentRun): IConnections {
	const serves = (type: 'ai_tool' | 'ai_languageModel') => ({
		[type]: [[{ node: AGENT, type, index: 0 }]],
	});
	return {
		[TRIGGER]: { main: [[{ node: AGENT, type: 'main', index: 0 }]] },
		[MODEL]: serves('ai_languageModel'),
		...Object.fromEntries(tools.map(({ name }) => [name, serves('ai_tool')])),
	};
}
