import { options, text } from '../../shared/fields';
import { body, path } from '../../shared/operation/locations';
import type { OperationContext } from '../../shared/operation/context';
import { findOrCreate } from '../../shared/operation/findOrCreate';
import { emptyText, operation, resource } from '../../shared/operation/operation';
import { done } from '../api/done';
import { EDI_STANDARDS, MAIL_PAYLOADS, MAIL_SYSTEMS, ROUTING_GROUPS } from '../api/enums';
import * as lists from '../api/paginations';
import { ID } from '../api/memberNames';
import { listed, thing } from '../api/things';
import { delimiters, ecGridId, mailbox, network, settings, status } from './fields';

const qualifier = body(
	text({
		displayName: 'Qualifier',
		required: true,
		placeholder: 'e.g. ZZ',
		description: 'ISA05 or ISA07 of the envelope',
	}),
);

const isaId = body(
	text({
		displayName: 'ISA ID',
		required: true,
		maxLength: 15,
		placeholder: 'e.g. ACMECORP',
		description: 'ISA06 or ISA08 of the envelope, without the padding spaces',
	}),
	{ name: 'id' },
);

const ediStandard = options({ displayName: 'EDI Standard', options: EDI_STANDARDS });
const description = text({ displayName: 'Description' });

/** The ID that an operation is about, as a member of the body. */
const ofId = { ecGridId: body(ecGridId({ required: true })) };

/** What a new ECGrid ID is made of. */
const newId = {
	request: { method: 'POST', service: 'api', path: '/v2/ids' },
	parameters: { mailboxId: body(mailbox({ required: true })), qualifier, isaId },
	optional: {
		description: body(description),
		ediStandard: body(ediStandard),
		routingGroup: body(options({ displayName: 'Routing Group', options: ROUTING_GROUPS })),
	},
	read: thing(ID),
} as const;

interface Wanted {
	mailboxId: unknown;
	qualifier: string;
	isaId: string;
}

/** Several networks may hold the same pair: the one of the mailbox is meant. */
async function findId(context: OperationContext, { mailboxId, qualifier: q, isaId: name }: Wanted) {
	const answer = await context.send({
		method: 'POST',
		service: 'api',
		path: '/v2/ids/find',
		body: { qualifier: q, id: name },
		repeatable: true,
	});
	return context
		.known(listed(ID)(answer))
		.find((row) => String(row.mailboxId) === String(mailboxId) && row.status !== 'Terminated');
}

export const id = resource({
	value: 'id',
	name: 'ECGrid ID',
	description: "Qualifiers and IDs, your own and your trading partners'",
	common: true,
	operations: [
		operation({
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many ECGrid IDs',
			description: 'Retrieve a list of ECGrid IDs',
			contract: 'listIds',
			repeatable: true,
			request: { method: 'POST', service: 'api', path: '/v2/ids/list' },
			optional: {
				mailboxId: body(mailbox()),
				networkId: body(network()),
				status: body(status),
			},
			pages: lists.ids,
		}),
		operation({
			value: 'find',
			name: 'Find',
			action: 'Find an ECGrid ID',
			description:
				'Look up a qualifier and ID, including those of others, before you create a partner',
			contract: 'findId',
			repeatable: true,
			request: { method: 'POST', service: 'api', path: '/v2/ids/find' },
			parameters: { qualifier, isaId },
			read: listed(ID),
		}),
		operation({
			value: 'get',
			name: 'Get',
			action: 'Get an ECGrid ID',
			description: 'Retrieve one ECGrid ID',
			contract: 'getId',
			request: { method: 'GET', service: 'api', path: '/v2/ids/{id}' },
			parameters: { ecGridId: path(ecGridId({ required: true }), { name: 'id' }) },
			read: thing(ID),
		}),
		operation({
			value: 'create',
			name: 'Create',
			action: 'Create an ECGrid ID',
			description: 'Add a qualifier and ID to a mailbox',
			contract: 'createId',
			...newId,
		}),
		findOrCreate({
			value: 'findOrCreate',
			name: 'Find or Create',
			action: 'Find or create an ECGrid ID',
			description:
				'Retrieve the ECGrid ID of a qualifier and ID in a mailbox, or add it; safe to run again. Existing data is not changed.',
			contract: ['createId', 'findId'],
			...newId,
			find: findId,
		}),
		operation({
			value: 'update',
			name: 'Update',
			action: 'Update an ECGrid ID',
			description: 'Change the description, status or standard; fields left out stay as they are',
			contract: 'updateId',
			changes: true,
			clearedBy: emptyText('description'),
			request: { method: 'PUT', service: 'api', path: '/v2/ids/{id}' },
			parameters: { ecGridId: path(ecGridId({ required: true }), { name: 'id' }) },
			optional: {
				description: body(description),
				status: body(status),
				ediStandard: body(ediStandard),
			},
			read: thing(ID),
		}),
		operation({
			value: 'updateDescription',
			name: 'Update Description',
			action: 'Update the description of an ECGrid ID',
			description: 'Set the description of an ECGrid ID',
			contract: 'updateIdDescription',
			request: { method: 'POST', service: 'api', path: '/v2/ids/tp-update-description' },
			parameters: {
				...ofId,
				description: body(text({ displayName: 'Description', required: true })),
			},
			output: (answer, values) => done(answer, { ecGridId: values.ecGridId }),
		}),
		operation({
			value: 'updateConfig',
			name: 'Update Settings',
			action: 'Update the settings of an ECGrid ID',
			description: 'Change advanced settings of an ECGrid ID',
			contract: 'updateIdConfig',
			changes: true,
			request: { method: 'POST', service: 'api', path: '/v2/ids/update-config' },
			parameters: { ...ofId, settings },
			output: (answer, values) => done(answer, { ecGridId: values.ecGridId }),
		}),
		operation({
			value: 'updateDataEmail',
			name: 'Update Data Email',
			action: 'Update the data email of an ECGrid ID',
			description: 'Set the address to which ECGrid mails the data of an ECGrid ID',
			contract: 'updateIdDataEmail',
			request: { method: 'POST', service: 'api', path: '/v2/ids/tp-update-data-email' },
			parameters: {
				...ofId,
				email: body(
					text({ displayName: 'Email', required: true, placeholder: 'e.g. edi@example.com' }),
				),
			},
			optional: {
				emailSystem: body(options({ displayName: 'Mail System', options: MAIL_SYSTEMS })),
				emailPayload: body(
					options({
						displayName: 'Data Goes Into',
						options: MAIL_PAYLOADS,
						description: 'Where in the email the data goes',
					}),
				),
			},
			output: (answer, values) => done(answer, { ecGridId: values.ecGridId }),
		}),
		operation({
			value: 'setX12Delimiters',
			name: 'Set X12 Delimiters',
			action: 'Set the X12 delimiters of an ECGrid ID',
			description: 'Set the three delimiters of X12 files; overrides those of the mailbox',
			contract: 'setIdX12Delimiters',
			request: { method: 'POST', service: 'api', path: '/v2/ids/tp-x12-delimiters' },
			parameters: { ...ofId, ...delimiters },
			output: (answer, values) => done(answer, { ecGridId: values.ecGridId }),
		}),
		operation({
			value: 'addVan',
			name: 'Add VAN ID',
			action: 'Add a VAN ID to an ECGrid ID',
			description: 'Link the qualifier and ID of another value-added network to an ECGrid ID',
			contract: 'addIdVan',
			request: { method: 'POST', service: 'api', path: '/v2/ids/tp-add-van' },
			parameters: {
				...ofId,
				vanQualifier: body(text({ displayName: 'VAN Qualifier', required: true })),
				vanId: body(text({ displayName: 'VAN ID', required: true })),
			},
			output: (answer, values) => done(answer, { ecGridId: values.ecGridId }),
		}),
		operation({
			value: 'getDefaultMailbox',
			name: 'Get Default Mailbox',
			action: 'Get the default mailbox of an ECGrid ID',
			description: 'Retrieve the mailbox to which an ECGrid ID delivers by default',
			contract: 'getIdMailboxDefault',
			read: thing(),
			repeatable: true,
			request: { method: 'POST', service: 'api', path: '/v2/ids/tp-get-mailbox-default' },
			parameters: ofId,
		}),
		operation({
			value: 'move',
			name: 'Move',
			action: 'Move an ECGrid ID',
			description: 'Move an ECGrid ID to another mailbox of the same network',
			contract: 'moveId',
			dryRun: true,
			request: { method: 'POST', service: 'api', path: '/v2/ids/tp-move' },
			parameters: {
				...ofId,
				newMailboxId: body(mailbox({ displayName: 'New Mailbox', required: true })),
			},
			read: thing(ID),
		}),
		operation({
			value: 'delete',
			name: 'Delete',
			action: 'Delete an ECGrid ID',
			description: 'Terminate an ECGrid ID for good',
			contract: 'deleteId',
			notice: 'This cannot be undone: routing to and from the ID stops at once.',
			request: { method: 'DELETE', service: 'api', path: '/v2/ids/{id}' },
			parameters: { ecGridId: path(ecGridId({ required: true }), { name: 'id' }) },
		}),
	],
});
