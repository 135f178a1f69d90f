import { options } from '../../shared/fields';
import { body, path } from '../../shared/operation/locations';
import { operation, resource } from '../../shared/operation/operation';
import { DIRECTIONS } from '../api/enums';
import { picker } from '../api/fieldTypes';
import * as lists from '../api/paginations';
import { CARBON_COPY } from '../api/memberNames';
import { thing } from '../api/things';
import * as searches from '../api/searches';
import { direction, mailbox, status } from './fields';

const rule = picker(searches.carbonCopies, {
	displayName: 'Copy Rule',
	placeholder: 'e.g. 77',
});

export const carbonCopy = resource({
	value: 'carbonCopy',
	name: 'Carbon Copy',
	description: "Rules that copy one mailbox's traffic to another",
	operations: [
		operation({
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many carbon copies',
			description: 'Retrieve a list of copy rules',
			contract: 'listCarbonCopies',
			repeatable: true,
			request: { method: 'POST', service: 'api', path: '/v2/carboncopies/list' },
			optional: { mailboxId: body(mailbox()), status: body(status) },
			pages: lists.carbonCopies,
		}),
		operation({
			value: 'get',
			name: 'Get',
			action: 'Get a carbon copy',
			description: 'Retrieve one copy rule',
			contract: 'getCarbonCopy',
			request: { method: 'GET', service: 'api', path: '/v2/carboncopies/{id}' },
			parameters: { ccId: path(rule({ required: true }), { name: 'id' }) },
			read: thing(CARBON_COPY),
		}),
		operation({
			value: 'create',
			name: 'Create',
			action: 'Create a carbon copy',
			description: 'Copy the traffic of one mailbox to another',
			contract: 'createCarbonCopy',
			request: { method: 'POST', service: 'api', path: '/v2/carboncopies/create' },
			parameters: {
				fromMailboxId: body(mailbox({ displayName: 'From Mailbox', required: true })),
				toMailboxId: body(mailbox({ displayName: 'To Mailbox', required: true })),
				direction: body(
					options({
						displayName: 'Direction',
						required: true,
						options: DIRECTIONS,
						default: 'NoDir',
					}),
				),
			},
			read: thing(CARBON_COPY),
		}),
		operation({
			value: 'update',
			name: 'Update',
			action: 'Update a carbon copy',
			description: 'Change the status or direction of a copy rule',
			contract: 'updateCarbonCopy',
			changes: true,
			request: { method: 'PUT', service: 'api', path: '/v2/carboncopies/update' },
			parameters: { ccId: body(rule({ required: true })) },
			optional: { status: body(status), direction: body(direction) },
			read: thing(CARBON_COPY),
		}),
		operation({
			value: 'delete',
			name: 'Delete',
			action: 'Delete a carbon copy',
			description: 'Remove a rule, so that no more copies are sent',
			contract: 'deleteCarbonCopy',
			request: { method: 'DELETE', service: 'api', path: '/v2/carboncopies/{id}' },
			parameters: { ccId: path(rule({ required: true }), { name: 'id' }) },
		}),
	],
});
