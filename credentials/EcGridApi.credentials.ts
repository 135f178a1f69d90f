import type { Icon, ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';

import { key } from './tokens/request/credentialFields';
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

const DEFAULT_BASE_URL = 'https://rest.ecgrid.io';
const REFUSAL =
	'ECGrid refused the API Key. It may have been replaced: copy the current one from your profile page in the portal.';

const hook = new KeyHook({
	credentialType: 'ecGridApi',
	provider: 'ECGrid',
	refusal: REFUSAL,
	attach: (credentials, options) =>
		withHeader(options, 'X-API-Key', key(credentials, 'apiKey', 'API Key')),
});

export class EcGridApi implements ICredentialType {
	name = 'ecGridApi';

	displayName = 'ECGrid API Key API';

	icon: Icon = {
		light: 'file:../nodes/EcGrid/ecgrid.svg',
		dark: 'file:../nodes/EcGrid/ecgrid.dark.svg',
	};

	documentationUrl = 'https://api.ecgridos.io/docs/getting-started/authentication';

	properties: INodeProperties[] = withExpressionMark([
		useThisWhen('workflows run on their own: polling, batches, servers. ECGrid recommends it.'),
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'On your profile page in the ECGrid portal',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: DEFAULT_BASE_URL,
			description: 'Change it only for a gateway or a simulator',
		},
		unencryptedProperty({ hide: { baseUrl: [DEFAULT_BASE_URL] } }),
		renewalProperty,
	]);

	preAuthentication = hook.preAuthentication;

	authenticate = hook.authenticate;

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{ $credentials.baseUrl }}',
			url: '/v2/users/me',
			headers: TEST_HEADERS,
		},
		rules: testRules('ECGrid', REFUSAL),
	};
}
