import { boolean, inputFile, options, outputField, text } from '../../shared/fields';
import { body, local, path } from '../../shared/operation/locations';
import { operation, resource } from '../../shared/operation/operation';
import { singlePage } from '../../shared/http/pagination';
import { done } from '../api/done';
import { PARCEL_STATUSES } from '../api/enums';
import { picker } from '../api/fieldTypes';
import * as lists from '../api/paginations';
import { PARCEL } from '../api/memberNames';
import { listed, thing } from '../api/things';
import { downloadAndConfirm, downloadParcel, readSent, uploadParcel } from '../api/parcelFiles';
import * as searches from '../api/searches';
import { ecGridId, mailbox, trafficFilters } from './fields';

const PARCEL_ID = { displayName: 'Parcel', placeholder: 'e.g. 700000000001' };

const pendingParcel = picker(searches.pendingParcels, PARCEL_ID);
const inboundParcel = picker(searches.inboxParcels, PARCEL_ID);
const outboundParcel = picker(searches.outboxParcels, PARCEL_ID);

const ownMailbox = {
	displayName: 'Mailbox',
	description: 'Leave empty for the mailbox of your user',
};

const searchFilters = {
	...trafficFilters,
	mailboxId: body(mailbox(ownMailbox)),
	status: body(options({ displayName: 'Status', options: PARCEL_STATUSES })),
};

/** Fields of both ways to download. */
const download = {
	parcelId: body(pendingParcel({ required: true })),
	binaryPropertyName: local(outputField()),
};

const downloadOptions = {
	verifySize: local(
		boolean({
			displayName: 'Verify Size',
			default: true,
			description: 'Whether to refuse a file whose size differs from the one that ECGrid reports',
		}),
	),
};

export const parcel = resource({
	value: 'parcel',
	name: 'Parcel',
	description: 'EDI files: receive, send and track',
	common: true,
	operations: [
		operation({
			value: 'getPending',
			name: 'Get Many Pending',
			action: 'Get many pending parcels',
			description: 'Retrieve a list of parcels that are waiting for download; meant for polling',
			contract: 'listPendingInboxParcels',
			repeatable: true,
			request: { method: 'POST', service: 'api', path: '/v2/parcels/pending-inbox-list' },
			optional: { mailboxId: body(mailbox(ownMailbox)) },
			pages: lists.parcels,
		}),
		operation({
			value: 'download',
			name: 'Download',
			action: 'Download a parcel',
			description: 'Fetch the file; the parcel stays pending until it is confirmed',
			contract: 'downloadParcel',
			repeatable: true,
			request: { method: 'POST', service: 'api', path: '/v2/parcels/download' },
			parameters: download,
			optional: downloadOptions,
			filesOut: true,
			execute: downloadParcel,
		}),
		operation({
			value: 'downloadAndConfirm',
			name: 'Download and Confirm',
			action: 'Download and confirm a parcel',
			description: 'Fetch the files of all items, and then confirm each one',
			contract: ['downloadParcel', 'confirmParcelDownload'],
			notice:
				'Confirms only when the files of all items have been fetched. A parcel whose confirmation fails is returned with "confirmed": false, and ECGrid offers it again. If a lost file would cost money, use Download, store the file, then Confirm: the parcel then stays pending if a later node fails.',
			request: { method: 'POST', service: 'api', path: '/v2/parcels/download' },
			repeatable: true,
			parameters: download,
			optional: downloadOptions,
			filesOut: true,
			group: { key: () => '', execute: downloadAndConfirm },
		}),
		operation({
			value: 'confirm',
			name: 'Confirm',
			action: 'Confirm a parcel',
			description: 'Tell ECGrid that the file is safely stored; repeating it does no harm',
			contract: 'confirmParcelDownload',
			repeatable: true,
			request: { method: 'POST', service: 'api', path: '/v2/parcels/confirm' },
			parameters: { parcelId: body(pendingParcel({ required: true })) },
			output: (answer, { parcelId }) => done(answer, { parcelId, confirmed: true }),
		}),
		operation({
			value: 'upload',
			name: 'Upload',
			action: 'Upload a parcel',
			description: 'Send a file; ECGrid routes it by its envelope unless both IDs are given',
			contract: 'uploadParcel',
			dryRun: true,
			request: {
				method: 'POST',
				service: 'api',
				path: '/v2/parcels/upload',
				withoutField: ['fileName', 'content', 'bytes'],
			},
			parameters: { file: local(inputFile()) },
			optional: {
				fileName: local(
					text({ displayName: 'File Name', description: "Used instead of the file's own name" }),
				),
				ecGridIdFrom: body(
					ecGridId({
						displayName: 'Sender',
						description: 'Overrides the sender in the envelope',
					}),
				),
				ecGridIdTo: body(
					ecGridId({
						displayName: 'Receiver',
						description: 'Overrides the receiver in the envelope',
					}),
				),
				mailboxId: body(mailbox(ownMailbox)),
			},
			execute: uploadParcel,
		}),
		operation({
			value: 'get',
			name: 'Get',
			action: 'Get a parcel',
			description: 'Retrieve the details of one parcel, such as its delivery status',
			contract: 'getParcel',
			request: { method: 'GET', service: 'api', path: '/v2/parcels/{id}' },
			parameters: { parcelId: path(outboundParcel({ required: true }), { name: 'id' }) },
			read: thing(PARCEL),
		}),
		operation({
			value: 'getInbox',
			name: 'Search Inbox',
			action: 'Search inbound parcels',
			description: 'Retrieve a list of inbound parcels, including confirmed ones',
			contract: 'listInboxParcels',
			repeatable: true,
			request: { method: 'POST', service: 'api', path: '/v2/parcels/inbox-list' },
			optional: searchFilters,
			pages: lists.parcels,
		}),
		operation({
			value: 'getOutbox',
			name: 'Search Outbox',
			action: 'Search outbound parcels',
			description: 'Retrieve a list of outbound parcels',
			contract: 'listOutboxParcels',
			repeatable: true,
			request: { method: 'POST', service: 'api', path: '/v2/parcels/outbox-list' },
			optional: searchFilters,
			pages: lists.parcels,
		}),
		operation({
			value: 'cancel',
			name: 'Cancel',
			action: 'Cancel a parcel',
			description: 'Stop an outbound parcel before its delivery',
			contract: 'cancelParcel',
			dryRun: true,
			request: { method: 'POST', service: 'api', path: '/v2/parcels/cancel/{id}' },
			parameters: { parcelId: path(outboundParcel({ required: true }), { name: 'id' }) },
			output: (answer, { parcelId }) => done(answer, { parcelId }),
		}),
		operation({
			value: 'resetToInbox',
			name: 'Reset to Inbox',
			action: 'Reset a parcel to the inbox',
			description: 'Make a confirmed parcel pending again, for a file that was lost',
			contract: 'resetParcelToInbox',
			request: { method: 'POST', service: 'api', path: '/v2/parcels/reset-to-inbox/{id}' },
			parameters: { parcelId: path(inboundParcel({ required: true }), { name: 'id' }) },
			output: (answer, { parcelId }) => done(answer, { parcelId }),
		}),
		operation({
			value: 'getManifest',
			name: 'Get Manifest',
			action: 'Get the manifest of a parcel',
			description: 'Retrieve the interchanges in a parcel',
			contract: 'getParcelManifest',
			request: { method: 'GET', service: 'api', path: '/v2/parcels/manifest/{id}' },
			parameters: { parcelId: path(inboundParcel({ required: true }), { name: 'id' }) },
			pages: singlePage(),
		}),
		operation({
			value: 'update',
			name: 'Update Status',
			action: 'Update the status of a parcel',
			description: 'Set the status of a parcel by hand',
			contract: 'updateParcel',
			request: { method: 'POST', service: 'api', path: '/v2/parcels/update' },
			parameters: {
				parcelId: body(inboundParcel({ required: true })),
				status: body(options({ displayName: 'Status', options: PARCEL_STATUSES })),
			},
			check: (values, refuse) => {
				if (values.status === undefined) throw refuse('Status is missing', 'Choose one.');
			},
			read: thing(PARCEL),
		}),
		operation({
			value: 'setControlId',
			name: 'Set Control ID',
			action: 'Set the control ID of a parcel',
			description: 'Give a parcel your own control ID, to find it by',
			contract: 'setMailbagControlId',
			request: { method: 'POST', service: 'api', path: '/v2/parcels/set-mailbagcontrolid' },
			parameters: {
				parcelId: body(inboundParcel({ required: true })),
				mailbagControlId: body(text({ displayName: 'Control ID', required: true })),
			},
			output: (answer, { parcelId, mailbagControlId }) =>
				done(answer, { parcelId, mailbagControlId }),
		}),
		operation({
			value: 'findByControlId',
			name: 'Find by Control ID',
			action: 'Find parcels by control ID',
			description: 'Retrieve the parcels to which you gave a control ID',
			contract: 'findMailbagControlId',
			repeatable: true,
			request: { method: 'POST', service: 'api', path: '/v2/parcels/find-mailbagcontrolid' },
			parameters: { mailbagControlId: body(text({ displayName: 'Control ID', required: true })) },
			optional: { mailboxId: body(mailbox(ownMailbox)) },
			read: listed(PARCEL),
		}),
		operation({
			value: 'addAcknowledgmentNote',
			name: 'Add Acknowledgment Note',
			action: 'Add an acknowledgment note to a parcel',
			description: 'Note how the receiver acknowledged the parcel',
			contract: 'addParcelAcknowledgmentNote',
			request: { method: 'POST', service: 'api', path: '/v2/parcels/acknowledgment-note' },
			parameters: {
				parcelId: body(outboundParcel({ required: true })),
				note: body(text({ displayName: 'Note', required: true, rows: 3 })),
			},
			output: (answer, { parcelId }) => done(answer, { parcelId }),
		}),
		operation({
			value: 'sendTestFile',
			name: 'Send Test File',
			action: 'Send a test file',
			description: 'Have ECGrid generate a valid file and route it like a real one',
			contract: 'sendTestFile',
			dryRun: true,
			request: { method: 'POST', service: 'api', path: '/v2/parcels/send-test-file' },
			parameters: {
				ecGridIdFrom: body(ecGridId({ displayName: 'Sender', required: true })),
				ecGridIdTo: body(ecGridId({ displayName: 'Receiver', required: true })),
			},
			optional: {
				documentType: body(
					text({
						displayName: 'Document Type',
						placeholder: 'e.g. 850',
						description:
							'A document number, according to the reference; other pages ask for a standard, such as X12 or EDIFACT',
					}),
				),
			},
			read: readSent,
		}),
	],
});
