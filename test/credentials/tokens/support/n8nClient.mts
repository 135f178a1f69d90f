/** n8n-core's own `httpRequest`, as `preAuthentication` receives it. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { IHttpRequestHelper, INode, INodeTypes } from 'n8n-workflow';
import { Workflow, type IWorkflowExecuteAdditionalData } from 'n8n-workflow';

// n8n-core writes its settings below this folder when it is loaded.
process.env.N8N_USER_FOLDER ??= mkdtempSync(join(tmpdir(), 'n8n-tokens-test-'));
process.env.N8N_ENCRYPTION_KEY ??= 'only for tests';
const { LoadOptionsContext } = await import('n8n-core');

/** A helper with n8n's client, outside any running workflow. */
export function n8nClient(): IHttpRequestHelper {
	const node = { name: 'Node', type: 'node', typeVersion: 1, parameters: {} } as INode;
	const nodeTypes = { getByNameAndVersion: () => undefined } as unknown as INodeTypes;
	const workflow = new Workflow({ nodes: [], connections: {}, active: false, nodeTypes });
	const additionalData = {} as IWorkflowExecuteAdditionalData;
	const { helpers } = new LoadOptionsContext(workflow, node, additionalData, 'parameters.x');
	return { helpers: { httpRequest: helpers.httpRequest } };
}
