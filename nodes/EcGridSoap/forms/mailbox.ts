import type { Forms } from './form';

export const mailboxForms: Forms<'mailbox'> = {
	MailboxList: {
		name: 'List',
		action: 'List mailboxes',
		description: 'The mailboxes of your network (MailboxList)',
		fields: {
			Name: { description: 'Narrows the list down; how names are compared is not documented' },
		},
	},
	MailboxInfo: {
		name: 'Get',
		action: 'Get a mailbox',
		description: 'One mailbox with its contacts and settings (MailboxInfo)',
	},
};
