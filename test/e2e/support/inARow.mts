import type { INode, INodeConnections, INodeParameters } from 'n8n-workflow';
import type { Credential, WorkflowInput } from '../../../playground/client.mts';
import { PACKAGE } from './nodeRun.mts';

/**
 * One of our nodes, with its name as its id.
 *
 * @param type name of the node type, without the package's
 */
export function ourNode(
	name: string,
	type: string,
	credential: Credential,
	parameters: INodeParameters,
): INode {
	const { id, name: credentialName, type: credentialType } = credential;
	return {
		id: name,
		name,
		type: `${PACKAGE}.${type}`,
		typeVersion: 1,
		position: [0, 0],
		parameters,
		credentials: { [credentialType]: { id, name: credentialName } },
	};
}

/** Puts nodes one behind the other, each connected with the next. */
export function inARow(nodes: readonly INode[]): Pick<WorkflowInput, 'nodes' | 'connections'> {
	const links = nodes
		.slice(1)
		.map(({ name }, index): [string, INodeConnections] => [
			nodes[index]?.name ?? '',
			{ main: [[{ node: name, type: 'main', index: 0 }]] },
		]);
	const placed = nodes.map((node, index): INode => ({ ...node, position: [index * 220, 0] }));
	return { nodes: placed, connections: Object.fromEntries(links) };
}
