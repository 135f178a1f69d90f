import { row, type Forms } from './form';

export const networkForms: Forms<'network'> = {
	NetworkList: row('List', 'List networks', 'The networks that ECGrid connects'),
	NetworkInfo: row('Get', 'Get a network', 'One network with its contacts and settings'),
	NetworkInfoWithLog: row(
		'Get with Log',
		'Get a network with its log',
		'One network with its contacts, settings and latest log',
	),
	NetworkOutageList: row(
		'List Outages',
		'List networks with outages',
		'The networks that are down now',
	),
	NetworkStatusSummary: row(
		'Get Status Summary',
		'Get the status of all networks',
		'The state of each network, one row for each',
	),
	NetworkUpdate: row(
		'Update',
		'Update a network',
		'Change name and location of a network; both are sent',
		{ changes: true },
	),
	NetworkGetContact: row(
		'Get Contact',
		'Get a contact of a network',
		'The user who is a contact of a network',
	),
	NetworkSetContact: row(
		'Set Contact',
		'Set a contact of a network',
		'Set the user who is a contact of a network',
	),
	NetworkSetWebsite: row(
		'Set Website',
		'Set a website of a network',
		'Change the address of a website of a network',
	),
	NetworkX12Delimiters: row(
		'Set X12 Delimiters',
		'Set the X12 delimiters of a network',
		'Set the characters that separate segments and elements for a network',
	),
	NetworkRootDeleteOnDownload: row(
		'Set Delete on Download',
		'Set whether a network deletes on download',
		'Set whether a download removes parcels from the root mailbox',
	),
};
