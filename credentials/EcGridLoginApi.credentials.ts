import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

import { withExpressionMark } from './tokens/hook/expressions';
import { hookOf } from './tokens/hook/hooks';
import {
	overridesProperty,
	sessionProperties,
	storageProperty,
	unencryptedProperty,
	useThisWhen,
} from './tokens/hook/properties';
import { webhookLoginProperties } from './tokens/sources/ecGridWebhook';

const DEFAULT_BASE_URL = 'https://rest.ecgrid.io';
const hook = hookOf('ecGridLoginApi');

export class EcGridLoginApi implements ICredentialType {
	name = 'ecGridLoginApi';

	displayName = 'ECGrid Login API';

	icon: Icon = {
		light: 'file:../nodes/EcGrid/ecgrid.svg',
		dark: 'file:../nodes/EcGrid/ecgrid.dark.svg',
	};

	documentationUrl = 'https://api.ecgridos.io/docs/getting-started/authentication';

	properties: INodeProperties[] = withExpressionMark([
		useThisWhen('you have an email and a password for ECGrid but no API key.'),
		{
			displayName: 'Email',
			name: 'email',
			type: 'string',
			placeholder: 'name@email.com',
			default: '',
			required: true,
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: DEFAULT_BASE_URL,
			description: 'Change it only for a gateway or a simulator',
		},
		unencryptedProperty({ hide: { baseUrl: [DEFAULT_BASE_URL] } }),
		{
			displayName: 'Login Field',
			name: 'loginField',
			type: 'options',
			options: [
				{
					name: 'Automatic',
					value: 'automatic',
					description: 'Tries the spellings of ECGrid’s documentation one after the other',
				},
				{ name: 'Email', value: 'email' },
				{ name: 'Login', value: 'login' },
				{ name: 'Username', value: 'username' },
			],
			default: 'automatic',
			description: 'What ECGrid calls the email in a login; its documentation has three names',
		},
		...webhookLoginProperties,
		overridesProperty,
		storageProperty,
		...sessionProperties,
	]);

	preAuthentication = hook.preAuthentication;

	authenticate = hook.authenticate;
}
