import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

import { hooks } from './tokens/hook/hooks';
import {
	customAddress,
	environmentProperties,
	keyForm,
	loginProperties,
	useThisWhen,
} from './tokens/form/properties';

const hook = hooks.pledgDashboardApi;

export class PledgDashboardApi implements ICredentialType {
	name = 'pledgDashboardApi';

	displayName = 'Pledg Dashboard API';

	icon: Icon = {
		light: 'file:../nodes/Pledg/pledg.svg',
		dark: 'file:../nodes/Pledg/pledg.dark.svg',
	};

	documentationUrl =
		'https://github.com/commerce-connectors/n8n-nodes-commerce-connectors/blob/main/docs/credentials.md#pledg-dashboard-api';

	properties: INodeProperties[] = keyForm([
		{
			displayName:
				'Pledg offers no way to check the email and password before the first refund. The green box after Save only means that Pledg answers at this address.',
			name: 'testNotice',
			type: 'notice',
			default: '',
		},
		useThisWhen(
			'you have a login for the Pledg dashboard but no API key. It works only for refunds, and Pledg calls it deprecated.',
		),
		...loginProperties(),
		...environmentProperties({
			others: [
				{ name: 'Staging', value: 'staging', description: 'For test cards; uses separate logins' },
			],
			custom: 'Your own address',
			addresses: [customAddress('Base URL', 'baseUrl', 'https://back.ecard.pledg.co')],
		}),
	]);

	authenticate = hook.authenticate;
}
