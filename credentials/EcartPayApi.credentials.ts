import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

import { withExpressionMark } from './tokens/hook/expressions';
import { hookOf } from './tokens/hook/hooks';
import {
	overridesProperty,
	sessionProperties,
	storageProperty,
	unencryptedProperty,
} from './tokens/hook/properties';

const hook = hookOf('ecartPayApi');

export class EcartPayApi implements ICredentialType {
	name = 'ecartPayApi';

	displayName = 'Ecart Pay API';

	icon: Icon = {
		light: 'file:../nodes/EcartPay/ecartpay.svg',
		dark: 'file:../nodes/EcartPay/ecartpay.dark.svg',
	};

	documentationUrl = 'https://docs.ecartpay.com/docs/tokens';

	properties: INodeProperties[] = withExpressionMark([
		{
			displayName: 'Public Key',
			name: 'publicKey',
			type: 'string',
			default: '',
			required: true,
			description: 'In the Ecart Pay dashboard under Integrations > API',
		},
		{
			displayName: 'Private Key',
			name: 'privateKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'Beside the public key',
		},
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			options: [
				{ name: 'Production', value: 'production' },
				{
					name: 'Sandbox',
					value: 'sandbox',
					description: 'Has keys of its own: switch the dashboard to sandbox to see them',
				},
				{ name: 'Custom', value: 'custom', description: 'An address of your own' },
			],
			default: 'production',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			placeholder: 'https://ecartpay.com',
			required: true,
			displayOptions: { show: { environment: ['custom'] } },
		},
		unencryptedProperty({ show: { environment: ['custom'] } }),
		{
			displayName: 'Webhook Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Only for verifying webhooks. In the dashboard under Settings > Integrations > Webhooks.',
		},
		overridesProperty,
		storageProperty,
		...sessionProperties,
	]);

	preAuthentication = hook.preAuthentication;

	authenticate = hook.authenticate;
}
