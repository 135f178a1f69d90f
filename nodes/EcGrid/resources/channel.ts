import { boolean, options, text } from '../../shared/fields';
import { body, path } from '../../shared/operation/locations';
import { emptyText, operation, resource } from '../../shared/operation/operation';
import { singlePage } from '../../shared/http/pagination';
import { done } from '../api/done';
import { CHANNEL_TYPES, USE_TYPES } from '../api/enums';
import { listed, thing } from '../api/things';
import { channel as commId, ecGridId, mailbox, settings, status } from './fields';

const commType = { displayName: 'Channel Type', options: CHANNEL_TYPES };
const useType = body(options({ displayName: 'Use Type', options: USE_TYPES }));

const identifier = {
	displayName: 'Identifier',
	placeholder: 'e.g. ACME_AS2',
	description: 'AS2 ID, FTP user, host and the like',
};

/** The two sides of a pair. */
const pair = {
	ecGridIdFrom: body(ecGridId({ displayName: 'Sender', required: true })),
	ecGridIdTo: body(ecGridId({ displayName: 'Receiver', required: true })),
};

export const channel = resource({
	value: 'channel',
	name: 'Channel',
	description: 'Communication channels (comms): AS2, SFTP and so on',
	operations: [
		operation({
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many channels',
			description: 'Retrieve a list of channels',
			contract: 'listComms',
			repeatable: true,
			request: { method: 'POST', service: 'api', path: '/v2/comms/list' },
			optional: {
				commType: body(options(commType)),
				useType,
				privateKeyRequired: body(
					boolean({
						displayName: 'Private Key Required',
						description: 'Whether to list only channels with a private key',
					}),
				),
				showInactive: body(
					boolean({
						displayName: 'Include Inactive',
						description: 'Whether to also list suspended and terminated channels',
					}),
				),
				withCerts: body(
					boolean({
						displayName: 'With Certificates',
						description:
							'Whether to list only channels with certificates; another page says that it adds the certificates to the response',
					}),
				),
			},
			pages: singlePage(),
		}),
		operation({
			value: 'find',
			name: 'Find',
			action: 'Find a channel',
			description: 'Look up channels by their identifier',
			contract: 'findComm',
			repeatable: true,
			request: { method: 'POST', service: 'api', path: '/v2/comms/find' },
			parameters: { identifier: body(text({ ...identifier, required: true })) },
			optional: { commType: body(options(commType)) },
			read: listed(),
		}),
		operation({
			value: 'get',
			name: 'Get',
			action: 'Get a channel',
			description: 'Retrieve one channel',
			contract: 'getComm',
			read: thing(),
			request: { method: 'GET', service: 'api', path: '/v2/comms/{id}' },
			parameters: { commId: path(commId({ required: true }), { name: 'id' }) },
		}),
		operation({
			value: 'create',
			name: 'Create',
			action: 'Create a channel',
			description: 'Create a channel for a mailbox',
			contract: 'createComm',
			read: thing(),
			request: { method: 'POST', service: 'api', path: '/v2/comms/create' },
			parameters: {
				mailboxId: body(mailbox({ required: true })),
				commType: body(options({ ...commType, required: true, default: 'as2' })),
				identifier: body(text({ ...identifier, required: true })),
			},
			optional: { useType },
		}),
		operation({
			value: 'update',
			name: 'Update',
			action: 'Update a channel',
			description: 'Change the identifier or status of a channel',
			contract: 'updateComm',
			read: thing(),
			changes: true,
			clearedBy: emptyText('identifier'),
			request: { method: 'PUT', service: 'api', path: '/v2/comms/update' },
			parameters: { commId: body(commId({ required: true })) },
			optional: { identifier: body(text(identifier)), status: body(status) },
		}),
		operation({
			value: 'updateConfig',
			name: 'Update Settings',
			action: 'Update the settings of a channel',
			description: 'Change the settings of a channel, which depend on its type',
			contract: 'updateCommConfig',
			changes: true,
			request: { method: 'PUT', service: 'api', path: '/v2/comms/update-config' },
			parameters: { commId: body(commId({ required: true })), settings },
			output: (answer, values) => done(answer, { commId: values.commId }),
		}),
		operation({
			value: 'getPair',
			name: 'Get Pair',
			action: 'Get the channels between two ECGrid IDs',
			description: 'Retrieve the channels between two ECGrid IDs',
			contract: 'getCommPair',
			repeatable: true,
			request: { method: 'POST', service: 'api', path: '/v2/comms/pair' },
			parameters: pair,
			read: listed(),
		}),
		operation({
			value: 'setPair',
			name: 'Set Pair',
			action: 'Set the channel between two ECGrid IDs',
			description: 'Choose the channel between two ECGrid IDs',
			contract: 'setCommPair',
			request: { method: 'POST', service: 'api', path: '/v2/comms/set-pair' },
			parameters: pair,
			optional: { commId: body(commId()) },
			read: listed(),
		}),
	],
});
