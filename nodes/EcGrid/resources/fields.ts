import { dateTime, jsonObject, options, text } from '../../shared/fields';
import { body, wholeBody } from '../../shared/operation/locations';
import { DIRECTIONS, STATUSES } from '../api/enums';
import { picker } from '../api/fieldTypes';
import * as searches from '../api/searches';

/** Fields that several resources share. */

export const mailbox = picker(searches.mailboxes, {
	displayName: 'Mailbox',
	placeholder: 'e.g. 1234',
});

export const network = picker(searches.networks, {
	displayName: 'Network',
	placeholder: 'e.g. 12',
});

export const ecGridId = picker(searches.ids, {
	displayName: 'ECGrid ID',
	placeholder: 'e.g. 654321',
	description: 'The number that ECGrid gives to a qualifier and ID; not the ID in the envelope',
});

export const user = picker(searches.users, { displayName: 'User', placeholder: 'e.g. 5001' });

export const channel = picker(searches.channels, {
	displayName: 'Channel',
	placeholder: 'e.g. 4321',
});

export const status = options({ displayName: 'Status', options: STATUSES });

export const direction = options({ displayName: 'Direction', options: DIRECTIONS });

/** Filters of the searches for parcels and for interchanges. */
export const trafficFilters = {
	ecGridIdFrom: body(ecGridId({ displayName: 'Sender' })),
	ecGridIdTo: body(ecGridId({ displayName: 'Receiver' })),
	beginDate: body(dateTime({ displayName: 'From', description: 'Earliest time, inclusive' })),
	endDate: body(dateTime({ displayName: 'Until', description: 'Latest time, inclusive' })),
};

/** The three delimiters, each one character. */
export const delimiters = {
	elementDelimiter: body(delimiter('Element Delimiter', '*', 'Usually *')),
	subElementDelimiter: body(delimiter('Sub-Element Delimiter', ':', 'Usually : or >')),
	segmentTerminator: body(delimiter('Segment Terminator', '~', 'Usually ~')),
};

function delimiter(displayName: string, preset: string, description: string) {
	return text({
		displayName,
		description,
		required: true,
		default: preset,
		minLength: 1,
		maxLength: 1,
		keepsBlanks: true,
	});
}

/** The documentation names none of the settings, so they are given as they go on the wire. */
export const settings = wholeBody(
	jsonObject({
		displayName: 'Settings (JSON)',
		required: true,
		default: '{}',
		description:
			'The public documentation does not name the settings; the live Swagger page of ECGrid does. Those left out keep their values.',
	}),
);
