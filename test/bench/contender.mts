import type { INode, INodeParameters } from 'n8n-workflow';
import type { Credential, N8nClient } from '../../playground/client.mts';
import type { Contender } from './rounds.mts';
import { manualTrigger } from '../e2e/support/manualTrigger.mts';

const TRIGGER = 'Run once';
const NODE = 'Measured';
/** A busy machine may need long for what takes an idle one a second. */
const RUN_LIMIT_SECONDS = 300;

/** A node that is measured. */
export interface MeasuredNode {
	/** As it is called in the results. */
	readonly name: string;
	readonly type: string;
	readonly typeVersion: number;
	readonly credential: Credential;
	readonly parameters: INodeParameters;
}

/**
 * A workflow that runs one node over so many items. Its time is the node's own, as n8n records it:
 * neither starting the execution nor storing its result is in it.
 */
export async function contender(
	client: N8nClient,
	node: MeasuredNode,
	items: number,
): Promise<Contender> {
	const workflow = await client.createWorkflow({
		name: node.name,
		nodes: [manualTrigger(TRIGGER), nodeOf(node)],
		connections: { [TRIGGER]: { main: [[{ node: NODE, type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
		// The trigger's own output is one empty item; pinned data replaces it in a manual run.
		pinData: { [TRIGGER]: Array.from({ length: items }, () => ({ json: {} })) },
	});
	const run = async (): Promise<number> => {
		const id = await client.startWorkflow(workflow.id, TRIGGER);
		const { status, data } = await client.waitForExecution(id, RUN_LIMIT_SECONDS);
		const { runData, error } = data.resultData;
		const time = runData[NODE]?.[0]?.executionTime;
		if (status !== 'success' || time === undefined) {
			throw new Error(`${node.name}: the run ended as ${status}. ${error?.message ?? ''}`);
		}
		return time;
	};
	return { name: node.name, run };
}

function nodeOf({ type, typeVersion, credential, parameters }: MeasuredNode): INode {
	return {
		id: 'measured',
		name: NODE,
		type,
		typeVersion,
		position: [220, 0],
		credentials: { [credential.type]: { id: credential.id, name: credential.name } },
		parameters,
	};
}
