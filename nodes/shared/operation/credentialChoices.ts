import type { IExecuteFunctions, ILoadOptionsFunctions } from 'n8n-workflow';

import type { CredentialChoice, Provider } from '../http/provider';
import type { Operation } from './operation';

/** Name of the field that chooses among a provider's credential types. */
export const AUTHENTICATION = 'authentication';

/** The credential type with which an operation runs. */
export function credentialTypeFor(
	functions: IExecuteFunctions | ILoadOptionsFunctions,
	provider: Provider,
	operation?: Operation,
): string {
	const fitting = choicesOf(provider, operation);
	const chosen =
		'getCurrentNodeParameter' in functions
			? functions.getCurrentNodeParameter(AUTHENTICATION)
			: functions.getNodeParameter(AUTHENTICATION, 0, '');
	const choice = fitting.find(({ value }) => value === chosen) ?? fitting[0];
	return (choice ?? provider.credentials[0]).credentialType;
}

/** The credential types that an operation may run with, the default first. */
export function choicesOf(provider: Provider, operation?: Operation): CredentialChoice[] {
	const wanted = operation?.authentication;
	if (!wanted) return [...provider.credentials];
	return wanted.flatMap((value) => provider.credentials.filter((one) => one.value === value));
}
