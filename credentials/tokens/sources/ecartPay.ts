/** Ecart Pay: two keys as HTTP Basic, a JWT for one hour, sent raw; Bearer for points of sale. */
import { addressesOf, addressField } from '../request/addresses';
import { lifetimeFromJwt } from '../endpoint/expiry';
import { key, optionalText } from '../request/credentialFields';
import { basic, grantOf, requestGrant, serverNow } from '../request/grant';
import { isUsableToken } from '../endpoint/outcome';
import { withHeader } from '../request/requestOptions';
import type { TokenSource } from './source';

const CREDENTIAL_TYPE = 'ecartPayApi';
/** "Lifetime one hour, no refresh call" (NOTES, Authentication). */
const DOCUMENTED_LIFETIME_SECONDS = 3_600;
const LOGIN_PATH = '/api/authorizations/token';
const PROBE_PATH = '/api/transactions';
/** "send raw by default and Bearer on /api/pos/*" (NOTES, Authentication). */
const BEARER_PATHS = /\/api\/pos(\/|$)/;

interface EcartPaySettings {
	readonly api: string;
	readonly publicKey: string;
	readonly privateKey: string;
	readonly webhookSecret: string;
	readonly environment: string;
}

export const ecartPaySource: TokenSource<EcartPaySettings> = {
	credentialType: CREDENTIAL_TYPE,
	provider: 'Ecart Pay',
	settings: (credentials) => ({
		api: addressesOf(CREDENTIAL_TYPE, credentials).api ?? '',
		publicKey: key(credentials, 'publicKey', 'Public Key'),
		privateKey: key(credentials, 'privateKey', 'Private Key'),
		webhookSecret: optionalText(credentials, 'webhookSecret'),
		environment: optionalText(credentials, 'environment'),
	}),
	fingerprint: ({ api, publicKey, privateKey }) => [api, publicKey, privateKey],
	secrets: ({ publicKey, privateKey, webhookSecret }) => [publicKey, privateKey, webhookSecret],
	addresses: ({ api }) => [api],
	problem: ({ api, environment }) => ({
		endpoint: `${api}${LOGIN_PATH}`,
		secretFields: 'Public Key and Private Key',
		addressField: addressField(CREDENTIAL_TYPE, 'api'),
		...(environment !== 'custom' && {
			rejectionHint: `Keys differ per environment: ${environment === 'production' ? 'sandbox keys do not work in production' : 'production keys do not work in the sandbox'}.`,
		}),
	}),
	login: async ({ api, publicKey, privateKey }, send) =>
		await requestGrant(
			send,
			{
				method: 'POST',
				url: `${api}${LOGIN_PATH}`,
				headers: { Authorization: basic(publicKey, privateKey) },
			},
			({ token }, answer) =>
				isUsableToken(token)
					? grantOf(token, lifetimeFromJwt(token, serverNow(answer)), DOCUMENTED_LIFETIME_SECONDS)
					: undefined,
		),
	probe: {
		request: ({ api }, accessToken) => ({
			method: 'GET',
			url: `${api}${PROBE_PATH}`,
			query: { limit: '1' },
			headers: { Authorization: accessToken },
		}),
		refusal:
			'The login worked, but Ecart Pay refused the token. Press Retry in a minute. If it is refused again, ask Ecart Pay about these keys.',
	},
	attach: ({ api }, accessToken, { options, url }) => {
		const path = url.href.slice(api.length).split(/[?#]/)[0] ?? '';
		const value = BEARER_PATHS.test(path) ? `Bearer ${accessToken}` : accessToken;
		return { options: withHeader(options, 'Authorization', value) };
	},
};
