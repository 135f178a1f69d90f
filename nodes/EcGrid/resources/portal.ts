import { body, path } from '../../shared/operation/locations';
import { operation, resource } from '../../shared/operation/operation';
import { mailbox } from './fields';
import { thing } from '../api/things';

export const portal = resource({
	value: 'portal',
	name: 'Portal',
	description: 'Customer portals of mailboxes',
	operations: [
		operation({
			value: 'get',
			name: 'Get',
			action: 'Get a portal',
			description: 'Retrieve the portal of a mailbox',
			contract: 'getPortalByMailbox',
			read: thing(),
			request: { method: 'GET', service: 'api', path: '/v2/portals/by-mailbox/{mailboxId}' },
			parameters: { mailboxId: path(mailbox({ required: true })) },
		}),
		operation({
			value: 'create',
			name: 'Create',
			action: 'Create a portal',
			description: 'Create a portal for a mailbox',
			contract: 'createPortal',
			read: thing(),
			request: { method: 'POST', service: 'api', path: '/v2/portals/create' },
			parameters: { mailboxId: body(mailbox({ required: true })) },
		}),
	],
});
