import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

import { hooks } from './tokens/hook/hooks';
import { customAddress, environmentProperties, tokenForm } from './tokens/form/properties';

const hook = hooks.ecartPayApi;

export class EcartPayApi implements ICredentialType {
	name = 'ecartPayApi';

	displayName = 'Ecart Pay API';

	icon: Icon = {
		light: 'file:../nodes/EcartPay/ecartpay.svg',
		dark: 'file:../nodes/EcartPay/ecartpay.dark.svg',
	};

	documentationUrl =
		'https://github.com/commerce-connectors/n8n-nodes-commerce-connectors/blob/main/docs/credentials.md#ecart-pay-api';

	properties: INodeProperties[] = tokenForm([
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
			description: 'Next to the public key',
		},
		...environmentProperties({
			others: [
				{
					name: 'Sandbox',
					value: 'sandbox',
					description: 'Uses separate keys: switch the dashboard to sandbox to see them',
				},
			],
			custom: 'Your own address',
			addresses: [customAddress('Base URL', 'baseUrl', 'https://ecartpay.com')],
		}),
		{
			displayName: 'Webhook Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Needed only to verify webhooks. In the dashboard under Settings > Integrations > Webhooks.',
		},
	]);

	preAuthentication = hook.preAuthentication;

	authenticate = hook.authenticate;
}
