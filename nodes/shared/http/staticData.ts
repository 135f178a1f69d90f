import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../../credentials/lib/json';

interface WithStaticData {
	getWorkflowStaticData(type: 'node'): unknown;
}

/**
 * What n8n keeps for a node between two calls. If the database holds something else in its place,
 * it counts as empty, and what is written to it lasts for this call only.
 */
export function staticDataOf(functions: WithStaticData): IDataObject {
	const data = functions.getWorkflowStaticData('node');
	return isObject(data) ? data : {};
}
