import type { Icon, ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';

import { baseUrlExpression } from './tokens/request/addresses';
import { withExpressionMark } from './tokens/hook/expressions';
import { TokenHook } from './tokens/hook/TokenHook';
import {
	sessionProperties,
	storageProperty,
	TEST_HEADERS,
	testRules,
	unencryptedProperty,
} from './tokens/hook/properties';
import { ecartPaySource } from './tokens/sources/ecartPay';

const hook = new TokenHook(ecartPaySource);

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
		storageProperty,
		...sessionProperties,
	]);

	preAuthentication = hook.preAuthentication;

	authenticate = hook.authenticate;

	test: ICredentialTestRequest = {
		request: {
			baseURL: baseUrlExpression(this.name, 'api'),
			url: '/api/transactions',
			qs: { limit: 1 },
			headers: TEST_HEADERS,
		},
		rules: testRules(
			'Ecart Pay',
			'The login worked, but Ecart Pay refused the token. Test again in a minute; if it stays, ask Ecart Pay about these keys.',
		),
	};
}
