import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

import { hooks } from './tokens/hook/hooks';
import { filledAddress, loginProperties, tokenForm, useThisWhen } from './tokens/form/properties';

const hook = hooks.ecGridSoapApi;

export class EcGridSoapApi implements ICredentialType {
	name = 'ecGridSoapApi';

	displayName = 'ECGrid SOAP API';

	icon: Icon = {
		light: 'file:../nodes/EcGridSoap/ecgridsoap.svg',
		dark: 'file:../nodes/EcGridSoap/ecgridsoap.dark.svg',
	};

	documentationUrl =
		'https://github.com/commerce-connectors/n8n-nodes-commerce-connectors/blob/main/docs/credentials.md#ecgrid-soap-api';

	properties: INodeProperties[] = tokenForm([
		useThisWhen(
			'you call the older SOAP service (ECGridOS 4.1). For new workflows, use REST with an API key.',
		),
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'options',
			options: [
				{
					name: 'API Key',
					value: 'apiKey',
					description: 'Sent as the SessionID and never expires. ECGrid prefers it.',
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
		...loginProperties({ show: { authentication: ['session'] } }),
		...filledAddress('URL', 'url', 'https://os.ecgrid.io/v4.1/prod/ECGridOS.asmx'),
		{
			displayName: 'Namespace',
			name: 'namespace',
			type: 'string',
			default: 'https://os.ecgrid.io/',
			description:
				'The default comes from the service’s WSDL. Some pages of the documentation use http://www.ecgridos.net/ instead.',
		},
		{
			displayName: 'Login Parameter',
			name: 'loginParameter',
			type: 'options',
			options: [
				{ name: 'Email', value: 'Email' },
				{ name: 'LoginName', value: 'LoginName', description: 'The name in the WSDL' },
			],
			default: 'LoginName',
			description: 'The Login method’s name for the email',
			displayOptions: { show: { authentication: ['session'] } },
		},
	]);

	preAuthentication = hook.preAuthentication;

	authenticate = hook.authenticate;
}
