import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

import { hooks } from './tokens/hook/hooks';
import { customAddress, environmentProperties, tokenForm } from './tokens/hook/properties';

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
			description: 'Your e-CROSS representative gives it to you together with the secret',
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
			custom: 'Addresses of your own, for a sandbox or a gateway',
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
				'Only for sending tracking events. Your e-CROSS representative gives it to you; it names your fulfillment partner.',
		},
		{
			displayName: 'Sales Channel Token',
			name: 'salesChannelToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Only for the tax simulation. E-CROSS hands it to the sales channel during its integration.',
		},
	]);

	preAuthentication = hook.preAuthentication;

	authenticate = hook.authenticate;
}
