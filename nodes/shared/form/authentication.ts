import type { INodeCredentialDescription, INodeProperties } from 'n8n-workflow';

import type { CredentialChoice, Provider } from '../http/provider';
import { AUTHENTICATION, choicesOf } from '../operation/credentialChoices';
import { firstValue, type Operation, type Resource } from '../operation/operation';

/**
 * The credentials of a node's description, each shown if the operation and the user's choice ask
 * for it. For nodes that leave the Test to another node of the same provider.
 */
export function credentialDescriptions(
	provider: Provider,
	resources: Resource[],
): INodeCredentialDescription[] {
	return provider.credentials.map(({ credentialType }) => ({
		name: credentialType,
		required: true,
		...(provider.credentials.length > 1 && {
			displayOptions: shownWhereTaken(credentialType, provider, resources),
		}),
	}));
}

/**
 * Where a node shows one of several credential types.
 *
 * @throws if the provider has no such type
 */
export function shownWhereTaken(
	credentialType: string,
	provider: Provider,
	resources: Resource[],
): { hide: Record<string, string[]> } {
	const choice = provider.credentials.find((one) => one.credentialType === credentialType);
	if (choice === undefined) throw new Error(`${provider.name} has no ${credentialType}`);
	return { hide: whereUnused(choice.value, provider, resources) };
}

/** The field Authentication, once for each set of choices that operations offer. */
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

/**
 * n8n looks at only one description per credential type. It joins conditions of `show` with "and",
 * and those of `hide` with "or". So a credential is hidden if the operation does not take it, or if
 * Authentication is shown and another choice is made. The values of operations must therefore tell
 * which of them take it.
 */
function whereUnused(choice: string, provider: Provider, resources: Resource[]) {
	const operations = operationsOf(resources);
	const takes = (one: Operation) => choicesOf(provider, one).some(({ value }) => value === choice);
	const without = new Set(operations.filter((one) => !takes(one)).map(({ value }) => value));
	const clash = operations.find((one) => takes(one) && without.has(one.value));
	if (clash) {
		throw new Error(`Operations named "${clash.value}" must all take the same credentials`);
	}
	const others = provider.credentials.filter(({ value }) => value !== choice);
	return {
		...(without.size > 0 ? { operation: [...without] } : {}),
		[AUTHENTICATION]: others.map(({ value }) => value),
	};
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

/** Operations of a resource that offer a choice, by the choices that they offer. */
function groupBySet(provider: Provider, operations: Operation[]) {
	const groups = new Map<string, { choices: CredentialChoice[]; values: string[] }>();
	for (const operation of operations) {
		const choices = choicesOf(provider, operation);
		if (choices.length < 2) continue;
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
