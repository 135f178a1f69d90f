import { options, text } from '../../shared/fields';
import { body, path } from '../../shared/operation/locations';
import { emptyText, operation, resource } from '../../shared/operation/operation';
import { done } from '../api/done';
import { CONTACT_TYPES } from '../api/enums';
import * as lists from '../api/paginations';
import { NETWORK } from '../api/memberNames';
import { thing } from '../api/things';
import { delimiters, mailbox, network as networkId, settings, status } from './fields';

export const network = resource({
	value: 'network',
	name: 'Network',
	description: 'Top-level units that own mailboxes',
	operations: [
		operation({
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many networks',
			description: 'Retrieve a list of the networks that you can see',
			contract: 'listNetworks',
			repeatable: true,
			request: { method: 'POST', service: 'api', path: '/v2/networks/list' },
			optional: {
				networkId: body(networkId({ description: 'Only this network' })),
				mailboxId: body(mailbox({ description: 'Only the network that owns this mailbox' })),
				status: body(status),
			},
			pages: lists.networks,
		}),
		operation({
			value: 'get',
			name: 'Get',
			action: 'Get a network',
			description: 'Retrieve one network',
			contract: 'getNetwork',
			request: { method: 'GET', service: 'api', path: '/v2/networks/{id}' },
			parameters: { networkId: path(networkId({ required: true }), { name: 'id' }) },
			read: thing(NETWORK),
		}),
		operation({
			value: 'update',
			name: 'Update',
			action: 'Update a network',
			description: 'Change the profile of a network; fields left out stay as they are',
			contract: 'updateNetwork',
			changes: true,
			clearedBy: emptyText('companyName', 'address1', 'address2', 'city', 'zip', 'phone'),
			request: { method: 'PUT', service: 'api', path: '/v2/networks' },
			parameters: { networkId: body(networkId({ required: true })) },
			optional: {
				companyName: body(text({ displayName: 'Company Name' })),
				address1: body(text({ displayName: 'Address Line 1' })),
				address2: body(text({ displayName: 'Address Line 2' })),
				city: body(text({ displayName: 'City' })),
				state: body(
					text({ displayName: 'State', description: 'Two letters', minLength: 2, maxLength: 2 }),
				),
				zip: body(text({ displayName: 'ZIP Code' })),
				phone: body(text({ displayName: 'Phone' })),
				website: body(text({ displayName: 'Website', placeholder: 'e.g. https://example.com' })),
			},
			read: thing(NETWORK),
		}),
		operation({
			value: 'getContact',
			name: 'Get Contact',
			action: 'Get a contact of a network',
			description: 'Retrieve the contact of a network for one role',
			contract: 'getNetworkContact',
			read: thing(),
			repeatable: true,
			request: { method: 'POST', service: 'api', path: '/v2/networks/get-contact' },
			parameters: {
				networkId: body(networkId({ required: true })),
				contactType: body(
					options({
						displayName: 'Contact Type',
						required: true,
						options: CONTACT_TYPES,
						default: 'Owner',
					}),
				),
			},
		}),
		operation({
			value: 'updateConfig',
			name: 'Update Settings',
			action: 'Update the settings of a network',
			description: 'Change the settings of a network',
			contract: 'updateNetworkConfig',
			changes: true,
			request: { method: 'POST', service: 'api', path: '/v2/networks/update-config' },
			parameters: { networkId: body(networkId({ required: true })), settings },
			output: (answer, { networkId: id }) => done(answer, { networkId: id }),
		}),
		operation({
			value: 'setX12Delimiters',
			name: 'Set X12 Delimiters',
			action: 'Set the X12 delimiters of a network',
			description: 'Set the three delimiters of the X12 files that a network sends',
			contract: 'setNetworkX12Delimiters',
			request: { method: 'POST', service: 'api', path: '/v2/networks/x12-delimiters' },
			parameters: { networkId: body(networkId({ required: true })), ...delimiters },
			output: (answer, { networkId: id }) => done(answer, { networkId: id }),
		}),
	],
});
