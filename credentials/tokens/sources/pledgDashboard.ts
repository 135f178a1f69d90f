/** Pledg: email and password of a dashboard user as HTTP Basic; deprecated, and for refunds only. */
import { addressesOf, addressField } from '../request/addresses';
import { key, password } from '../request/credentialFields';
import { basic } from '../request/grant';
import { withHeader } from '../request/requestOptions';
import { scheduleProbe } from './pledgProbe';
import type { CredentialSource } from './source';

const CREDENTIAL_TYPE = 'pledgDashboardApi';
/** No such merchant exists. What counts is that Pledg answers, and how (NOTES, Authentication). */
const UNKNOWN_MERCHANT = 'mer_test';

interface PledgDashboardSettings {
	readonly api: string;
	readonly email: string;
	readonly password: string;
}

export const pledgDashboardSource: CredentialSource<PledgDashboardSettings> = {
	credentialType: CREDENTIAL_TYPE,
	provider: 'Pledg',
	settings: (credentials) => ({
		api: addressesOf(CREDENTIAL_TYPE, credentials).api ?? '',
		email: key(credentials, 'email', 'Email'),
		password: password(credentials, 'password', 'Password'),
	}),
	secrets: (settings) => [settings.password],
	addresses: ({ api }) => [api],
	problem: ({ api }) => ({
		endpoint: api,
		secretFields: 'Email and Password',
		addressField: addressField(CREDENTIAL_TYPE, 'api'),
	}),
	staticKey: (settings) => basic(settings.email, settings.password),
	probe: {
		request: ({ api }, authorization) => scheduleProbe(api, UNKNOWN_MERCHANT, authorization),
		isReachedByAnyAnswer: true,
	},
	attach: (_settings, authorization, { options }) => ({
		options: withHeader(options, 'Authorization', authorization),
	}),
	keyRefusal: 'Pledg refused the Email and Password. Check them in the credential.',
	unproven: 'Saved. Pledg offers no way to check the password; the first refund will.',
};
