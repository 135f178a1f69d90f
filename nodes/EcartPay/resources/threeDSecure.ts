import { jsonObject } from '../../shared/fields';
import { recordWithAddress } from '../../shared/http/shapes';
import { wholeBody } from '../../shared/operation/locations';
import { operation, resource } from '../../shared/operation/operation';
import { api } from '../api/request';

export const threeDSecure = resource({
	value: 'threeDSecure',
	name: '3-D Secure',
	description: 'Payments that the buyer confirms with the bank',
	operations: [
		operation({
			value: 'start',
			name: 'Start',
			action: 'Start 3-D Secure for an order',
			description: 'Get the address at which the buyer confirms the payment; then it is charged',
			contract: 'createThreeDSecureEnrollment',
			read: recordWithAddress('url'),
			notice:
				"The documentation that was available does not name the members: take them from Ecart Pay's page about 3-D Secure. It requires an order ID, a card token and a redirect address.",
			movesMoney: true,
			request: api('POST', '/api/three-d-secure'),
			parameters: {
				body: wholeBody(
					jsonObject({ displayName: 'Request (JSON)', required: true, default: '{}' }),
				),
			},
		}),
	],
});
