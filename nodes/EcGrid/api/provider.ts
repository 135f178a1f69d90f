import { addressesOf } from '../../../credentials/tokens/request/addresses';
import type { Provider } from '../../shared/http/provider';
import { payloadOf, problemIn } from './answers';

export const ecGrid: Provider = {
	name: 'ECGrid',
	credentials: [
		{
			value: 'apiKey',
			name: 'API Key',
			description: 'For workflows that run unattended; ECGrid recommends it',
			credentialType: 'ecGridApi',
		},
		{
			value: 'login',
			name: 'Login',
			description: 'Email and password',
			credentialType: 'ecGridLoginApi',
		},
	],
	addresses: addressesOf,
	problemOf: ({ status, body }) => problemIn(status, body),
	refusesToken: ({ status, body }) => problemIn(status, body)?.status === 401,
	unwrap: payloadOf,
};
