// Nodes that call a provider once for each execution, with a tag of its own; for `steadyLoad.mts`.
import type { INode, INodeParameters } from 'n8n-workflow';
import type { Credential } from '../../../playground/client.mts';
import type { HttpCall } from './httpRequest.mts';
import { PACKAGE } from './nodeRun.mts';
import { REQUEST_TAG } from './steadyLoad.mts';

/** n8n's HTTP Request node with a credential of a predefined type. */
export function httpNode(credential: Credential, { method = 'GET', url, body }: HttpCall): INode {
	return callingNode('n8n-nodes-base.httpRequest', 4.2, credential, {
		method,
		url,
		authentication: 'predefinedCredentialType',
		nodeCredentialType: credential.type,
		sendHeaders: true,
		headerParameters: { parameters: [{ name: 'x-tag', value: REQUEST_TAG }] },
		...(body !== undefined && {
			sendBody: true,
			specifyBody: 'json',
			jsonBody: JSON.stringify(body),
		}),
		options: {},
	});
}

/** One of our nodes; the tag is the value of one of its parameters. */
export function ownNode(type: string, credential: Credential, parameters: INodeParameters): INode {
	return callingNode(`${PACKAGE}.${type}`, 1, credential, parameters);
}

function callingNode(
	type: string,
	typeVersion: number,
	{ id, name, type: credentialType }: Credential,
	parameters: INodeParameters,
): INode {
	return {
		id: 'call',
		name: 'Call',
		type,
		typeVersion,
		position: [220, 0],
		credentials: { [credentialType]: { id, name } },
		parameters,
	};
}
