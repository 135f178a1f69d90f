import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

import { hooks } from './tokens/hook/hooks';
import {
	customAddress,
	environmentProperties,
	keyForm,
	useThisWhen,
} from './tokens/form/properties';

const hook = hooks.pledgSignatureApi;

export class PledgSignatureApi implements ICredentialType {
	name = 'pledgSignatureApi';

	displayName = 'Pledg Signature API';

	icon: Icon = {
		light: 'file:../nodes/Pledg/pledg.svg',
		dark: 'file:../nodes/Pledg/pledg.dark.svg',
	};

	documentationUrl =
		'https://github.com/commerce-connectors/n8n-nodes-commerce-connectors/blob/main/docs/credentials.md#pledg-signature-api';

	properties: INodeProperties[] = keyForm([
		{
			displayName:
				'Pledg offers no way to check the Secret Key before the first signed request. The green box after Save only means that Pledg knows the Merchant UID.',
			name: 'testNotice',
			type: 'notice',
			default: '',
		},
		useThisWhen(
			'requests are signed: hosted funnels, signed purchase links, and notifications for a merchant with "signature required".',
		),
		{
			displayName: 'Merchant UID',
			name: 'merchantUid',
			type: 'string',
			default: '',
			placeholder: 'e.g. mer_e821ccca-7a16-45a7-8b00-0a6015e16123',
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
			description: 'Next to the UID in the dashboard. It is not the API secret.',
		},
		...environmentProperties({
			others: [
				{
					name: 'Staging',
					value: 'staging',
					description: 'For test cards; uses separate merchants',
				},
			],
			custom: 'Your own addresses',
			addresses: [
				customAddress('Base URL', 'baseUrl', 'https://back.ecard.pledg.co'),
				customAddress('Front URL', 'frontUrl', 'https://front.ecard.pledg.co'),
			],
		}),
	]);

	authenticate = hook.authenticate;
}
