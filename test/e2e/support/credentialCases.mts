import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { SandboxAddresses } from '../../../sandbox/addresses.mts';
import type { ProviderId } from '../../../sandbox/providers.mts';
import type { Credential, CredentialInput } from '../../../playground/client.mts';
import type { HttpCall } from './httpRequest.mts';
import { releasablePurchase } from './releasablePurchase.mts';
import type { SandboxClient } from './sandboxClient.mts';
import type { Stage } from './stage.mts';

type Data = ICredentialDataDecryptedObject;

/** Stands in every wrong secret, so that the leak check can look for it. */
export const WRONG_SECRET = 'Wrong-secret-of-nobody1!';

const SOAP_NAMESPACE = 'https://os.ecgrid.io/';

/** An account at the sandbox: an id of its own and the secret that goes with it. */
interface Account {
	readonly id: string;
	readonly secret: string;
}

/** What the suites need to know of one credential type. */
export interface CredentialCase {
	readonly title: string;
	readonly type: string;
	readonly provider: ProviderId;
	/** Whether it logs in for tokens, or sends what the user has entered. */
	readonly hasToken: boolean;
	/** An account that the sandbox knows only by this name, so that suites do not share tokens. */
	account(name: string): Account;
	data(account: Account, addresses: SandboxAddresses): Data;
	/** The field that holds the secret, and its name in the form. */
	readonly secretField: string;
	readonly secretLabel: string;
	/** The fields that hold addresses; the first is the one that a login uses. */
	readonly addressFields: readonly string[];
	readonly addressLabel: string;
	/** A call that this credential, and nothing less, is good for. */
	call(sandbox: SandboxClient): HttpCall | Promise<HttpCall>;
}

/** The eight credential types; ECGrid's SOAP type once for each of its two ways. */
export const credentialCases: readonly CredentialCase[] = [
	{
		title: 'E-CROSS API',
		type: 'eCrossApi',
		provider: 'ecross',
		hasToken: true,
		account: (name) => ({ id: `client-${name}`, secret: `secret-of-client-${name}` }),
		data: ({ id, secret }, { ecross }) => ({
			environment: 'custom',
			...ecross,
			clientId: id,
			clientSecret: secret,
		}),
		secretField: 'clientSecret',
		secretLabel: 'Client Secret',
		addressFields: ['authUrl', 'productUrl', 'orderUrl', 'shipmentUrl'],
		addressLabel: 'Authentication URL',
		call: ({ addresses: { ecross } }) => ({ url: `${ecross.productUrl}/ext/merchant/skus` }),
	},
	{
		title: 'Ecart Pay API',
		type: 'ecartPayApi',
		provider: 'ecartpay',
		hasToken: true,
		account: (name) => ({ id: `pub-${name}`, secret: `secret-of-pub-${name}` }),
		data: ({ id, secret }, { ecartpay }) => ({
			environment: 'custom',
			...ecartpay,
			publicKey: id,
			privateKey: secret,
			webhookSecret: `webhook-secret-of-${id}`,
		}),
		secretField: 'privateKey',
		secretLabel: 'Private Key',
		addressFields: ['baseUrl'],
		addressLabel: 'Base URL',
		call: ({ addresses: { ecartpay } }) => ({ url: `${ecartpay.baseUrl}/api/transactions` }),
	},
	{
		title: 'ECGrid API Key API',
		type: 'ecGridApi',
		provider: 'ecgrid',
		hasToken: false,
		account: (name) => ({ id: `${name}@example.com`, secret: `key-of-${name}@example.com` }),
		data: ({ secret }, { ecgrid }) => ({ baseUrl: ecgrid.baseUrl, apiKey: secret }),
		secretField: 'apiKey',
		secretLabel: 'API Key',
		addressFields: ['baseUrl'],
		addressLabel: 'Base URL',
		call: ({ addresses: { ecgrid } }) => ({ url: `${ecgrid.baseUrl}/v2/users/me` }),
	},
	{
		title: 'ECGrid Login API',
		type: 'ecGridLoginApi',
		provider: 'ecgrid',
		hasToken: true,
		account: passwordAccount,
		data: ({ id, secret }, { ecgrid }) => ({
			baseUrl: ecgrid.baseUrl,
			email: id,
			password: secret,
			loginField: 'automatic',
		}),
		secretField: 'password',
		secretLabel: 'Password',
		addressFields: ['baseUrl'],
		addressLabel: 'Base URL',
		call: ({ addresses: { ecgrid } }) => ({ url: `${ecgrid.baseUrl}/v2/users/me` }),
	},
	{
		title: 'ECGrid SOAP API with a session',
		type: 'ecGridSoapApi',
		provider: 'ecgrid',
		hasToken: true,
		account: passwordAccount,
		data: ({ id, secret }, { ecgrid }) => ({
			...soap(ecgrid.soapUrl),
			authentication: 'session',
			email: id,
			password: secret,
			loginParameter: 'LoginName',
		}),
		secretField: 'password',
		secretLabel: 'Password',
		addressFields: ['url'],
		addressLabel: 'URL',
		call: inBox,
	},
	{
		title: 'ECGrid SOAP API with an API key',
		type: 'ecGridSoapApi',
		provider: 'ecgrid',
		hasToken: false,
		account: (name) => ({ id: `${name}@example.com`, secret: `key-of-${name}@example.com` }),
		data: ({ secret }, { ecgrid }) => ({
			...soap(ecgrid.soapUrl),
			authentication: 'apiKey',
			apiKey: secret,
		}),
		secretField: 'apiKey',
		secretLabel: 'API Key',
		addressFields: ['url'],
		addressLabel: 'URL',
		call: inBox,
	},
	{
		title: 'Pledg API',
		type: 'pledgApi',
		provider: 'pledg',
		hasToken: true,
		account: (name) => ({ id: `key-${name}`, secret: `secret-of-key-${name}` }),
		data: ({ id, secret }, { pledg }) => ({
			environment: 'custom',
			baseUrl: pledg.baseUrl,
			apiKey: id,
			apiSecret: secret,
		}),
		secretField: 'apiSecret',
		secretLabel: 'API Secret',
		addressFields: ['baseUrl'],
		addressLabel: 'Base URL',
		call: ({ addresses: { pledg } }) => ({
			method: 'POST',
			url: `${pledg.baseUrl}/api/merchants/mer_sandbox/simulate_payment_schedule`,
			body: { amount_cents: 25_000, created: '2030-01-01' },
		}),
	},
	{
		title: 'Pledg Dashboard API',
		type: 'pledgDashboardApi',
		provider: 'pledg',
		hasToken: false,
		account: passwordAccount,
		data: ({ id, secret }, { pledg }) => ({
			environment: 'custom',
			baseUrl: pledg.baseUrl,
			email: id,
			password: secret,
		}),
		secretField: 'password',
		secretLabel: 'Password',
		addressFields: ['baseUrl'],
		addressLabel: 'Base URL',
		call: async (sandbox) => {
			const { baseUrl } = sandbox.addresses.pledg;
			const purchase = await releasablePurchase(sandbox);
			return { method: 'POST', url: `${baseUrl}/api/purchases/${purchase}/release` };
		},
	},
	{
		title: 'Pledg Signature API',
		type: 'pledgSignatureApi',
		provider: 'pledg',
		hasToken: false,
		account: (name) => ({ id: `mer_${name}`, secret: `secret-of-mer_${name}` }),
		data: ({ id, secret }, { pledg }) => ({
			environment: 'custom',
			baseUrl: pledg.baseUrl,
			frontUrl: pledg.frontUrl,
			merchantUid: id,
			secretKey: secret,
		}),
		secretField: 'secretKey',
		secretLabel: 'Secret Key',
		addressFields: ['baseUrl', 'frontUrl'],
		addressLabel: 'Base URL',
		call: ({ addresses: { pledg } }) => ({
			method: 'POST',
			url: `${pledg.baseUrl}/api/purchase_link/`,
			body: {
				title: 'Order 42',
				reference: 'order_42',
				amountCents: 2_000,
				email: 'buyer@example.com',
				firstName: 'Test',
				lastName: 'Buyer',
				purchase_link_settings: { send_email: false },
			},
		}),
	},
];

/** The case of this title. */
export function caseOf(title: string): CredentialCase {
	const found = credentialCases.find((credentialCase) => credentialCase.title === title);
	if (!found) throw new Error(`There is no credential case "${title}"`);
	return found;
}

/** A credential of this type for an account of its own. */
export function credentialInput(
	credentialCase: CredentialCase,
	accountName: string,
	addresses: SandboxAddresses,
): CredentialInput {
	const { type, title } = credentialCase;
	const data = credentialCase.data(credentialCase.account(accountName), addresses);
	return { name: `${title}, ${accountName}`, type, data };
}

/** Saves a credential for an account that no other node uses. */
export async function createCredential(
	{ client, sandbox }: Stage,
	title: string,
	account: string,
): Promise<Credential> {
	return await client.createCredential(credentialInput(caseOf(title), account, sandbox.addresses));
}

/** What a user does in the form, with the placeholders of the secrets left as they are. */
export async function editCredential(
	{ client }: Stage,
	{ id }: Credential,
	changes: Data,
): Promise<void> {
	const { name, type, data } = await client.getCredential(id);
	await client.updateCredential(id, { name, type, data: { ...data, ...changes } });
}

function passwordAccount(name: string): Account {
	return { id: `${name}@example.com`, secret: `Secret-of-${name}1!` };
}

function soap(url: string): Data {
	return { url, namespace: SOAP_NAMESPACE };
}

/** Needs a session, and does not write it into the answer. */
function inBox({ addresses: { ecgrid } }: SandboxClient): HttpCall {
	const call = `<ParcelInBox xmlns="${SOAP_NAMESPACE}"><SessionID></SessionID></ParcelInBox>`;
	return {
		method: 'POST',
		url: ecgrid.soapUrl,
		headers: { SOAPAction: `"${SOAP_NAMESPACE}ParcelInBox"` },
		contentType: 'text/xml; charset=utf-8',
		body: `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>${call}</soap:Body></soap:Envelope>`,
	};
}
