import { boolean, text } from '../../shared/fields';
import { readObjects } from '../../shared/http/shapes';
import { body, path } from '../../shared/operation/locations';
import { operation, resource } from '../../shared/operation/operation';
import { api } from '../api/request';
import { ID_PLACEHOLDER } from './fields';

export const account = resource({
	value: 'account',
	name: 'Account',
	description: 'Your own account',
	operations: [
		operation({
			value: 'getBillingInformation',
			name: 'Get Billing Information',
			action: 'Get the billing information of an account',
			description: 'Retrieve the billing data of your account',
			contract: 'getAccountBillingInformation',
			read: readObjects,
			request: api('GET', '/_/accounts/{account_id}/billing-information'),
			parameters: {
				account_id: path(
					text({
						displayName: 'Account ID',
						required: true,
						placeholder: ID_PLACEHOLDER,
						description: 'The account_id of your orders and transactions',
					}),
				),
			},
		}),
		operation({
			value: 'switchGateway',
			name: 'Switch Gateway',
			action: 'Switch a gateway of the account',
			description: 'Switch one of your own gateways on or off',
			contract: 'updateAccountGateway',
			dryRun: true,
			request: api('PUT', '/api/accounts/gateways/{id}'),
			parameters: {
				id: path(text({ displayName: 'Gateway ID', required: true, placeholder: ID_PLACEHOLDER })),
				active: body(
					boolean({
						displayName: 'Active',
						default: true,
						description: 'Whether the gateway takes payments',
					}),
				),
			},
		}),
	],
});
