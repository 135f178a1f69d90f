import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

import { withExpressionMark } from './tokens/hook/expressions';
import { hookOf } from './tokens/hook/hooks';
import { overridesProperty, unencryptedProperty, useThisWhen } from './tokens/hook/properties';
import { webhookLoginProperties } from './tokens/sources/ecGridWebhook';

const DEFAULT_BASE_URL = 'https://rest.ecgrid.io';
const hook = hookOf('ecGridApi');

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
		...webhookLoginProperties,
		overridesProperty,
	]);

	authenticate = hook.authenticate;
}
