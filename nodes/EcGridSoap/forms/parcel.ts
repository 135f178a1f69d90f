import type { Forms } from './form';

const PARCEL_ID = { displayName: 'Parcel ID', placeholder: 'e.g. 700000000001' };
const PERIOD = {
	BeginDate: { displayName: 'From', description: 'Earliest time, in UTC' },
	EndDate: { displayName: 'Until', description: 'Latest time, in UTC' },
};
const CONTROL_ID = {
	displayName: 'Mailbag Control ID',
	description: 'Only parcels with this control ID. Empty: all.',
};
const FILE_NAME = { displayName: 'File Name', description: 'Empty: the name of the input file' };
const FILE = { displayName: 'Input Binary Field' };
const ONE_INTERCHANGE =
	'Put one interchange into each file: ECGrid cancels the whole file for one that is bad.';

/** The forms of the usual round: look into the inbox, download, confirm; upload, and track. */
export const parcelForms: Forms<'parcel'> = {
	ParcelInBox: {
		name: 'List Inbox',
		action: 'List parcels in the inbox',
		description: 'Parcels that wait in your mailbox (ParcelInBox)',
	},
	ParcelInBoxEx: {
		name: 'List Inbox of Mailbox',
		action: 'List parcels in the inbox of a mailbox',
		description: 'Parcels that wait in a mailbox of your choice (ParcelInBoxEx)',
	},
	ParcelInBoxArchive: {
		name: 'Search Inbox Archive',
		action: 'Search the archive of the inbox',
		description: 'Parcels that you have received, page by page (ParcelInBoxArchive)',
		fields: { ...PERIOD, MailbagControlID: CONTROL_ID },
	},
	ParcelOutBoxArchive: {
		name: 'Search Outbox Archive',
		action: 'Search the archive of the outbox',
		description: 'Parcels that you have sent, page by page (ParcelOutBoxArchive)',
		fields: { ...PERIOD, MailbagControlID: CONTROL_ID },
	},
	ParcelOutBoxInProcess: {
		name: 'List Outbox in Process',
		action: 'List sent parcels in process',
		description: 'Parcels that you have sent and that are on their way (ParcelOutBoxInProcess)',
	},
	ParcelOutBoxError: {
		name: 'List Outbox Errors',
		action: 'List sent parcels with errors',
		description: 'Parcels that you have sent and that have errors (ParcelOutBoxError)',
		fields: PERIOD,
	},
	ParcelInfo: {
		name: 'Get',
		action: 'Get a parcel',
		description: 'One parcel with its interchanges and log, without the file (ParcelInfo)',
		fields: { ParcelID: PARCEL_ID },
	},
	ParcelManifest: {
		name: 'Get Manifest',
		action: 'Get the manifest of a parcel',
		description: 'What has happened to a parcel so far (ParcelManifest)',
		fields: { ParcelID: PARCEL_ID },
	},
	ParcelDownload: {
		name: 'Download',
		action: 'Download a parcel',
		description: 'The file of a parcel, as binary data (ParcelDownload)',
		notice: 'The parcel stays in the inbox until you confirm the download.',
		fields: { ParcelID: PARCEL_ID },
	},
	ParcelDownloadNoUpdate: {
		name: 'Download Without Change of Status',
		action: 'Download a parcel without changing its status',
		description: 'The file of a parcel, whose status stays as it is (ParcelDownloadNoUpdate)',
		fields: { ParcelID: PARCEL_ID },
	},
	ParcelDownloadConfirm: {
		name: 'Confirm Download',
		action: 'Confirm the download of a parcel',
		description: 'Take a parcel out of the inbox (ParcelDownloadConfirm)',
		notice:
			'Confirm after the file is safely stored; a parcel that is confirmed is not offered again.',
		fields: { ParcelID: PARCEL_ID },
	},
	ParcelDownloadReset: {
		name: 'Return to Inbox',
		action: 'Return a parcel to the inbox',
		description: 'Offer a confirmed parcel for download again (ParcelDownloadReset)',
		fields: { ParcelID: PARCEL_ID },
	},
	ParcelUpload: {
		name: 'Upload',
		action: 'Upload a parcel',
		description: 'Send an EDI file from your mailbox; its header says where to (ParcelUpload)',
		notice: ONE_INTERCHANGE,
		fields: { FileName: FILE_NAME, Content: FILE },
	},
	ParcelUploadEx: {
		name: 'Upload From Mailbox',
		action: 'Upload a parcel from a mailbox',
		description: 'Send an EDI file from a mailbox of your choice (ParcelUploadEx)',
		notice: ONE_INTERCHANGE,
		fields: { FileName: FILE_NAME, Content: FILE },
	},
	ParcelUploadMft: {
		name: 'Upload Any File',
		action: 'Upload a file that is not EDI',
		description: 'Send a file of any kind between two trading partner IDs (ParcelUploadMft)',
		fields: { FileName: FILE_NAME, Content: FILE },
	},
	ParcelTest: {
		name: 'Send Test File',
		action: 'Send a test file',
		description: 'Let ECGrid send a made-up file between two of your IDs (ParcelTest)',
		fields: { DocumentType: { displayName: 'Standard', default: 'X12' } },
	},
};
