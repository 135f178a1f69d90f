import { BASE_URL, type AddressBooks } from './addressBook';

export const ecGridAddresses: AddressBooks = {
	ecGridApi: { custom: { api: BASE_URL } },
	ecGridLoginApi: { custom: { api: BASE_URL } },
	ecGridSoapApi: { custom: { api: { name: 'url', displayName: 'URL' } } },
};
