import { row, type Forms } from './form';

export const mailboxForms: Forms<'mailbox'> = {
	MailboxList: row('List', 'List mailboxes', 'The mailboxes of your network', {
		fields: {
			Name: { description: 'Narrows down the list; how names are compared is not documented' },
		},
	}),
	MailboxListEx: row(
		'List of Network',
		'List the mailboxes of a network',
		'The mailboxes of a given network',
	),
	MailboxInfo: row('Get', 'Get a mailbox', 'One mailbox with its contacts and settings'),
	MailboxAdd: row('Create', 'Create a mailbox', 'Add a mailbox to your network'),
	MailboxAddEx: row(
		'Create in Network',
		'Create a mailbox in a network',
		'Add a mailbox to a given network',
	),
	MailboxName: row('Rename', 'Rename a mailbox', 'Give a mailbox another name', { changes: true }),
	MailboxDescription: row(
		'Set Description',
		'Set the description of a mailbox',
		'Change the description of a mailbox',
		{ changes: true },
	),
	MailboxSetContact: row(
		'Set Contact',
		'Set a contact of a mailbox',
		'Set the user who is a contact of a mailbox',
	),
	MailboxUse: row(
		'Set Use',
		'Set what a mailbox is used for',
		'Mark a mailbox as for test, for production or for both',
	),
	MailboxManaged: row(
		'Set Managed',
		'Set whether a mailbox is managed',
		'Switch the managed mode of a mailbox on or off',
	),
	MailboxDeleteOnDownload: row(
		'Set Delete on Download',
		'Set whether a mailbox deletes on download',
		'Set whether a download removes parcels from the mailbox',
	),
	MailboxInBoxTimeout: row(
		'Set Inbox Timeout',
		'Set the inbox timeout of a mailbox',
		'Set the number of minutes after which the inbox of a mailbox times out',
	),
	MailboxX12Delimiters: row(
		'Set X12 Delimiters',
		'Set the X12 delimiters of a mailbox',
		'Set the characters that separate segments and elements for a mailbox',
	),
	MailboxActivate: row('Activate', 'Activate a mailbox', 'Reactivate a suspended mailbox'),
	MailboxSuspend: row('Suspend', 'Suspend a mailbox', 'Temporarily stop a mailbox'),
	MailboxTerminate: row('Terminate', 'Terminate a mailbox', 'Terminate a mailbox permanently'),
};
