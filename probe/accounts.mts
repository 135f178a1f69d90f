/** Accounts to probe with: from environment variables, or the sandbox's own. */
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { SandboxAddresses } from '../sandbox/addresses.mts';
import { sandboxCredentials } from '../sandbox/credentials.mts';

export const providerIds = ['ecross', 'ecartpay', 'ecgrid', 'pledg'] as const;

export type ProbedProvider = (typeof providerIds)[number];

export interface Account {
	/** What a user would fill in, by credential type. */
	readonly credentials: Readonly<Record<string, ICredentialDataDecryptedObject>>;
	/** Base address by the one that the contract has; the contract's own where it is left out. */
	readonly addresses: Readonly<Record<string, string>>;
	readonly soapUrl?: string;
	/** Ids of the account that no read tells. */
	readonly own: Readonly<Record<string, string>>;
}

/** Environment variables of a provider: the name, the field, and whether nothing works without it. */
interface Variable {
	readonly name: string;
	readonly field: string;
	readonly isRequired: boolean;
	readonly holds: string;
}

const ECGRID_URL = 'https://rest.ecgrid.io';
const ECGRID_SOAP_URL = 'https://os.ecgrid.io/v4.1/prod/ECGridOS.asmx';
const ECGRID_NAMESPACE = 'https://os.ecgrid.io/';
const ECROSS_HOSTS = {
	authUrl: 'https://auth.api.e-cross.tech',
	productUrl: 'https://product.api.e-cross.tech',
	orderUrl: 'https://order.api.e-cross.tech',
	shipmentUrl: 'https://hermes.api.e-cross.tech',
} as const;
const ECARTPAY_URLS: Readonly<Record<string, string>> = {
	production: 'https://ecartpay.com',
	sandbox: 'https://sandbox.ecartpay.com',
};
const PLEDG_URLS: Readonly<Record<string, string>> = {
	production: 'https://back.ecard.pledg.co',
	staging: 'https://staging.back.ecard.pledg.co',
};

/** Spelt as ECGrid's samples do for .NET (NOTES, 7); the others alike. */
export const variables: Readonly<Record<ProbedProvider, readonly Variable[]>> = {
	ecross: [
		required('ECross__ClientId', 'Client ID'),
		required('ECross__ClientSecret', 'Client Secret'),
		...Object.keys(ECROSS_HOSTS).map((field) =>
			optional(`ECross__${field.charAt(0).toUpperCase()}${field.slice(1)}`, 'another address'),
		),
	],
	ecartpay: [
		required('EcartPay__PublicKey', 'public key'),
		required('EcartPay__PrivateKey', 'private key'),
		optional('EcartPay__Environment', 'sandbox or production; sandbox unless told'),
		optional('EcartPay__BaseUrl', 'another address'),
	],
	ecgrid: [
		optional('ECGrid__ApiKey', 'API key'),
		optional('ECGrid__Email', 'email, with the password instead of the key or beside it'),
		optional('ECGrid__Password', 'password'),
		optional('ECGrid__BaseUrl', 'another address of the REST API'),
		optional('ECGrid__SoapUrl', 'another address of the SOAP service'),
	],
	pledg: [
		required('Pledg__ApiKey', 'API key'),
		required('Pledg__ApiSecret', 'API secret'),
		optional('Pledg__MerchantUid', 'merchant UID, for the simulations of a merchant'),
		optional('Pledg__CompanyUid', 'company UID, for the simulation of a company'),
		optional('Pledg__Environment', 'staging or production; staging unless told'),
		optional('Pledg__BaseUrl', 'another address'),
	],
};

/**
 * Reads a provider's variables.
 *
 * @throws Error that names the variables that are missing
 */
export function accountFrom(
	provider: ProbedProvider,
	environment: Readonly<Record<string, string | undefined>>,
): Account {
	const values = new Map<string, string>();
	for (const { name, field } of variables[provider]) {
		const value = environment[name]?.trim();
		if (value) values.set(field, value);
	}
	const missing = variables[provider].filter((one) => one.isRequired && !values.has(one.field));
	if (missing.length > 0) {
		throw new Error(
			`Set ${missing.map(({ name, holds }) => `${name} (${holds})`).join(' and ')} in the environment.`,
		);
	}
	return makers[provider](values);
}

/** The default account of a sandbox at these addresses. */
export function sandboxAccount(provider: ProbedProvider, addresses: SandboxAddresses): Account {
	const { ecgrid } = addresses;
	const secrets = sandboxCredentials[provider];
	const places = {
		ecross: addresses.ecross,
		ecartpay: addresses.ecartpay,
		ecgrid: { baseUrl: ecgrid.baseUrl, soapUrl: ecgrid.soapUrl },
		pledg: addresses.pledg,
	}[provider];
	return makers[provider](new Map(Object.entries({ ...secrets, ...places })));
}

type Values = ReadonlyMap<string, string>;

const makers: Readonly<Record<ProbedProvider, (values: Values) => Account>> = {
	ecross: (values) => {
		const hosts = Object.entries(ECROSS_HOSTS);
		const addresses = hosts.map(([field, own]) => [own, values.get(field) ?? own] as const);
		const fields = hosts.map(([field, own]) => [field, values.get(field) ?? own] as const);
		return {
			credentials: {
				eCrossApi: {
					environment: 'custom',
					...Object.fromEntries(fields),
					...pick(values, ['clientId', 'clientSecret']),
				},
			},
			addresses: Object.fromEntries(addresses),
			own: {},
		};
	},
	ecartpay: (values) => {
		const baseUrl = values.get('baseUrl') ?? addressIn(ECARTPAY_URLS, values, 'sandbox');
		const keys = pick(values, ['publicKey', 'privateKey']);
		return {
			credentials: { ecartPayApi: { environment: 'custom', baseUrl, ...keys } },
			addresses: Object.fromEntries(Object.values(ECARTPAY_URLS).map((url) => [url, baseUrl])),
			own: {},
		};
	},
	ecgrid: (values) => ({
		credentials: ecGridCredentials(values),
		addresses: { [ECGRID_URL]: values.get('baseUrl') ?? ECGRID_URL },
		soapUrl: values.get('soapUrl') ?? ECGRID_SOAP_URL,
		own: {},
	}),
	pledg: (values) => {
		const baseUrl = values.get('baseUrl') ?? addressIn(PLEDG_URLS, values, 'staging');
		const keys = pick(values, ['apiKey', 'apiSecret']);
		return {
			credentials: { pledgApi: { environment: 'custom', baseUrl, ...keys } },
			addresses: Object.fromEntries(Object.values(PLEDG_URLS).map((url) => [url, baseUrl])),
			own: pick(values, ['merchantUid', 'companyUid']),
		};
	},
};

/** The key serves where there is one: a login can lock a user, a key cannot. */
function ecGridCredentials(values: Values): Account['credentials'] {
	const baseUrl = values.get('baseUrl') ?? ECGRID_URL;
	const url = values.get('soapUrl') ?? ECGRID_SOAP_URL;
	const apiKey = values.get('apiKey');
	const login = pick(values, ['email', 'password']);
	const hasLogin = Object.keys(login).length === 2;
	if (apiKey === undefined && !hasLogin) {
		throw new Error(
			'Set ECGrid__ApiKey, or ECGrid__Email and ECGrid__Password, in the environment.',
		);
	}
	const soap = { url, namespace: ECGRID_NAMESPACE };
	return {
		...(apiKey !== undefined && { ecGridApi: { baseUrl, apiKey } }),
		...(hasLogin && { ecGridLoginApi: { baseUrl, ...login, loginField: 'automatic' } }),
		ecGridSoapApi:
			apiKey === undefined
				? { ...soap, authentication: 'session', ...login }
				: { ...soap, authentication: 'apiKey', apiKey },
	};
}

function pick(values: Values, fields: readonly string[]): Record<string, string> {
	const found = fields.map((field) => [field, values.get(field)] as const);
	return Object.fromEntries(found.filter((entry): entry is [string, string] => !!entry[1]));
}

function addressIn(
	known: Readonly<Record<string, string>>,
	values: Values,
	otherwise: string,
): string {
	const chosen = values.get('environment') ?? otherwise;
	const address = known[chosen];
	if (address !== undefined) return address;
	throw new Error(`The environment is one of: ${Object.keys(known).join(', ')}.`);
}

function required(name: string, holds: string): Variable {
	return { ...optional(name, holds), isRequired: true };
}

function optional(name: string, holds: string): Variable {
	const field = name.split('__')[1] ?? '';
	const start = field.charAt(0).toLowerCase();
	return { name, field: start + field.slice(1), isRequired: false, holds };
}
