/** Pledg: OAuth2 client credentials with HTTP Basic, a bearer token for ten minutes. */
import { addressesOf, addressField } from '../request/addresses';
import { lifetimeFromExpiresIn } from '../endpoint/expiry';
import { key, optionalText } from '../request/credentialFields';
import { basic, grantOf, requestGrant } from '../request/grant';
import { withHeader } from '../request/requestOptions';
import type { TokenSource } from './source';

const CREDENTIAL_TYPE = 'pledgApi';
/** "expires_in = 600 (10 minutes)" (NOTES, Access token). */
const DOCUMENTED_LIFETIME_SECONDS = 600;
const GRANT_PATH = '/api/token';
const GRANT_BODY = 'grant_type=client_credentials';
const FORM_TYPE = 'application/x-www-form-urlencoded';

interface PledgSettings {
	readonly api: string;
	readonly apiKey: string;
	readonly apiSecret: string;
	readonly environment: string;
}

/** No harmless read is documented, so the provider cannot be asked about a token. */
export const pledgSource: TokenSource<PledgSettings> = {
	credentialType: CREDENTIAL_TYPE,
	provider: 'Pledg',
	settings: (credentials) => ({
		api: addressesOf(CREDENTIAL_TYPE, credentials).api ?? '',
		apiKey: key(credentials, 'apiKey', 'API Key'),
		apiSecret: key(credentials, 'apiSecret', 'API Secret'),
		environment: optionalText(credentials, 'environment'),
	}),
	fingerprint: ({ api, apiKey, apiSecret }) => [api, apiKey, apiSecret],
	secrets: ({ apiKey, apiSecret }) => [apiKey, apiSecret],
	addresses: ({ api }) => [api],
	problem: ({ api, environment }) => ({
		endpoint: `${api}${GRANT_PATH}`,
		secretFields: 'API Key and API Secret',
		addressField: addressField(CREDENTIAL_TYPE, 'api'),
		...(environment === 'production' && {
			rejectionHint: 'Staging keys do not work in the production environment.',
		}),
	}),
	login: async ({ api, apiKey, apiSecret }, send) =>
		await requestGrant(
			send,
			{
				method: 'POST',
				url: `${api}${GRANT_PATH}`,
				headers: { Authorization: basic(apiKey, apiSecret), 'Content-Type': FORM_TYPE },
				body: GRANT_BODY,
			},
			({ access_token: token, expires_in: expiresIn }) =>
				grantOf(token, lifetimeFromExpiresIn(expiresIn), DOCUMENTED_LIFETIME_SECONDS),
		),
	attach: (_settings, accessToken, { options }) => ({
		options: withHeader(options, 'Authorization', `Bearer ${accessToken}`),
	}),
};
