import { BASE_URL, type AddressBooks } from './addressBook';

export const ecartPayAddresses: AddressBooks = {
	ecartPayApi: {
		custom: { api: BASE_URL },
		environments: {
			production: { api: 'https://ecartpay.com' },
			sandbox: { api: 'https://sandbox.ecartpay.com' },
		},
	},
};
