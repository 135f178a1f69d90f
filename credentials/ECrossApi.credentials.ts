import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

import { hooks } from './tokens/hook/hooks';
import { customAddress, environmentProperties, tokenForm } from './tokens/form/properties';

const hook = hooks.eCrossApi;

export class ECrossApi implements ICredentialType {
	name = 'eCrossApi';

	displayName = 'E-CROSS API';

	icon: Icon = {
		light: 'file:../nodes/ECross/ecross.svg',
		dark: 'file:../nodes/ECross/ecross.dark.svg',
	};

	documentationUrl =
		'https://github.com/commerce-connectors/n8n-nodes-commerce-connectors/blob/main/docs/credentials.md#e-cross-api';

	properties: INodeProperties[] = tokenForm([
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			default: '',
			required: true,
			description: 'You get it from your e-CROSS representative, together with the secret',
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
		},
		...environmentProperties({
			custom: 'Your own addresses, for a sandbox or a gateway',
			addresses: [
				customAddress('Authentication URL', 'authUrl', 'https://auth.api.e-cross.tech'),
				customAddress('Product URL', 'productUrl', 'https://product.api.e-cross.tech'),
				customAddress('Order URL', 'orderUrl', 'https://order.api.e-cross.tech'),
				customAddress('Shipment URL', 'shipmentUrl', 'https://hermes.api.e-cross.tech'),
			],
		}),
		{
			displayName: 'Carrier ID',
			name: 'carrierId',
			type: 'string',
			default: '',
			description:
				'Needed only to send tracking events. It identifies your fulfillment partner; your e-CROSS representative provides it.',
		},
		{
			displayName: 'Sales Channel Token',
			name: 'salesChannelToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Needed only for the tax simulation. E-CROSS gives it to the sales channel during integration.',
		},
	]);

	preAuthentication = hook.preAuthentication;

	authenticate = hook.authenticate;
}
