import type { Icon, ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';

import { baseUrlExpression } from './tokens/request/addresses';
import { key, password } from './tokens/request/credentialFields';
import { basic } from './tokens/request/grant';
import { withExpressionMark } from './tokens/hook/expressions';
import { KeyHook } from './tokens/hook/KeyHook';
import {
	renewalProperty,
	TEST_HEADERS,
	testRules,
	unencryptedProperty,
	useThisWhen,
} from './tokens/hook/properties';
import { withHeader } from './tokens/request/requestOptions';

const REFUSAL = 'Pledg refused the Email and Password. Check them in the credential.';

const hook = new KeyHook({
	credentialType: 'pledgDashboardApi',
	provider: 'Pledg',
	refusal: REFUSAL,
	attach: (credentials, options) =>
		withHeader(
			options,
			'Authorization',
			basic(key(credentials, 'email', 'Email'), password(credentials, 'password', 'Password')),
		),
});

export class PledgDashboardApi implements ICredentialType {
	name = 'pledgDashboardApi';

	displayName = 'Pledg Dashboard API';

	icon: Icon = {
		light: 'file:../nodes/Pledg/pledg.svg',
		dark: 'file:../nodes/Pledg/pledg.dark.svg',
	};

	documentationUrl = 'https://docs.pledg.co/integration/api/authentication.html';

	properties: INodeProperties[] = withExpressionMark([
		useThisWhen(
			'you have a login for the Pledg dashboard but no API key. Only refunds take it, and Pledg calls it deprecated.',
		),
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
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			options: [
				{ name: 'Production', value: 'production' },
				{ name: 'Staging', value: 'staging', description: 'For test cards; has logins of its own' },
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
		{
			displayName:
				'Test only shows that Pledg answers at this address. Pledg has no harmless call that would prove the password; the first refund does.',
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
			url: '/api/users/me/merchants/mer_test/simulate_payment_schedule',
			method: 'POST',
			body: { created: '2030-01-01', amount_cents: 10_000 },
			headers: TEST_HEADERS,
			// Any answer to an unknown merchant shows that the address is right.
			ignoreHttpStatusErrors: true,
		},
		rules: testRules('Pledg', REFUSAL),
	};
}
