import { text } from '../../shared/fields';
import { body, path } from '../../shared/operation/locations';
import { operation, resource } from '../../shared/operation/operation';
import { only } from '../../shared/operation/simplify';
import { singlePage } from '../../shared/http/pagination';
import { done } from '../api/done';
import { picker } from '../api/fieldTypes';
import * as lists from '../api/paginations';
import { INTERCHANGE } from '../api/memberNames';
import { plainText, thing } from '../api/things';
import * as searches from '../api/searches';
import { mailbox, trafficFilters } from './fields';

const INTERCHANGE_ID = { displayName: 'Interchange', placeholder: 'e.g. 800000000001' };

const inbound = path(picker(searches.inboxInterchanges, INTERCHANGE_ID)({ required: true }), {
	name: 'id',
});
const outbound = path(picker(searches.outboxInterchanges, INTERCHANGE_ID)({ required: true }), {
	name: 'id',
});

const interchangeHeader = body(
	text({
		displayName: 'ISA Segment',
		required: true,
		placeholder: 'e.g. ISA*00*          *00*          *ZZ*…',
		description: 'The first segment of an X12 file, unchanged',
	}),
);

const filters = { mailboxId: body(mailbox()), ...trafficFilters };

/** Who sends what to whom; the whole header holds also delimiters and security. */
const simplify = only(
	'senderIdQualifier',
	'senderId',
	'receiverIdQualifier',
	'receiverId',
	'interchangeDate',
	'interchangeTime',
	'controlNumber',
	'controlVersionNumber',
	'acknowledgmentRequested',
	'usageIndicator',
);

export const interchange = resource({
	value: 'interchange',
	name: 'Interchange',
	description: 'The EDI envelopes inside parcels',
	common: true,
	operations: [
		operation({
			value: 'getInbox',
			name: 'Search Inbox',
			action: 'Search inbound interchanges',
			description: 'Retrieve a list of inbound interchanges',
			contract: 'listInboxInterchanges',
			repeatable: true,
			request: { method: 'POST', service: 'api', path: '/v2/interchanges/inbox-list' },
			optional: filters,
			pages: lists.interchanges,
		}),
		operation({
			value: 'getOutbox',
			name: 'Search Outbox',
			action: 'Search outbound interchanges',
			description: 'Retrieve a list of outbound interchanges',
			contract: 'listOutboxInterchanges',
			repeatable: true,
			request: { method: 'POST', service: 'api', path: '/v2/interchanges/outbox-list' },
			optional: filters,
			pages: lists.interchanges,
		}),
		operation({
			value: 'get',
			name: 'Get',
			action: 'Get an interchange',
			description: 'Retrieve one interchange',
			contract: 'getInterchange',
			request: { method: 'GET', service: 'api', path: '/v2/interchanges/{id}' },
			parameters: { interchangeId: inbound },
			read: thing(INTERCHANGE),
		}),
		operation({
			value: 'getManifest',
			name: 'Get Manifest',
			action: 'Get the manifest of an interchange',
			description: 'Retrieve the functional groups of an interchange',
			contract: 'getInterchangeManifest',
			request: { method: 'GET', service: 'api', path: '/v2/interchanges/get-manifest/{id}' },
			parameters: { interchangeId: inbound },
			pages: singlePage(),
		}),
		operation({
			value: 'resend',
			name: 'Resend',
			action: 'Resend an interchange',
			description: 'Send an interchange again',
			contract: 'resendInterchange',
			dryRun: true,
			request: { method: 'POST', service: 'api', path: '/v2/interchanges/resend/{id}' },
			parameters: { interchangeId: outbound },
			output: (answer, { interchangeId }) => done(answer, { interchangeId }),
		}),
		operation({
			value: 'cancel',
			name: 'Cancel',
			action: 'Cancel an interchange',
			description: 'Stop an outbound interchange before its delivery',
			contract: 'cancelInterchange',
			dryRun: true,
			request: { method: 'POST', service: 'api', path: '/v2/interchanges/cancel/{id}' },
			parameters: { interchangeId: outbound },
			output: (answer, { interchangeId }) => done(answer, { interchangeId }),
		}),
		operation({
			value: 'readDate',
			name: 'Read Date',
			action: 'Read the date of an ISA segment',
			description: 'Read the date and time from an ISA segment',
			contract: 'getInterchangeDate',
			repeatable: true,
			request: { method: 'POST', service: 'api', path: '/v2/interchanges/get-date' },
			parameters: { interchangeHeader },
			read: plainText('date'),
		}),
		operation({
			value: 'readHeader',
			name: 'Read Header',
			action: 'Read an ISA segment',
			description: 'Split an ISA segment into its fields',
			contract: 'getInterchangeHeader',
			read: thing(),
			repeatable: true,
			request: { method: 'POST', service: 'api', path: '/v2/interchanges/get-header' },
			parameters: { interchangeHeader },
			simplify,
		}),
	],
});
