import { row, type Forms } from './form';

const INTERCHANGE_ID = { displayName: 'Interchange ID' };

export const interchangeForms: Forms<'interchange'> = {
	InterchangeInfo: row(
		'Get',
		'Get an interchange',
		'One interchange with its parcels and trading partners',
		{ fields: { InterchangeID: INTERCHANGE_ID } },
	),
	InterchangeManifest: row(
		'Get Manifest',
		'Get the manifest of an interchange',
		'What has happened to an interchange so far',
		{ fields: { InterchangeID: INTERCHANGE_ID } },
	),
	InterchangeInBox: row(
		'List Inbox',
		'List interchanges in the inbox',
		'Interchanges that you have received within a period',
	),
	InterchangeInBoxEx: row(
		'List Inbox of Mailbox',
		'List interchanges in the inbox of a mailbox',
		'Interchanges that a given mailbox has received within a period',
	),
	InterchangeInBoxPending: row(
		'List Pending Inbox',
		'List pending interchanges to you',
		'Interchanges to you that are not delivered yet',
	),
	InterchangeInBoxPendingEx: row(
		'List Pending Inbox of Mailbox',
		'List pending interchanges to a mailbox',
		'Interchanges to a given mailbox that are not delivered yet',
	),
	InterchangeInBoxBlocked: row(
		'List Blocked Inbox',
		'List blocked interchanges to you',
		'Interchanges to you that were blocked within a period',
	),
	InterchangeInBoxBlockedEx: row(
		'List Blocked Inbox of Mailbox',
		'List blocked interchanges to a mailbox',
		'Interchanges to a given mailbox that were blocked within a period',
	),
	InterchangeInBoxArchive: row(
		'Search Inbox Archive',
		'Search the archive of received interchanges',
		'Interchanges that you have received, page by page',
	),
	InterchangeInBoxArchiveEx: row(
		'Search Inbox Archive of Mailbox',
		'Search the archive of received interchanges of a mailbox',
		'Interchanges that a given mailbox has received, page by page',
	),
	InterchangeOutBox: row(
		'List Outbox',
		'List interchanges in the outbox',
		'Interchanges that you have sent within a period',
	),
	InterchangeOutBoxEx: row(
		'List Outbox of Mailbox',
		'List interchanges in the outbox of a mailbox',
		'Interchanges that a given mailbox has sent within a period',
	),
	InterchangeOutBoxPending: row(
		'List Pending Outbox',
		'List pending interchanges from you',
		'Interchanges from you that are not delivered yet',
	),
	InterchangeOutBoxPendingEx: row(
		'List Pending Outbox of Mailbox',
		'List pending interchanges from a mailbox',
		'Interchanges from a given mailbox that are not delivered yet',
	),
	InterchangeOutBoxBlocked: row(
		'List Blocked Outbox',
		'List blocked interchanges from you',
		'Interchanges from you that were blocked within a period',
	),
	InterchangeOutBoxBlockedEx: row(
		'List Blocked Outbox of Mailbox',
		'List blocked interchanges from a mailbox',
		'Interchanges from a given mailbox that were blocked within a period',
	),
	InterchangeOutBoxNoRoute: row(
		'List Outbox Without Route',
		'List sent interchanges without a route',
		'Interchanges from you that could not be routed within a period',
	),
	InterchangeOutBoxNoRouteEx: row(
		'List Outbox Without Route of Mailbox',
		'List sent interchanges without a route of a mailbox',
		'Interchanges from a given mailbox that could not be routed within a period',
	),
	InterchangeOutBoxArchive: row(
		'Search Outbox Archive',
		'Search the archive of sent interchanges',
		'Interchanges that you have sent, page by page',
	),
	InterchangeOutBoxArchiveEx: row(
		'Search Outbox Archive of Mailbox',
		'Search the archive of sent interchanges of a mailbox',
		'Interchanges that a given mailbox has sent, page by page',
	),
	InterchangeOutBoxArchiveExNoParcel: row(
		'Search Outbox Archive of Mailbox, Without Parcels',
		'Search the archive of sent interchanges of a mailbox without parcels',
		'Interchanges that a given mailbox has sent, without their parcels, page by page',
	),
	InterchangeResend: row('Resend', 'Resend an interchange', 'Send an interchange again'),
	InterchangeCancel: row(
		'Cancel',
		'Cancel an interchange',
		'Cancel an interchange that is not delivered yet',
	),
	InterchangeHeaderInfo: row(
		'Read Header',
		'Read the header of an interchange',
		'What ECGrid reads from the header of an interchange, given as text',
	),
	InterchangeHeaderInfoB: row(
		'Read Header From File',
		'Read the header of an interchange from a file',
		'What ECGrid reads from the header of an interchange, given as a file',
	),
	InterchangeDate: row(
		'Read Date of Header',
		'Read the date in the header of an interchange',
		'Date and time in the header of an interchange; needs no credential',
	),
};
