/** The parts of n8n that send a workflow's requests. */
import { createRequire } from 'node:module';
import type * as N8nCore from 'n8n-core';
import type * as N8nWorkflow from 'n8n-workflow';

// Their ES modules are for bundlers; Node.js loads the others alone.
const load = createRequire(import.meta.url);
const { NodeHelpers, Workflow } = load('n8n-workflow') as typeof N8nWorkflow;

type CredentialData = N8nWorkflow.ICredentialDataDecryptedObject;

/** n8n's own client, as `preAuthentication` receives it, outside of any workflow that runs. */
export function n8nRequests(): N8nWorkflow.IHttpRequestHelper {
	const { LoadOptionsContext } = load('n8n-core') as typeof N8nCore;
	const node = {
		id: 'probe',
		name: 'Probe',
		type: 'probe',
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters: {},
	};
	const nodeTypes = { getByNameAndVersion: () => undefined } as unknown as N8nWorkflow.INodeTypes;
	const workflow = new Workflow({ nodes: [], connections: {}, active: false, nodeTypes });
	const additionalData = {} as N8nWorkflow.IWorkflowExecuteAdditionalData;
	const { helpers } = new LoadOptionsContext(workflow, node, additionalData, 'parameters.probe');
	return { helpers: { httpRequest: helpers.httpRequest } };
}

/** A credential's fields with the defaults of its form, as n8n hands them to a hook. */
export function withDefaults(
	{ properties }: N8nWorkflow.ICredentialType,
	data: CredentialData,
): CredentialData {
	const given = data as N8nWorkflow.INodeParameters;
	const all = NodeHelpers.getNodeParameters(properties, given, true, false, null, null);
	return { ...(all as CredentialData), ...data };
}
