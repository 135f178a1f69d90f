import { row, type Forms } from './form';

export const tradingPartnerForms: Forms<'tradingPartner'> = {
	TPInfo: row(
		'Get',
		'Get a trading partner ID',
		'One trading partner ID with its mailbox and owner',
		{ fields: { ECGridID: { displayName: 'ECGrid ID', description: 'Its number within ECGrid' } } },
	),
	TPSearch: row(
		'Find by Qualifier and ID',
		'Find trading partner IDs by qualifier and ID',
		'Where an ID from ISA or UNB headers belongs on ECGrid',
	),
	TPSearchEx: row(
		'Find in Mailbox by Qualifier and ID',
		'Find trading partner IDs in a mailbox by qualifier and ID',
		'Trading partner IDs of a mailbox by the qualifier and ID of ISA or UNB headers',
	),
	TPFindEx: row(
		'Find in Mailbox by Description',
		'Find trading partner IDs in a mailbox by description',
		'Trading partner IDs of a mailbox by their description',
	),
	TPList: row('List', 'List trading partner IDs', 'All trading partner IDs of your mailbox'),
	TPListEx: row(
		'List of Mailbox',
		'List the trading partner IDs of a mailbox',
		'All trading partner IDs of a given mailbox',
	),
	TPListExPaged: row(
		'List of Mailbox by Page',
		'List the trading partner IDs of a mailbox by page',
		'The trading partner IDs of a given mailbox, page by page',
	),
	TPListByOwner: row(
		'List of Owner',
		'List the trading partner IDs of an owner',
		'The trading partner IDs that a user owns, page by page',
	),
	TPAdd: row('Create', 'Create a trading partner ID', 'Add a trading partner ID to your mailbox'),
	TPAddEx: row(
		'Create in Mailbox',
		'Create a trading partner ID in a mailbox',
		'Add a trading partner ID to a given mailbox',
	),
	TPAddVAN: row(
		'Create on Other Network',
		'Create a trading partner ID on another network',
		'Add a trading partner ID that belongs to another network',
	),
	TPMove: row(
		'Move to Your Mailbox',
		'Move a trading partner ID to your mailbox',
		'Bring a trading partner ID to your mailbox at a given time',
	),
	TPMoveEx: row(
		'Move to Network and Mailbox',
		'Move a trading partner ID to a network and mailbox',
		'Bring a trading partner ID to a network and mailbox at a given time',
	),
	TPMoveMailbox: row(
		'Move to Mailbox',
		'Move a trading partner ID to a mailbox',
		'Bring a trading partner ID to another mailbox of its network',
	),
	TPUpdateDescription: row(
		'Set Description',
		'Set the description of a trading partner ID',
		'Change the description of a trading partner ID',
		{ changes: true },
	),
	TPUpdateDataEMail: row(
		'Set Data Email',
		'Set the data email of a trading partner ID',
		'Set the email address that receives the data of a trading partner ID',
	),
	TPSetRoutingGroup: row(
		'Set Routing Group',
		'Set the routing group of a trading partner ID',
		'Set the routing group that handles a trading partner ID',
	),
	TPSetOwner: row(
		'Set Owner',
		'Set the owner of a trading partner ID',
		'Set the user who owns a trading partner ID',
	),
	TPGetMailboxDefault: row(
		'Get Default of Mailbox',
		'Get the default trading partner ID of a mailbox',
		'The trading partner ID that a mailbox uses by default',
	),
	TPSetMailboxDefault: row(
		'Make Default of Mailbox',
		'Make a trading partner ID the default of its mailbox',
		'Have the mailbox of a trading partner ID use it by default',
	),
	TPActivate: row(
		'Activate',
		'Activate a trading partner ID',
		'Reactivate a suspended trading partner ID',
	),
	TPSuspend: row(
		'Suspend',
		'Suspend a trading partner ID',
		'Temporarily stop a trading partner ID; its qualifier and ID stay reserved',
	),
	TPTerminate: row(
		'Terminate',
		'Terminate a trading partner ID',
		'Terminate a trading partner ID permanently; its qualifier and ID become free for others',
	),
};
