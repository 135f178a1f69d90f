import { row, type Forms } from './form';

export const commForms: Forms<'comm'> = {
	CommList: row(
		'List Channels',
		'List communication channels',
		'The channels of your mailbox, such as AS2 and FTP',
	),
	CommListEx: row(
		'List Channels of Mailbox',
		'List the communication channels of a mailbox',
		'The channels of a given mailbox, such as AS2 and FTP',
	),
	CommFind: row(
		'Find Channels',
		'Find communication channels',
		'Channels by their identifier, for instance an AS2 ID',
	),
	CommInfo: row('Get Channel', 'Get a communication channel', 'One channel with its certificates'),
	CommAdd: row(
		'Create Channel',
		'Create a communication channel',
		'Add a channel, such as AS2 or FTP, to a mailbox',
	),
	CommUpdate: row(
		'Update Channel',
		'Update a communication channel',
		'Change the settings of a channel; all of them are sent',
	),
	CommSetStatus: row(
		'Set Status of Channel',
		'Set the status of a communication channel',
		'Suspend a channel, or reactivate it',
	),
	CommDefaultMailbox: row(
		'Set Default Mailbox of Channel',
		'Set the default mailbox of a communication channel',
		'Set the mailbox to which a channel delivers by default',
	),
	CommPair: row(
		'Find Pair of Channels',
		'Find the pair of communication channels between two IDs',
		'The two channels that two trading partner IDs use',
	),
	CommSetPair: row(
		'Set Pair of Channels',
		'Set the pair of communication channels between two IDs',
		'Set the two channels that two trading partner IDs use',
	),
	CertificateAddPublic: row(
		'Add Public Certificate',
		'Add a public certificate',
		'Add the certificate of a partner to a channel',
	),
	CertificateAddPublicA: row(
		'Add Public Certificate as Base64',
		'Add a public certificate as Base64',
		'Add the certificate of a partner to a channel, as Base64 text',
	),
	CertAddPrivate: row(
		'Add Private Certificate',
		'Add a private certificate',
		'Add a certificate with its private key to a channel',
	),
	CertAddPrivateA: row(
		'Add Private Certificate as Base64',
		'Add a private certificate as Base64',
		'Add a certificate with its private key to a channel, as Base64 text',
	),
	CertificateCreatePrivate: row(
		'Create Private Certificate',
		'Create a private certificate',
		'Have ECGrid issue a certificate with a private key for a channel',
	),
	CertificateRenewPrivate: row(
		'Renew Private Certificate',
		'Renew a private certificate',
		'Have ECGrid issue the successor of a certificate; both are valid for a while',
	),
	CertificateTerminate: row(
		'Terminate Certificate',
		'Terminate a certificate',
		'Terminate a certificate of a channel',
	),
};
