import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sandboxCredentials, startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { basic, bearer, eCrossToken, get, pledgToken, post, send } from './client.mts';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.control.reset());
afterAll(async () => await sandbox.close());

const skus = () => `${sandbox.addresses.ecross.productUrl}/ext/merchant/skus`;

describe('e-CROSS', () => {
	it('grants a token for 8 hours and refuses wrong credentials', async () => {
		const { clientId, clientSecret } = sandboxCredentials.ecross;
		const url = `${sandbox.addresses.ecross.authUrl}/token`;
		const granted = await post(url, { clientId, clientSecret });
		expect(granted.json).toMatchObject({ tokenType: 'Bearer', expiresIn: 28_800 });
		const refused = await post(url, { clientId, clientSecret: 'wrong' });
		expect(refused).toMatchObject({
			status: 401,
			json: { message: 'Incorrect username or password.' },
		});
		expect(sandbox.control.statistics().providers.ecross.token).toEqual({
			total: 2,
			granted: 1,
			refused: 1,
			faulted: 0,
		});
	});

	it('tells apart no, unknown, expired and revoked tokens', async () => {
		const token = await eCrossToken(sandbox);
		expect((await get(skus(), token)).status).toBe(200);
		await get(skus());
		await get(skus(), bearer('nonsense'));
		sandbox.control.settings('ecross', { clockOffsetSeconds: 28_801 });
		expect((await get(skus(), token)).status).toBe(401);
		const other = await eCrossToken(sandbox);
		sandbox.control.revoke('ecross');
		expect((await get(skus(), other)).status).toBe(401);
		expect(sandbox.control.statistics().providers.ecross.refused).toEqual({
			none: 1,
			unknown: 1,
			expired: 1,
			revoked: 1,
		});
	});

	it('remembers over a reset what it has handed out, for leak checks to search for', async () => {
		const { authorization } = await eCrossToken(sandbox);
		sandbox.control.reset();
		const { text } = await post(`${sandbox.addresses.control}/issued-tokens`, {
			provider: 'ecross',
		});
		expect(JSON.parse(text)).toContain(authorization?.replace('Bearer ', ''));
	});

	it('honours a short token for as long as it was stated', async () => {
		sandbox.control.settings('ecross', { tokenLifetimeSeconds: 2.5 });
		const { clientId, clientSecret } = sandboxCredentials.ecross;
		const url = `${sandbox.addresses.ecross.authUrl}/token`;
		const { json } = await post(url, { clientId, clientSecret });
		expect(json['expiresIn']).toBe(2);
		sandbox.control.settings('ecross', { clockOffsetSeconds: 2 });
		expect((await get(skus(), bearer(json['token']))).status).toBe(200);
		sandbox.control.settings('ecross', { clockOffsetSeconds: 2.6 });
		expect((await get(skus(), bearer(json['token']))).status).toBe(401);
	});

	it('keeps accounts of their own apart, and takes a rotated secret', async () => {
		const account = { clientId: 'client-a', clientSecret: 'secret-of-client-a' };
		await post(skus(), [{ skuId: 's', productId: 'p' }], await eCrossToken(sandbox, account));
		expect((await get(skus(), await eCrossToken(sandbox))).json['skus']).toEqual([]);
		sandbox.control.secrets('ecross', { clientSecret: 'rotated' });
		expect((await get(skus(), await eCrossToken(sandbox))).status).toBe(401);
		const rotated = { clientId: sandboxCredentials.ecross.clientId, clientSecret: 'rotated' };
		expect((await get(skus(), await eCrossToken(sandbox, rotated))).status).toBe(200);
	});

	it('asks the sales channel token for taxes, and takes no merchant token there', async () => {
		const url = `${sandbox.addresses.ecross.productUrl}/ext/taxes`;
		const cart = {
			items: [{ id: '1', quantity: 2, unitPriceWithDiscount: 50 }],
			freight: 0,
			country: 'BR',
			state: 'SP',
		};
		expect((await post(url, cart, await eCrossToken(sandbox))).status).toBe(401);
		const { json } = await post(url, cart, bearer(sandboxCredentials.ecross.salesChannelToken));
		expect(json['totals']).toEqual({
			importTaxValue: 20,
			icmsTaxValue: 24.58,
			totalTaxValue: 44.58,
		});
	});
});

describe('Ecart Pay', () => {
	const grant = async () =>
		await send('POST', `${sandbox.addresses.ecartpay.baseUrl}/api/authorizations/token`, {
			headers: basic('pub_sandbox', 'prv_sandbox_ecartpay'),
		});

	it('tells the lifetime in the JWT alone and takes the token raw or as Bearer', async () => {
		const token = String((await grant()).json['token']);
		const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
		expect(claims.exp - claims.iat).toBe(3_600);
		const url = `${sandbox.addresses.ecartpay.baseUrl}/api/transactions?limit=1`;
		expect((await get(url, { authorization: token })).status).toBe(200);
		expect((await get(url, bearer(token))).status).toBe(200);
	});

	it('answers 401 to a wrong key pair, and 500 with statusCode 400 to a wrong request', async () => {
		const url = `${sandbox.addresses.ecartpay.baseUrl}/api/authorizations/token`;
		const refused = await send('POST', url, { headers: basic('pub_sandbox', 'wrong') });
		expect(refused).toMatchObject({
			status: 401,
			json: { statusCode: 401, message: 'Unauthorized' },
		});
		const authorization = String((await grant()).json['token']);
		const list = `${sandbox.addresses.ecartpay.baseUrl}/api/transactions?page=11`;
		expect(await get(list, { authorization })).toMatchObject({
			status: 500,
			json: { statusCode: 400, message: 'query.page: must be <= 10' },
		});
	});
});

describe('Pledg', () => {
	it('grants for 600 s by Basic and form, and refuses other grant types', async () => {
		const url = `${sandbox.addresses.pledg.baseUrl}/api/token`;
		const form = { 'content-type': 'application/x-www-form-urlencoded' };
		const headers = { ...basic('key-a', 'secret-of-key-a'), ...form };
		const granted = await send('POST', url, { headers, text: 'grant_type=client_credentials' });
		expect(granted.json).toMatchObject({ token_type: 'Bearer', expires_in: 600 });
		expect((await send('POST', url, { headers, text: 'grant_type=password' })).status).toBe(400);
	});

	it('takes dashboard Basic for the refund only', async () => {
		const { email, password } = sandboxCredentials.pledg;
		const base = `${sandbox.addresses.pledg.baseUrl}/api`;
		const refund = await post(
			`${base}/purchases/pur_none/credit_by_transfer`,
			{ amount_cents: 1 },
			basic(email, password),
		);
		expect(refund).toMatchObject({ status: 404, text: 'Purchase not found' });
		const simulation = `${base}/merchants/mer_sandbox/simulate_payment_schedule`;
		const input = { amount_cents: 200, created: '2021-12-17' };
		expect((await post(simulation, input, basic(email, password))).status).toBe(401);
		expect((await post(simulation, input, await pledgToken(sandbox))).status).toBe(200);
	});
});

describe('Metabase', () => {
	it('opens a session and refuses a wrong login and a revoked session', async () => {
		const { url } = sandbox.addresses.metabase;
		const { json } = await post(`${url}/api/session`, sandboxCredentials.metabase);
		const session = { 'x-metabase-session': String(json['id']) };
		expect((await get(`${url}/api/user/current`, session)).status).toBe(200);
		const wrong = { username: sandboxCredentials.metabase.username, password: 'x' };
		expect((await post(`${url}/api/session`, wrong)).status).toBe(401);
		sandbox.control.revoke('metabase');
		expect((await get(`${url}/api/card`, session)).status).toBe(401);
	});
});
