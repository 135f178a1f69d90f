import { boolean, integer, jsonObject, text } from '../../shared/fields';
import { body, path, wholeBody } from '../../shared/operation/locations';
import { emptyText, operation, resource } from '../../shared/operation/operation';
import { done } from '../api/done';
import * as lists from '../api/paginations';
import { MAILBOX } from '../api/memberNames';
import { thing } from '../api/things';
import { delimiters, mailbox as mailboxId, network, status } from './fields';

/** Its unit is hours in one guide and minutes in the SOAP description. */
const inBoxTimeout = integer({
	displayName: 'Inbox Timeout',
	minimum: 0,
	description:
		'When ECGrid reports a parcel that nobody has downloaded. In hours, according to the guide; other pages differ.',
});

const deleteOnDownload = boolean({
	displayName: 'Delete on Download',
	description: 'Whether a parcel leaves the inbox once its download is confirmed',
});

export const mailbox = resource({
	value: 'mailbox',
	name: 'Mailbox',
	description: 'Units with an inbox and an outbox',
	common: true,
	operations: [
		operation({
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many mailboxes',
			description: 'Retrieve a list of mailboxes',
			contract: 'listMailboxes',
			repeatable: true,
			request: { method: 'POST', service: 'api', path: '/v2/mailboxes/list' },
			optional: { networkId: body(network()), status: body(status) },
			pages: lists.mailboxes,
		}),
		operation({
			value: 'get',
			name: 'Get',
			action: 'Get a mailbox',
			description: 'Retrieve one mailbox',
			contract: 'getMailbox',
			request: { method: 'GET', service: 'api', path: '/v2/mailboxes/{id}' },
			parameters: { mailboxId: path(mailboxId({ required: true }), { name: 'id' }) },
			read: thing(MAILBOX),
		}),
		operation({
			value: 'create',
			name: 'Create',
			action: 'Create a mailbox',
			description: 'Create a mailbox in a network',
			contract: 'createMailbox',
			request: { method: 'POST', service: 'api', path: '/v2/mailboxes/create' },
			parameters: {
				networkId: body(network({ required: true })),
				uniqueId: body(
					text({
						displayName: 'Unique ID',
						required: true,
						maxLength: 12,
						placeholder: 'e.g. ACMEORDERS',
						description: 'Short name inside the network: at most 12 letters and digits',
					}),
				),
				companyName: body(
					text({ displayName: 'Company Name', required: true, description: 'Name that is shown' }),
				),
			},
			optional: {
				inBoxTimeout: body(inBoxTimeout, { name: 'mailboxConfig.inBoxTimeout' }),
				deleteOnDownload: body(deleteOnDownload, { name: 'mailboxConfig.deleteOnDownload' }),
			},
			read: thing(MAILBOX),
		}),
		operation({
			value: 'update',
			name: 'Update',
			action: 'Update a mailbox',
			description: 'Change the profile of a mailbox; fields left out stay as they are',
			contract: 'updateMailbox',
			changes: true,
			clearedBy: emptyText('companyName'),
			request: { method: 'POST', service: 'api', path: '/v2/mailboxes/update' },
			parameters: { mailboxId: body(mailboxId({ required: true })) },
			optional: {
				companyName: body(text({ displayName: 'Company Name' })),
				moreFields: wholeBody(
					jsonObject({
						displayName: 'More Fields (JSON)',
						description:
							'More members, such as address1 or phone; the documentation does not list them',
					}),
				),
			},
			read: thing(MAILBOX),
		}),
		operation({
			value: 'updateConfig',
			name: 'Update Settings',
			action: 'Update the settings of a mailbox',
			description: 'Change the settings of a mailbox; fields left out stay as they are',
			contract: 'updateMailboxConfig',
			changes: true,
			request: { method: 'POST', service: 'api', path: '/v2/mailboxes/update-config' },
			parameters: { mailboxId: body(mailboxId({ required: true })) },
			optional: {
				inBoxTimeout: body(inBoxTimeout),
				deleteOnDownload: body(deleteOnDownload),
				moreSettings: wholeBody(
					jsonObject({
						displayName: 'More Settings (JSON)',
						description: 'Further settings; the public documentation does not name them',
					}),
				),
			},
			output: (answer, { mailboxId: id }) => done(answer, { mailboxId: id }),
		}),
		operation({
			value: 'setX12Delimiters',
			name: 'Set X12 Delimiters',
			action: 'Set the X12 delimiters of a mailbox',
			description: 'Set the three delimiters of X12 files; overrides those of the network',
			contract: 'setMailboxX12Delimiters',
			request: { method: 'POST', service: 'api', path: '/v2/mailboxes/x12-delimiters' },
			parameters: { mailboxId: body(mailboxId({ required: true })), ...delimiters },
			output: (answer, { mailboxId: id }) => done(answer, { mailboxId: id }),
		}),
		operation({
			value: 'delete',
			name: 'Delete',
			action: 'Delete a mailbox',
			description: 'Terminate a mailbox permanently',
			contract: 'deleteMailbox',
			notice: 'This cannot be undone. Deal with its partners, webhooks and waiting parcels first.',
			request: { method: 'DELETE', service: 'api', path: '/v2/mailboxes/{id}' },
			parameters: { mailboxId: path(mailboxId({ required: true }), { name: 'id' }) },
		}),
	],
});
