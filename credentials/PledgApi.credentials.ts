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
	useThisWhen,
} from './tokens/hook/properties';
import { pledgSource } from './tokens/sources/pledg';

const hook = new TokenHook(pledgSource);

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
		storageProperty,
		...sessionProperties,
	]);

	preAuthentication = hook.preAuthentication;

	authenticate = hook.authenticate;

	// No harmless read is documented, so the Test asks for a token once more and reads its status.
	test: ICredentialTestRequest = {
		request: {
			baseURL: baseUrlExpression(this.name, 'api'),
			url: '/api/token',
			method: 'POST',
			headers: TEST_HEADERS,
		},
		rules: testRules('Pledg', 'Pledg refused the API Key and API Secret. Check them.'),
	};
}
