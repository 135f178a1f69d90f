/** ECGrid REST with an API key, which is sent as it was entered and never ends. */
import { addressesOf, addressField } from '../request/addresses';
import { key, optionalText } from '../request/credentialFields';
import { withHeader } from '../request/requestOptions';
import { restKeyAnswer } from './ecGridKeyAnswers';
import type { CredentialSource } from './source';

const CREDENTIAL_TYPE = 'ecGridApi';
const HEADER = 'X-API-Key';
const PROBE_PATH = '/v2/users/me';

interface EcGridKeySettings {
	readonly api: string;
	readonly apiKey: string;
	/** Not sent to ECGrid with calls, but no message may repeat it. */
	readonly webhookPassword: string;
}

export const ecGridKeySource: CredentialSource<EcGridKeySettings> = {
	credentialType: CREDENTIAL_TYPE,
	provider: 'ECGrid',
	settings: (credentials) => ({
		api: addressesOf(CREDENTIAL_TYPE, credentials).api ?? '',
		apiKey: key(credentials, 'apiKey', 'API Key'),
		webhookPassword: optionalText(credentials, 'webhookPassword'),
	}),
	secrets: ({ apiKey, webhookPassword }) => [apiKey, webhookPassword].filter((one) => one !== ''),
	addresses: ({ api }) => [api],
	problem: ({ api }) => ({
		endpoint: api,
		secretFields: 'API Key',
		addressField: addressField(CREDENTIAL_TYPE, 'api'),
	}),
	staticKey: ({ apiKey }) => apiKey,
	probe: {
		request: ({ api }, apiKey) => ({
			method: 'GET',
			url: `${api}${PROBE_PATH}`,
			headers: { [HEADER]: apiKey },
		}),
	},
	ownNodesOnly: restKeyAnswer,
	attach: (_settings, apiKey, { options }) => ({ options: withHeader(options, HEADER, apiKey) }),
	keyRefusal:
		'ECGrid refused the API Key. It may have been replaced: copy the current one from your profile page in the portal.',
};
