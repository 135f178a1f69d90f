import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

import { hooks } from './tokens/hook/hooks';
import {
	customAddress,
	environmentProperties,
	tokenForm,
	useThisWhen,
} from './tokens/form/properties';

const hook = hooks.pledgApi;

export class PledgApi implements ICredentialType {
	name = 'pledgApi';

	displayName = 'Pledg API';

	icon: Icon = {
		light: 'file:../nodes/Pledg/pledg.svg',
		dark: 'file:../nodes/Pledg/pledg.dark.svg',
	};

	documentationUrl =
		'https://github.com/commerce-connectors/n8n-nodes-commerce-connectors/blob/main/docs/credentials.md#pledg-api';

	properties: INodeProperties[] = tokenForm([
		useThisWhen('Pledg gave you an API key and an API secret. All new integrations have them.'),
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'Pledg provides it on request, together with the secret',
		},
		{
			displayName: 'API Secret',
			name: 'apiSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
		},
		...environmentProperties({
			others: [
				{ name: 'Staging', value: 'staging', description: 'For test cards; uses separate keys' },
			],
			custom: 'Your own address',
			addresses: [customAddress('Base URL', 'baseUrl', 'https://back.ecard.pledg.co')],
		}),
	]);

	preAuthentication = hook.preAuthentication;

	authenticate = hook.authenticate;
}
