/** e-CROSS: client id and secret as JSON, a bearer token for eight hours, no refresh. */
import { addressesOf, addressField } from '../request/addresses';
import { lifetimeFromExpiresIn } from '../endpoint/expiry';
import { key, optionalText } from '../request/credentialFields';
import { grantOf, requestGrant } from '../request/grant';
import { CredentialFieldError } from '../endpoint/problems';
import { withHeader } from '../request/requestOptions';
import type { TokenSource } from './source';

const CREDENTIAL_TYPE = 'eCrossApi';
/** "The token is a JWT, valid for 28800 seconds (8 hours) by default" (NOTES, Authentication). */
const DOCUMENTED_LIFETIME_SECONDS = 28_800;
/** The one call that wants the sales channel's token (NOTES, Authentication). */
const CHANNEL_PATH = '/ext/taxes';
const PROBE_PATH = '/ext/merchant/skus';

interface ECrossSettings {
	readonly addresses: Readonly<Record<string, string>>;
	readonly clientId: string;
	readonly clientSecret: string;
	readonly salesChannelToken: string;
	readonly isProduction: boolean;
}

export const eCrossSource: TokenSource<ECrossSettings> = {
	credentialType: CREDENTIAL_TYPE,
	provider: 'E-CROSS',
	settings: (credentials) => ({
		addresses: addressesOf(CREDENTIAL_TYPE, credentials),
		clientId: key(credentials, 'clientId', 'Client ID'),
		clientSecret: key(credentials, 'clientSecret', 'Client Secret'),
		salesChannelToken: optionalText(credentials, 'salesChannelToken').trim(),
		isProduction: credentials.environment === 'production',
	}),
	fingerprint: ({ addresses, clientId, clientSecret }) => [
		addresses.auth ?? '',
		clientId,
		clientSecret,
	],
	secrets: ({ clientId, clientSecret, salesChannelToken }) => [
		clientId,
		clientSecret,
		salesChannelToken,
	],
	addresses: ({ addresses }) => Object.values(addresses),
	problem: ({ addresses, isProduction }) => ({
		endpoint: tokenUrl(addresses),
		secretFields: 'Client ID and Client Secret',
		addressField: addressField(CREDENTIAL_TYPE, 'auth'),
		...(isProduction && {
			rejectionHint: 'Sandbox keys do not work in the production environment.',
		}),
	}),
	login: async ({ addresses, clientId, clientSecret }, send) =>
		await requestGrant(
			send,
			{ method: 'POST', url: tokenUrl(addresses), body: { clientId, clientSecret } },
			({ token, expiresIn }) =>
				grantOf(token, lifetimeFromExpiresIn(expiresIn), DOCUMENTED_LIFETIME_SECONDS),
		),
	probe: {
		request: ({ addresses }, accessToken) => ({
			method: 'GET',
			url: `${addresses.product}${PROBE_PATH}`,
			headers: { Authorization: `Bearer ${accessToken}` },
		}),
		addressField: addressField(CREDENTIAL_TYPE, 'product'),
		refusal:
			'The login worked, but the Product URL refused the token. Check that all addresses belong to one environment.',
	},
	attach: ({ addresses, salesChannelToken }, accessToken, { options, url }) => {
		const address = `${url.origin}${url.pathname}`.replace(/\/$/, '');
		const isChannelCall = address === `${addresses.product}${CHANNEL_PATH}`;
		if (!isChannelCall) {
			return { options: withHeader(options, 'Authorization', `Bearer ${accessToken}`) };
		}
		if (salesChannelToken === '') {
			throw new CredentialFieldError(
				'The tax simulation needs the Sales Channel Token. Enter it in the E-CROSS credential.',
			);
		}
		return {
			options: withHeader(options, 'Authorization', `Bearer ${salesChannelToken}`),
			insteadOfToken: 'Sales Channel Token',
		};
	},
};

function tokenUrl(addresses: Readonly<Record<string, string>>): string {
	return `${addresses.auth}/token`;
}
