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

const DEFAULT_URL = 'https://os.ecgrid.io/v4.1/prod/ECGridOS.asmx';
const hook = hookOf('ecGridSoapApi');

export class EcGridSoapApi implements ICredentialType {
	name = 'ecGridSoapApi';

	displayName = 'ECGrid SOAP API';

	icon: Icon = {
		light: 'file:../nodes/EcGrid/ecgrid.svg',
		dark: 'file:../nodes/EcGrid/ecgrid.dark.svg',
	};

	documentationUrl = 'https://api.ecgridos.io/docs/getting-started/authentication';

	properties: INodeProperties[] = withExpressionMark([
		useThisWhen(
			'you call the older SOAP service (ECGridOS 4.1). New workflows are better off with an API key and REST.',
		),
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'options',
			options: [
				{
					name: 'API Key',
					value: 'apiKey',
					description: 'Goes into SessionID as it is and never ends. ECGrid prefers it.',
				},
				{ name: 'Session', value: 'session', description: 'Logs in with email and password' },
			],
			default: 'apiKey',
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'On your profile page in the ECGrid portal',
			displayOptions: { show: { authentication: ['apiKey'] } },
		},
		{
			displayName: 'Email',
			name: 'email',
			type: 'string',
			placeholder: 'name@email.com',
			default: '',
			required: true,
			displayOptions: { show: { authentication: ['session'] } },
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			displayOptions: { show: { authentication: ['session'] } },
		},
		{
			displayName: 'URL',
			name: 'url',
			type: 'string',
			default: DEFAULT_URL,
			description: 'Change it only for a gateway or a simulator',
		},
		unencryptedProperty({ hide: { url: [DEFAULT_URL] } }),
		{
			displayName: 'Namespace',
			name: 'namespace',
			type: 'string',
			default: 'https://os.ecgrid.io/',
			description:
				'As in the service’s own WSDL. Some pages of the documentation write http://www.ecgridos.net/ instead.',
		},
		{
			displayName: 'Login Parameter',
			name: 'loginParameter',
			type: 'options',
			options: [
				{ name: 'Email', value: 'Email' },
				{ name: 'LoginName', value: 'LoginName', description: 'As in the WSDL' },
			],
			default: 'LoginName',
			description: 'What the Login method calls the email',
			displayOptions: { show: { authentication: ['session'] } },
		},
		overridesProperty,
		storageProperty,
		...sessionProperties,
	]);

	preAuthentication = hook.preAuthentication;

	authenticate = hook.authenticate;
}
