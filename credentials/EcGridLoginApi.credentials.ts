import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

import { hooks } from './tokens/hook/hooks';
import { filledAddress, loginProperties, tokenForm, useThisWhen } from './tokens/form/properties';
import { webhookLoginProperties } from './tokens/sources/ecGridWebhook';

const hook = hooks.ecGridLoginApi;

export class EcGridLoginApi implements ICredentialType {
	name = 'ecGridLoginApi';

	displayName = 'ECGrid Login API';

	icon: Icon = {
		light: 'file:../nodes/EcGrid/ecgrid.svg',
		dark: 'file:../nodes/EcGrid/ecgrid.dark.svg',
	};

	documentationUrl =
		'https://github.com/commerce-connectors/n8n-nodes-commerce-connectors/blob/main/docs/credentials.md#ecgrid-login-api';

	properties: INodeProperties[] = tokenForm([
		useThisWhen('you have an email and a password for ECGrid but no API key.'),
		...loginProperties(),
		...filledAddress('Base URL', 'baseUrl', 'https://rest.ecgrid.io'),
		{
			displayName: 'Login Field',
			name: 'loginField',
			type: 'options',
			options: [
				{
					name: 'Automatic',
					value: 'automatic',
					description: 'Tries the names in ECGrid’s documentation one after another',
				},
				{ name: 'Email', value: 'email' },
				{ name: 'Login', value: 'login' },
				{ name: 'Username', value: 'username' },
			],
			default: 'automatic',
			description:
				'The name of the email field in ECGrid’s login request; its documentation uses three names',
		},
		...webhookLoginProperties,
	]);

	preAuthentication = hook.preAuthentication;

	authenticate = hook.authenticate;
}
