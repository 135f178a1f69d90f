import { row, type Forms } from './form';

export const carbonCopyForms: Forms<'carbonCopy'> = {
	CarbonCopyList: row(
		'List',
		'List carbon copies',
		'The carbon copies between two trading partner IDs of your mailbox',
	),
	CarbonCopyListEx: row(
		'List of Mailbox',
		'List the carbon copies of a mailbox',
		'The carbon copies between two trading partner IDs of a given mailbox',
	),
	CarbonCopyInfo: row('Get', 'Get a carbon copy', 'One carbon copy with its trading partners'),
	CarbonCopyAdd: row(
		'Create',
		'Create a carbon copy',
		'Send copies of the traffic between two trading partner IDs to others',
	),
	CarbonCopyAddEx: row(
		'Create in Mailbox',
		'Create a carbon copy in a mailbox',
		'Send copies of the traffic between two trading partner IDs to others, for a given mailbox',
	),
	CarbonCopyActivate: row(
		'Activate',
		'Activate a carbon copy',
		'Reactivate a suspended carbon copy',
	),
	CarbonCopySuspend: row('Suspend', 'Suspend a carbon copy', 'Temporarily stop a carbon copy'),
	CarbonCopyTerminate: row(
		'Terminate',
		'Terminate a carbon copy',
		'Terminate a carbon copy permanently',
	),
};
