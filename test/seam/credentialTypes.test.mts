import type { ICredentialDataDecryptedObject, ICredentialType } from 'n8n-workflow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { EcartPayApi } from '../../credentials/EcartPayApi.credentials.ts';
import { EcGridApi } from '../../credentials/EcGridApi.credentials.ts';
import { EcGridLoginApi } from '../../credentials/EcGridLoginApi.credentials.ts';
import { EcGridSoapApi } from '../../credentials/EcGridSoapApi.credentials.ts';
import { ECrossApi } from '../../credentials/ECrossApi.credentials.ts';
import { PledgApi } from '../../credentials/PledgApi.credentials.ts';
import { PledgDashboardApi } from '../../credentials/PledgDashboardApi.credentials.ts';
import { PledgSignatureApi } from '../../credentials/PledgSignatureApi.credentials.ts';
import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { credentialTypes } from '../nodes/everyNode.mts';
import { loadN8n } from './n8n.mts';
import { Seam } from './Seam.mts';
import { HELPERS } from './wire.mts';

const n8n = loadN8n();
const EMAIL = 'seam@example.com';
const WRONG = 'not-the-secret';
const PASSWORD = 'Secret-of-seam1!';
const IN_BOX = `<?xml version="1.0" encoding="utf-8"?>
<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>
<ParcelInBox xmlns="https://os.ecgrid.io/"><SessionID></SessionID></ParcelInBox></soap:Body></soap:Envelope>`;

interface Case {
	readonly name: string;
	readonly type: ICredentialType;
	/** Whose statistics count the token requests; none where there is no token. */
	readonly tokensOf?: 'ecross' | 'ecartpay' | 'ecgrid' | 'pledg';
	fields(sandbox: Sandbox): ICredentialDataDecryptedObject;
	/** A secret that the provider refuses; none where the Test cannot prove it. */
	readonly wrong?: ICredentialDataDecryptedObject;
	request(sandbox: Sandbox): { readonly url: string } & Record<string, unknown>;
	/** What a request with the credential brings, or how Pledg refuses a caller whom it knows. */
	readonly brings: string;
	/** What the Test says where it cannot prove the secret. */
	readonly green?: string;
}

const soap = ({ addresses }: Sandbox) => ({
	method: 'POST',
	url: addresses.ecgrid.soapUrl,
	headers: {
		'Content-Type': 'text/xml; charset=utf-8',
		SOAPAction: '"https://os.ecgrid.io/ParcelInBox"',
	},
	body: IN_BOX,
});
/** What the answer, or the error, says. */
function textOf(answer: unknown): string {
	if (answer instanceof Error) return answer.message;
	return typeof answer === 'string' ? answer : JSON.stringify(answer);
}

const cases: readonly Case[] = [
	{
		name: 'E-CROSS',
		type: new ECrossApi(),
		tokensOf: 'ecross',
		fields: ({ addresses }) => ({
			environment: 'custom',
			...addresses.ecross,
			clientId: 'client-seam',
			clientSecret: 'secret-of-client-seam',
		}),
		wrong: { clientSecret: WRONG },
		request: ({ addresses }) => ({ url: `${addresses.ecross.productUrl}/ext/merchant/skus` }),
		brings: '"skus"',
	},
	{
		name: 'Ecart Pay',
		type: new EcartPayApi(),
		tokensOf: 'ecartpay',
		fields: ({ addresses }) => ({
			environment: 'custom',
			...addresses.ecartpay,
			publicKey: 'pub-seam',
			privateKey: 'secret-of-pub-seam',
		}),
		wrong: { privateKey: WRONG },
		request: ({ addresses }) => ({ url: `${addresses.ecartpay.baseUrl}/api/transactions` }),
		brings: '"docs"',
	},
	{
		name: 'ECGrid with an API key',
		type: new EcGridApi(),
		fields: ({ addresses }) => ({ baseUrl: addresses.ecgrid.baseUrl, apiKey: `key-of-${EMAIL}` }),
		wrong: { apiKey: WRONG },
		request: ({ addresses }) => ({ url: `${addresses.ecgrid.baseUrl}/v2/users/me` }),
		brings: EMAIL,
	},
	{
		name: 'ECGrid with a login',
		type: new EcGridLoginApi(),
		tokensOf: 'ecgrid',
		fields: ({ addresses }) => ({
			baseUrl: addresses.ecgrid.baseUrl,
			email: EMAIL,
			password: PASSWORD,
		}),
		wrong: { password: WRONG },
		request: ({ addresses }) => ({ url: `${addresses.ecgrid.baseUrl}/v2/users/me` }),
		brings: EMAIL,
	},
	{
		name: 'ECGrid SOAP with an API key',
		type: new EcGridSoapApi(),
		fields: ({ addresses }) => ({
			url: addresses.ecgrid.soapUrl,
			authentication: 'apiKey',
			apiKey: `key-of-${EMAIL}`,
		}),
		wrong: { apiKey: WRONG },
		request: soap,
		brings: '<ParcelInBoxResponse',
	},
	{
		name: 'ECGrid SOAP with a session',
		type: new EcGridSoapApi(),
		tokensOf: 'ecgrid',
		fields: ({ addresses }) => ({
			url: addresses.ecgrid.soapUrl,
			authentication: 'session',
			email: EMAIL,
			password: PASSWORD,
		}),
		wrong: { password: WRONG },
		request: soap,
		brings: '<ParcelInBoxResponse',
	},
	{
		name: 'Pledg',
		type: new PledgApi(),
		tokensOf: 'pledg',
		fields: ({ addresses }) => ({
			environment: 'custom',
			...addresses.pledg,
			apiKey: 'key-seam',
			apiSecret: 'secret-of-key-seam',
		}),
		wrong: { apiSecret: WRONG },
		request: ({ addresses }) => ({
			method: 'POST',
			url: `${addresses.pledg.baseUrl}/api/merchants/mer_seam/simulate_payment_schedule`,
			body: { created: '2030-01-01', amount_cents: 10_000 },
			json: true,
		}),
		brings: '"payment_date"',
	},
	{
		name: 'Pledg dashboard',
		type: new PledgDashboardApi(),
		fields: ({ addresses }) => ({
			environment: 'custom',
			...addresses.pledg,
			email: EMAIL,
			password: PASSWORD,
		}),
		request: ({ addresses }) => ({
			method: 'POST',
			url: `${addresses.pledg.baseUrl}/api/purchases/pur_unknown/credit_by_transfer`,
			body: { amount_cents: 100 },
			json: true,
		}),
		brings: 'could not be found',
		green: 'Saved. Pledg offers no way to check the password; the first refund will.',
	},
	{
		name: 'Pledg signature',
		type: new PledgSignatureApi(),
		fields: ({ addresses }) => ({
			environment: 'custom',
			...addresses.pledg,
			merchantUid: 'mer_seam',
			secretKey: 'secret-of-mer_seam',
		}),
		request: ({ addresses }) => ({
			url: `${addresses.pledg.frontUrl}/purchase`,
			qs: {
				title: 'Shoes',
				reference: 'order-1',
				amountCents: '10000',
				currency: 'EUR',
				email: EMAIL,
				firstName: 'Ada',
				lastName: 'Lovelace',
				redirectUrl: 'https://shop.example.com/paid',
				cancelUrl: 'https://shop.example.com/cancelled',
			},
		}),
		brings: 'Shoes: 100',
		green:
			'Saved. Pledg knows the Merchant UID, but offers no way to check the Secret Key; the first signed request will.',
	},
];

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => {
	await sandbox.close();
});

function seamWith({ type, fields }: Case, change: ICredentialDataDecryptedObject = {}): Seam {
	return new Seam(n8n, [type], { [type.name]: { ...fields(sandbox), ...change } });
}

it('has a case for every credential type', () => {
	const tested = new Set(cases.map(({ type: { name } }) => name));
	expect([...tested].sort()).toEqual(credentialTypes.map(({ name }) => name).sort());
});

describe.each(cases)('$name', (given) => {
	const { type, tokensOf, request, brings } = given;
	const tokenRequests = () =>
		tokensOf === undefined ? 0 : sandbox.control.statistics().providers[tokensOf].token.total;

	it('tests green, and serves both helpers with the token of the Test', async () => {
		const before = tokenRequests();
		const seam = seamWith(given);
		const { status, message } = await seam.pressTest(type.name);
		expect([status, message]).toEqual(['OK', given.green ?? 'Connection successful!']);
		const byTest = tokenRequests() - before;
		for (const helper of HELPERS) {
			const answer = await seam[helper](type.name, { ...request(sandbox) }).catch(
				(error: unknown) => error,
			);
			expect(textOf(answer)).toContain(brings);
		}
		expect(tokenRequests() - before).toBe(byTest);
		expect(sandbox.control.statistics().invalidRequests).toEqual([]);
	});

	it('goes to no other host', async () => {
		const seam = seamWith(given);
		const { foreignUrl } = sandbox;
		for (const helper of HELPERS) {
			await expect(
				seam[helper](type.name, { ...request(sandbox), url: foreignUrl }),
			).rejects.toThrow(`credential is not sent to ${new URL(foreignUrl).host}`);
		}
		expect(sandbox.control.statistics().foreign).toEqual([]);
	});
});

describe.each(cases.filter(({ wrong }) => wrong !== undefined))('$name', (given) => {
	it('tests red with a wrong secret, and does not show it', async () => {
		const { status, message } = await seamWith(given, given.wrong).pressTest(given.type.name);
		expect(status).toBe('Error');
		expect(message).toMatch(/refused|fault/);
		expect(message).not.toContain(WRONG);
	});
});
