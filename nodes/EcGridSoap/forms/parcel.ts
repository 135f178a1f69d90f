import { row, type Forms } from './form';

const PARCEL_ID = { displayName: 'Parcel ID', placeholder: 'e.g. 700000000001' };
const PERIOD = {
	BeginDate: { displayName: 'From', description: 'Earliest time, in UTC' },
	EndDate: { displayName: 'Until', description: 'Latest time, in UTC' },
};
const CONTROL_ID = {
	displayName: 'Mailbag Control ID',
	description: 'Only parcels with this control ID; leave empty for all',
};
const FILE_NAME = {
	displayName: 'File Name',
	description: 'Leave empty to use the name of the input file',
};
const ONE_INTERCHANGE =
	'Put one interchange into each file: if one is bad, ECGrid cancels the whole file.';

/** By what they do: look into the inbox, download, upload, look into the outbox, search, track. */
export const parcelForms: Forms<'parcel'> = {
	// Inbox
	ParcelInBox: row(
		'List Inbox',
		'List parcels in the inbox',
		'Parcels that are waiting in your mailbox',
	),
	ParcelInBoxEx: row(
		'List Inbox of Mailbox',
		'List parcels in the inbox of a mailbox',
		'Parcels that are waiting in a given mailbox',
	),
	ParcelInBoxExShort: row(
		'List Inbox by Status',
		'List parcels in the inbox by status',
		'Parcels of a mailbox that have a status, with fewer fields each',
		{ fields: { Status: { default: 'InBoxReady' } } },
	),
	ParcelInfo: row(
		'Get',
		'Get a parcel',
		'One parcel with its interchanges and log, without the file',
		{ fields: { ParcelID: PARCEL_ID } },
	),
	// Download
	ParcelDownload: row('Download', 'Download a parcel', 'The file of a parcel, as binary data', {
		notice: 'The parcel stays in the inbox until you confirm the download.',
		fields: { ParcelID: PARCEL_ID },
	}),
	ParcelDownloadA: row(
		'Download as Base64',
		'Download a parcel sent as Base64',
		'The file of a parcel, as binary data; the service sends it as Base64 text',
	),
	ParcelDownloadNoUpdate: row(
		'Download Without Change of Status',
		'Download a parcel without changing its status',
		'The file of a parcel, whose status does not change',
		{ fields: { ParcelID: PARCEL_ID } },
	),
	ParcelDownloadNoUpdateA: row(
		'Download as Base64 Without Change of Status',
		'Download a parcel sent as Base64 without changing its status',
		'The file of a parcel, whose status does not change; the service sends it as Base64 text',
	),
	ParcelDownloadS3: row(
		'Download to S3',
		'Download a parcel to Amazon S3',
		'Have ECGrid write the file of a parcel to one of your buckets',
	),
	ParcelDownloadConfirm: row(
		'Confirm Download',
		'Confirm the download of a parcel',
		'Remove a parcel from the inbox',
		{
			notice:
				'Confirm after the file is safely stored; a parcel that is confirmed is not offered again.',
			fields: { ParcelID: PARCEL_ID },
		},
	),
	ParcelDownloadConfirmPendingAck: row(
		'Confirm Download with Status',
		'Confirm the download of a parcel with a status',
		'Remove a parcel from the inbox while its acknowledgment is still pending',
	),
	ParcelDownloadReset: row(
		'Return to Inbox',
		'Return a parcel to the inbox',
		'Offer a confirmed parcel for download again',
		{ fields: { ParcelID: PARCEL_ID } },
	),
	ParcelDownloadCancel: row(
		'Cancel Download',
		'Cancel the download of a parcel',
		'Abandon the download of a parcel',
	),
	// Upload
	ParcelUpload: row(
		'Upload',
		'Upload a parcel',
		'Send an EDI file from your mailbox; its header names the recipient',
		{ notice: ONE_INTERCHANGE, fields: { FileName: FILE_NAME } },
	),
	ParcelUploadEx: row(
		'Upload From Mailbox',
		'Upload a parcel from a mailbox',
		'Send an EDI file from a given mailbox',
		{ notice: ONE_INTERCHANGE, fields: { FileName: FILE_NAME } },
	),
	ParcelUploadA: row(
		'Upload as Base64',
		'Upload a parcel as Base64',
		'Send an EDI file from your mailbox, as Base64 text',
		{ notice: ONE_INTERCHANGE },
	),
	ParcelUploadExA: row(
		'Upload From Mailbox as Base64',
		'Upload a parcel from a mailbox as Base64',
		'Send an EDI file from a given mailbox, as Base64 text',
		{ notice: ONE_INTERCHANGE },
	),
	ParcelUploadMft: row(
		'Upload Any File',
		'Upload a file that is not EDI',
		'Send a file of any kind between two trading partner IDs',
		{ fields: { FileName: FILE_NAME } },
	),
	ParcelUploadMftA: row(
		'Upload Any File as Base64',
		'Upload a file that is not EDI as Base64',
		'Send a file of any kind between two trading partner IDs, as Base64 text',
	),
	ParcelTest: row(
		'Send Test File',
		'Send a test file',
		'Have ECGrid send a generated file between two of your IDs',
		{ fields: { DocumentType: { displayName: 'Standard', default: 'X12' } } },
	),
	ParcelResend: row(
		'Resend',
		'Resend a parcel',
		'Send a parcel again; only for the operators of the network',
	),
	// Outbox
	ParcelOutBoxInProcess: row(
		'List Outbox in Process',
		'List sent parcels in process',
		'Parcels that you have sent and that are on their way',
	),
	ParcelOutBoxInProcessEx: row(
		'List Outbox in Process of Mailbox',
		'List sent parcels in process of a mailbox',
		'Parcels that a given mailbox has sent and that are on their way',
	),
	ParcelOutBoxError: row(
		'List Outbox Errors',
		'List sent parcels with errors',
		'Parcels that you have sent and that have errors',
		{ fields: PERIOD },
	),
	ParcelOutBoxErrorEx: row(
		'List Outbox Errors of Mailbox',
		'List sent parcels with errors of a mailbox',
		'Parcels that a given mailbox has sent and that have errors',
		{ fields: PERIOD },
	),
	// Search
	ParcelInBoxArchive: row(
		'Search Inbox Archive',
		'Search the archive of the inbox',
		'Parcels that you have received, page by page',
		{ fields: { ...PERIOD, MailbagControlID: CONTROL_ID } },
	),
	ParcelInBoxArchiveEx: row(
		'Search Inbox Archive of Mailbox',
		'Search the archive of the inbox of a mailbox',
		'Parcels that a given mailbox has received, page by page',
		{ fields: { ...PERIOD, MailbagControlID: CONTROL_ID } },
	),
	ParcelInBoxArchiveDescEx: row(
		'Search Inbox Archive of Mailbox, Newest First',
		'Search the archive of the inbox of a mailbox from the newest',
		'Parcels that a given mailbox has received, the newest first, page by page',
		{ fields: { ...PERIOD, MailbagControlID: CONTROL_ID } },
	),
	ParcelInBoxArchiveExShort: row(
		'Search Inbox Archive of Mailbox, Short',
		'Search the archive of the inbox of a mailbox in brief',
		'Parcels that a given mailbox has received, with fewer fields each, page by page',
		{ fields: { ...PERIOD, MailbagControlID: CONTROL_ID } },
	),
	ParcelOutBoxArchive: row(
		'Search Outbox Archive',
		'Search the archive of the outbox',
		'Parcels that you have sent, page by page',
		{ fields: { ...PERIOD, MailbagControlID: CONTROL_ID } },
	),
	ParcelOutBoxArchiveEx: row(
		'Search Outbox Archive of Mailbox',
		'Search the archive of the outbox of a mailbox',
		'Parcels that a given mailbox has sent, page by page',
		{ fields: { ...PERIOD, MailbagControlID: CONTROL_ID } },
	),
	ParcelOutBoxArchiveDescEx: row(
		'Search Outbox Archive of Mailbox, Newest First',
		'Search the archive of the outbox of a mailbox from the newest',
		'Parcels that a given mailbox has sent, the newest first, page by page',
		{ fields: { ...PERIOD, MailbagControlID: CONTROL_ID } },
	),
	ParcelOutBoxArchiveExShort: row(
		'Search Outbox Archive of Mailbox, Short',
		'Search the archive of the outbox of a mailbox in brief',
		'Parcels that a given mailbox has sent, with fewer fields each, page by page',
		{ fields: { ...PERIOD, MailbagControlID: CONTROL_ID } },
	),
	ParcelFindMailbagControlID: row(
		'Find by Control ID',
		'Find parcels by control ID',
		'Parcels of a mailbox that have a mailbag control ID',
	),
	ParcelFindMailbagControlIDTo: row(
		'Find by Control ID and Period',
		'Find parcels by control ID and period',
		'Parcels to a mailbox that have a mailbag control ID, within a period',
	),
	// Tracking
	ParcelManifest: row(
		'Get Manifest',
		'Get the manifest of a parcel',
		'What has happened to a parcel so far',
		{ fields: { ParcelID: PARCEL_ID } },
	),
	ParcelNoteList: row(
		'List Notes',
		'List the notes of a parcel',
		'Notes that were written on a parcel',
	),
	ParcelAcknowledgmentNote: row(
		'Add Note',
		'Add a note to a parcel',
		'Write a note on a parcel, as its acknowledgment',
	),
	ParcelUpdateStatus: row(
		'Set Status',
		'Set the status of a parcel',
		'Change the status of a parcel',
	),
	ParcelUpdateLocalStatus: row(
		'Set Local Status',
		'Set the local status of a parcel',
		'Change the number that you keep as your own status of a parcel',
	),
	ParcelSetMailbagControlID: row(
		'Set Control ID',
		'Set the control ID of a parcel',
		'Give a parcel a mailbag control ID',
		{ fields: { MailbagControlID: { required: true } } },
	),
};
