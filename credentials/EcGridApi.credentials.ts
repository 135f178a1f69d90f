import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

import { hooks } from './tokens/hook/hooks';
import { filledAddress, keyForm, useThisWhen } from './tokens/form/properties';
import { webhookLoginProperties } from './tokens/sources/ecGridWebhook';

const hook = hooks.ecGridApi;

export class EcGridApi implements ICredentialType {
	name = 'ecGridApi';

	displayName = 'ECGrid API Key API';

	icon: Icon = {
		light: 'file:../nodes/EcGrid/ecgrid.svg',
		dark: 'file:../nodes/EcGrid/ecgrid.dark.svg',
	};

	documentationUrl =
		'https://github.com/commerce-connectors/n8n-nodes-commerce-connectors/blob/main/docs/credentials.md#ecgrid-api-key-api';

	properties: INodeProperties[] = keyForm([
		useThisWhen('workflows run unattended: polling, batches, servers. ECGrid recommends it.'),
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'On your profile page in the ECGrid portal',
		},
		...filledAddress('Base URL', 'baseUrl', 'https://rest.ecgrid.io'),
		...webhookLoginProperties,
	]);

	authenticate = hook.authenticate;
}
