import type { Icon, ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';

import { baseUrlExpression } from './tokens/request/addresses';
import { withExpressionMark } from './tokens/hook/expressions';
import { KeyHook } from './tokens/hook/KeyHook';
import {
	renewalProperty,
	rule,
	TEST_HEADERS,
	testRules,
	unencryptedProperty,
	useThisWhen,
} from './tokens/hook/properties';
import { foldIntoSignature } from './tokens/sources/pledgSignature';

const REFUSAL = 'Pledg refused the signature. Check the Merchant UID and the Secret Key.';

const hook = new KeyHook({
	credentialType: 'pledgSignatureApi',
	provider: 'Pledg',
	refusal: REFUSAL,
	attach: foldIntoSignature,
});

const custom = { show: { environment: ['custom'] } };

export class PledgSignatureApi implements ICredentialType {
	name = 'pledgSignatureApi';

	displayName = 'Pledg Signature API';

	icon: Icon = {
		light: 'file:../nodes/Pledg/pledg.svg',
		dark: 'file:../nodes/Pledg/pledg.dark.svg',
	};

	documentationUrl = 'https://docs.pledg.co/integration/api/authentication.html';

	properties: INodeProperties[] = withExpressionMark([
		useThisWhen(
			'requests are signed: hosted funnels, signed purchase links and notifications of a merchant with "signature required".',
		),
		{
			displayName: 'Merchant UID',
			name: 'merchantUid',
			type: 'string',
			default: '',
			placeholder: 'mer_e821ccca-7a16-45a7-8b00-0a6015e16123',
			required: true,
			description: 'In the Pledg dashboard, among the main characteristics of the account',
		},
		{
			displayName: 'Secret Key',
			name: 'secretKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'Beside the UID in the dashboard. It is not the API secret.',
		},
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			options: [
				{ name: 'Production', value: 'production' },
				{
					name: 'Staging',
					value: 'staging',
					description: 'For test cards; has merchants of its own',
				},
				{ name: 'Custom', value: 'custom', description: 'Addresses of your own' },
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
			displayOptions: custom,
		},
		{
			displayName: 'Front URL',
			name: 'frontUrl',
			type: 'string',
			default: '',
			placeholder: 'https://front.ecard.pledg.co',
			required: true,
			displayOptions: custom,
		},
		unencryptedProperty(custom),
		{
			displayName:
				'Test shows that Pledg knows the Merchant UID. It cannot prove the Secret Key: Pledg has no harmless call that is signed.',
			name: 'testNotice',
			type: 'notice',
			default: '',
		},
		renewalProperty,
	]);

	preAuthentication = hook.preAuthentication;

	authenticate = hook.authenticate;

	test: ICredentialTestRequest = {
		request: {
			baseURL: baseUrlExpression(this.name, 'api'),
			url: '=/api/users/me/merchants/{{ $credentials.merchantUid }}/simulate_payment_schedule',
			method: 'POST',
			body: { created: '2030-01-01', amount_cents: 10_000 },
			headers: TEST_HEADERS,
		},
		rules: [
			...testRules('Pledg', REFUSAL),
			rule(400, 'Pledg does not know this Merchant UID. Check it and the Environment.'),
			rule(404, 'Pledg does not know this Merchant UID. Check it and the Environment.'),
		],
	};
}
