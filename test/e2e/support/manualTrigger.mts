import type { INode } from 'n8n-workflow';

/** The node that a run by the editor's button starts from. */
export function manualTrigger(name: string): INode {
	return {
		id: 'trigger',
		name,
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
}
