import type { INodeCredentialDescription, INodeProperties } from 'n8n-workflow';

import type { CredentialChoice, Provider } from '../http/provider';
import { AUTHENTICATION, choicesOf } from '../operation/credentialChoices';
import { firstValue, type Operation, type Resource } from '../operation/operation';

/**
 * The credentials of a node's description: of several types, the one that Authentication names is
 * shown. Node files say the same in literals, which is what n8n's lint can read.
 */
export function credentialDescriptions({ credentials }: Provider): INodeCredentialDescription[] {
	return credentials.map(({ credentialType, value }) => ({
		name: credentialType,
		required: true,
		...(credentials.length > 1 && { displayOptions: { show: { [AUTHENTICATION]: [value] } } }),
	}));
}

/**
 * The field Authentication, once for each set of choices that some operations have. A set of one is
 * shown as well: a credential is shown by the field's value, so no operation may be without it.
 */
export function authenticationFields(provider: Provider, resources: Resource[]): INodeProperties[] {
	if (provider.credentials.length === 1) return [];
	const all = choicesOf(provider);
	if (operationsOf(resources).every((one) => choicesOf(provider, one).length === all.length)) {
		return [authenticationField(all)];
	}
	return resources.flatMap(({ value: resource, operations }) =>
		groupBySet(provider, operations).map(({ choices, values }) => ({
			...authenticationField(choices),
			displayOptions: { show: { resource: [resource], operation: values } },
		})),
	);
}

function authenticationField(choices: CredentialChoice[]): INodeProperties {
	return {
		displayName: 'Authentication',
		name: AUTHENTICATION,
		type: 'options',
		options: choices.map(({ name, value, description }) => ({
			name,
			value,
			...(description ? { description } : {}),
		})),
		default: firstValue(choices),
	};
}

/** Operations of a resource, by the choices they leave. */
function groupBySet(provider: Provider, operations: Operation[]) {
	const groups = new Map<string, { choices: CredentialChoice[]; values: string[] }>();
	for (const operation of operations) {
		const choices = choicesOf(provider, operation);
		const key = choices.map(({ value }) => value).join();
		const group = groups.get(key) ?? { choices, values: [] };
		group.values.push(operation.value);
		groups.set(key, group);
	}
	return [...groups.values()];
}

function operationsOf(resources: Resource[]): Operation[] {
	return resources.flatMap(({ operations }) => operations);
}
