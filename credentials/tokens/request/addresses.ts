/** The base addresses of every credential type: the one place that knows the providers' hosts. */
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { baseAddress } from './baseAddress';
import { isOn } from './credentialFields';

type Addresses = Readonly<Record<string, string>>;

interface AddressField {
	/** Name of the field in the credential. */
	readonly name: string;
	/** Display name, for errors. */
	readonly displayName: string;
}

interface AddressBook {
	/** Field that holds each service's address where the environment is `custom` (or there is none). */
	readonly custom: Readonly<Record<string, AddressField>>;
	/** Addresses by environment and service; contracts: NOTES "Environments" of each provider. */
	readonly environments?: Readonly<Record<string, Addresses>>;
}

const PLEDG_BACKENDS = {
	production: 'https://back.ecard.pledg.co',
	staging: 'https://staging.back.ecard.pledg.co',
};

const BASE_URL = { name: 'baseUrl', displayName: 'Base URL' };

const pledgBackend: AddressBook = {
	custom: { api: BASE_URL },
	environments: {
		production: { api: PLEDG_BACKENDS.production },
		staging: { api: PLEDG_BACKENDS.staging },
	},
};

const books: Readonly<Record<string, AddressBook>> = {
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
	ecartPayApi: {
		custom: { api: BASE_URL },
		environments: {
			production: { api: 'https://ecartpay.com' },
			sandbox: { api: 'https://sandbox.ecartpay.com' },
		},
	},
	ecGridApi: { custom: { api: BASE_URL } },
	ecGridLoginApi: { custom: { api: BASE_URL } },
	ecGridSoapApi: { custom: { api: { name: 'url', displayName: 'URL' } } },
	pledgApi: pledgBackend,
	pledgDashboardApi: pledgBackend,
	pledgSignatureApi: {
		custom: { api: BASE_URL, front: { name: 'frontUrl', displayName: 'Front URL' } },
		environments: {
			production: { api: PLEDG_BACKENDS.production, front: 'https://front.ecard.pledg.co' },
			staging: {
				api: PLEDG_BACKENDS.staging,
				front: 'https://staging.front.ecard.pledg.co',
			},
		},
	},
};

/**
 * The base addresses of a credential by service, without trailing slashes.
 *
 * @throws CredentialFieldError where a custom address cannot be used
 */
export function addressesOf(
	credentialType: string,
	credentials: ICredentialDataDecryptedObject,
): Addresses {
	const book = books[credentialType];
	if (book === undefined) throw new Error(`No addresses are known for ${credentialType}.`);
	const environment = String(credentials.environment ?? '');
	const known = book.environments?.[environment];
	if (known !== undefined) return known;
	const allowUnencrypted = mayBeUnencrypted(credentials);
	return Object.fromEntries(
		Object.entries(book.custom).map(([service, field]) => [
			service,
			baseAddress(credentials[field.name], field.displayName, allowUnencrypted),
		]),
	);
}

/** Whether the user allows HTTP to other machines for this credential. */
export function mayBeUnencrypted(credentials: ICredentialDataDecryptedObject): boolean {
	return isOn(credentials, 'allowUnencryptedHttp');
}

/** Display name of the field that holds a service's address. */
export function addressField(credentialType: string, service: string): string {
	const book = books[credentialType];
	const field = book?.custom[service]?.displayName ?? BASE_URL.displayName;
	return book?.environments === undefined ? field : `Environment or ${field}`;
}
