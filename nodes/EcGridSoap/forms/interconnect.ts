import { row, type Forms } from './form';

export const interconnectForms: Forms<'interconnect'> = {
	InterconnectListByStatus: row(
		'List by Status',
		'List interconnects by status',
		'The interconnects of your mailbox that have a status',
	),
	InterconnectListByStatusEx: row(
		'List of Mailbox by Status',
		'List the interconnects of a mailbox by status',
		'The interconnects of a given mailbox that have a status',
	),
	InterconnectListByECGridID: row(
		'List Between Two IDs',
		'List interconnects between two IDs',
		'The interconnects between two trading partner IDs',
	),
	InterconnectInfo: row('Get', 'Get an interconnect', 'One interconnect by its number'),
	InterconnectInfoGUID: row(
		'Get by Unique ID',
		'Get an interconnect by its unique ID',
		'One interconnect by the unique ID that ECGrid gave it',
	),
	InterconnectAdd: row(
		'Create',
		'Create an interconnect',
		'Ask for a connection between two trading partner IDs',
	),
	InterconnectCancel: row(
		'Cancel',
		'Cancel an interconnect',
		'Withdraw the request for a connection',
	),
	InterconnectNote: row(
		'Add Note',
		'Add a note to an interconnect',
		'Write a note on an interconnect, optionally with a file',
	),
	InterconnectNoteList: row(
		'List Notes',
		'List the notes of an interconnect',
		'Notes that were written on an interconnect',
	),
	InterconnectCount: row(
		'Count',
		'Count interconnects',
		'How many interconnects your mailbox has, by status',
	),
	InterconnectCountEx: row(
		'Count of Mailbox',
		'Count the interconnects of a mailbox',
		'How many interconnects a given mailbox has, by status',
	),
};
