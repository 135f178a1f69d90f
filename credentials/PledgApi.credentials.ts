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

const hook = hookOf('pledgApi');

export class PledgApi implements ICredentialType {
	name = 'pledgApi';

	displayName = 'Pledg API';

	icon: Icon = {
		light: 'file:../nodes/Pledg/pledg.svg',
		dark: 'file:../nodes/Pledg/pledg.dark.svg',
	};

	documentationUrl = 'https://docs.pledg.co/integration/api/authentication.html';

	properties: INodeProperties[] = withExpressionMark([
		useThisWhen('Pledg gave you an API key and an API secret. All new integrations have them.'),
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'Pledg gives it to you on request, together with the secret',
		},
		{
			displayName: 'API Secret',
			name: 'apiSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
		},
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			options: [
				{ name: 'Production', value: 'production' },
				{ name: 'Staging', value: 'staging', description: 'For test cards; has keys of its own' },
				{ name: 'Custom', value: 'custom', description: 'An address of your own' },
			],
			default: 'production',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			placeholder: 'https://back.ecard.pledg.co',
			required: true,
			displayOptions: { show: { environment: ['custom'] } },
		},
		unencryptedProperty({ show: { environment: ['custom'] } }),
		overridesProperty,
		storageProperty,
		...sessionProperties,
	]);

	preAuthentication = hook.preAuthentication;

	authenticate = hook.authenticate;
}
