import { BASE_URL, type AddressBook, type AddressBooks } from './addressBook';

const BACKENDS = {
	production: 'https://back.ecard.pledg.co',
	staging: 'https://staging.back.ecard.pledg.co',
};

const backend: AddressBook = {
	custom: { api: BASE_URL },
	environments: {
		production: { api: BACKENDS.production },
		staging: { api: BACKENDS.staging },
	},
};

export const pledgAddresses: AddressBooks = {
	pledgApi: backend,
	pledgDashboardApi: backend,
	pledgSignatureApi: {
		custom: { api: BASE_URL, front: { name: 'frontUrl', displayName: 'Front URL' } },
		environments: {
			production: { api: BACKENDS.production, front: 'https://front.ecard.pledg.co' },
			staging: {
				api: BACKENDS.staging,
				front: 'https://staging.front.ecard.pledg.co',
			},
		},
	},
};
