/** ECGrid REST with a login: a bearer token. A refresh replaces it and ends the old one. */
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { addressesOf, addressField } from '../request/addresses';
import { lifetimeFromExpiresAt, lifetimeFromJwt } from '../endpoint/expiry';
import { key, optionalText, password } from '../request/credentialFields';
import { grantOf, requestGrant, serverNow } from '../request/grant';
import { meetsPasswordRule } from '../../lib/ecGridPassword';
import { type Answer, type Grant, isUsableToken, type Outcome } from '../endpoint/outcome';
import { withHeader } from '../request/requestOptions';
import type { Send } from '../request/send';
import { restKeyAnswer } from './ecGridKeyAnswers';
import type { TokenSource } from './source';

const CREDENTIAL_TYPE = 'ecGridLoginApi';
const LOGIN_PATH = '/v2/auth/login';
const REFRESH_PATH = '/v2/auth/refresh';
const PROBE_PATH = '/v2/users/me';
/** The three documented spellings of the login name (NOTES, section 2), the guide's own first. */
const LOGIN_FIELDS = ['email', 'login', 'username'] as const;
/**
 * Used only if an answer states no end of life and the token is not a JWT (the `sessionKey` form).
 * No lifetime is documented. One that is too short costs some logins; one that is too long costs
 * refused calls.
 */
const ASSUMED_LIFETIME_SECONDS = 600;

interface EcGridLoginSettings {
	readonly api: string;
	readonly email: string;
	readonly password: string;
	readonly loginField: string;
	/** Not part of a login, but no message may repeat it. */
	readonly webhookPassword: string;
}

export const ecGridLoginSource: TokenSource<EcGridLoginSettings> = {
	credentialType: CREDENTIAL_TYPE,
	provider: 'ECGrid',
	refreshRevokesToken: true,
	settings: (credentials: ICredentialDataDecryptedObject) => ({
		api: addressesOf(CREDENTIAL_TYPE, credentials).api ?? '',
		email: key(credentials, 'email', 'Email'),
		password: password(credentials, 'password', 'Password'),
		loginField: optionalText(credentials, 'loginField'),
		webhookPassword: optionalText(credentials, 'webhookPassword'),
	}),
	fingerprint: (settings) => [settings.api, settings.email, settings.password, settings.loginField],
	secrets: (settings) => [settings.password, settings.webhookPassword].filter((one) => one !== ''),
	addresses: ({ api }) => [api],
	problem: (settings) => ({
		endpoint: `${settings.api}${LOGIN_PATH}`,
		secretFields: 'Email and Password',
		addressField: addressField(CREDENTIAL_TYPE, 'api'),
		...(!meetsPasswordRule(settings.password) && {
			rejectionHint:
				'ECGrid passwords contain a lowercase letter, an uppercase letter, a digit and another character; this one does not.',
		}),
	}),
	login,
	refresh: async (settings, send, token) => {
		const outcome = await requestGrant(
			send,
			{
				method: 'POST',
				url: `${settings.api}${REFRESH_PATH}`,
				// With a refresh token as in the guide, otherwise in the form of the reference (NOTES, 2).
				body: token.refreshToken
					? { refreshToken: token.refreshToken }
					: { token: token.accessToken },
			},
			(body, answer) => withRefreshToken(readGrant(body, answer), token.refreshToken),
		);
		// The refresh token has ended or was revoked. The old token may be dead too, so log in now.
		return outcome.kind === 'rejected' ? await login(settings, send) : outcome;
	},
	probe: {
		request: ({ api }, accessToken) => ({
			method: 'GET',
			url: `${api}${PROBE_PATH}`,
			headers: { Authorization: `Bearer ${accessToken}` },
		}),
		refusal:
			'The login worked, but ECGrid refused the token. Another client may be logging in as this user.',
	},
	ownNodesOnly: restKeyAnswer,
	attach: (_settings, accessToken, { options }) => ({
		options: withHeader(options, 'Authorization', `Bearer ${accessToken}`),
	}),
};

/**
 * The next spelling is tried only after a 400. A 401 counts as a bad login, and those lock users.
 */
async function login(settings: EcGridLoginSettings, send: Send): Promise<Outcome> {
	const chosen = LOGIN_FIELDS.filter((field) => field === settings.loginField);
	const [first, ...others] = chosen.length > 0 ? chosen : LOGIN_FIELDS;
	let outcome = await loginWith(first ?? LOGIN_FIELDS[0], settings, send);
	for (const field of others) {
		if (outcome.kind !== 'rejected' || outcome.status !== 400) break;
		outcome = await loginWith(field, settings, send);
	}
	return outcome;
}

async function loginWith(
	field: (typeof LOGIN_FIELDS)[number],
	settings: EcGridLoginSettings,
	send: Send,
): Promise<Outcome> {
	return await requestGrant(
		send,
		{
			method: 'POST',
			url: `${settings.api}${LOGIN_PATH}`,
			body: { [field]: settings.email, password: settings.password },
		},
		readGrant,
	);
}

/** Reads all documented forms: `token` or `sessionKey`; `expiresAt`, `expires` or the JWT's claim. */
function readGrant(body: Record<string, unknown>, answer: Answer): Grant | undefined {
	const data = lowerCased(lowerCased(body).data ?? body);
	const accessToken = data.token ?? data.sessionkey;
	if (!isUsableToken(accessToken)) return undefined;
	const now = serverNow(answer);
	const stated = lifetimeFromExpiresAt(data.expiresat ?? data.expires, now ?? Date.now() / 1_000);
	const lifetime = stated.kind === 'absent' ? lifetimeFromJwt(accessToken, now) : stated;
	return grantOf(accessToken, lifetime, ASSUMED_LIFETIME_SECONDS, data.refreshtoken);
}

/** If the answer leaves out the refresh token, the old one stays good (RFC 6749, 6). */
function withRefreshToken(grant: Grant | undefined, old: string | undefined): Grant | undefined {
	return grant && { ...(old && { refreshToken: old }), ...grant };
}

/** The vendor's pages spell member names differently (NOTES, section 7). */
function lowerCased(value: unknown): Record<string, unknown> {
	return typeof value === 'object' && value !== null
		? Object.fromEntries(
				Object.entries(value).map(([name, member]) => [name.toLowerCase(), member]),
			)
		: {};
}
