import type { AddressBooks } from './addressBook';

export const eCrossAddresses: AddressBooks = {
	eCrossApi: {
		custom: {
			auth: { name: 'authUrl', displayName: 'Authentication URL' },
			product: { name: 'productUrl', displayName: 'Product URL' },
			order: { name: 'orderUrl', displayName: 'Order URL' },
			shipment: { name: 'shipmentUrl', displayName: 'Shipment URL' },
		},
		environments: {
			production: {
				auth: 'https://auth.api.e-cross.tech',
				product: 'https://product.api.e-cross.tech',
				order: 'https://order.api.e-cross.tech',
				shipment: 'https://hermes.api.e-cross.tech',
			},
		},
	},
};
