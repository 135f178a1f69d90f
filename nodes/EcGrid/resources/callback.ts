import { concealedText, dateTime, integer, options, text } from '../../shared/fields';
import { body, query } from '../../shared/operation/locations';
import { emptyText, operation, resource, type Refuse } from '../../shared/operation/operation';
import { only } from '../../shared/operation/simplify';
import { HTTP_AUTH_TYPES, OBJECTS } from '../api/enums';
import { webhookUrl } from '../api/fieldTypes';
import * as lists from '../api/paginations';
import { CALLBACK, REGISTRATION } from '../api/memberNames';
import { createCallback } from '../api/newCallback';
import { thing } from '../api/things';
import { mailbox, network, status } from './fields';

/** No list of registrations is documented, so there is none to pick from. */
const callbackId = integer({
	displayName: 'Callback ID',
	required: true,
	minimum: 1,
	description: 'The webhook ID that Create returned',
});

/** The reference takes the registration's ID; ECGrid's own tool that of one delivery. */
const deliveryId = integer({
	displayName: 'Callback or Delivery ID',
	required: true,
	minimum: 1,
	description:
		'The ID of the webhook or, if ECGrid does not find it, of one delivery: callBackQueueId from Get Many Delivery States',
});

const event = { displayName: 'Event', options: OBJECTS };

/** How ECGrid authenticates to your address. */
const authentication = {
	httpAuthType: body(
		options({
			displayName: 'HTTP Authentication',
			options: HTTP_AUTH_TYPES,
			description: 'How ECGrid authenticates to your address',
		}),
	),
	username: body(text({ displayName: 'Username' })),
	password: body(
		concealedText({
			displayName: 'Password',
			description: 'Map it from an earlier node; anything typed here is saved with the workflow',
		}),
	),
};

interface Authentication {
	httpAuthType?: string | undefined;
	username?: string | undefined;
	password?: string | undefined;
}

function checkAuthentication(values: Authentication, refuse: Refuse): void {
	const { httpAuthType = 'None', username, password } = values;
	if (httpAuthType !== 'None' && (username === undefined || password === undefined)) {
		throw refuse(
			`HTTP Authentication ${httpAuthType} needs Username and Password`,
			'Fill in both, or choose None.',
		);
	}
}

export const callback = resource({
	value: 'callback',
	name: 'Callback',
	description: 'Webhooks: ECGrid calls your address when something happens',
	operations: [
		operation({
			value: 'create',
			name: 'Create',
			action: 'Create a callback',
			description: 'Register an address for ECGrid to call',
			contract: 'createCallback',
			notice:
				'ECGrid does not sign what it sends: use an address that cannot be guessed and HTTP authentication, and check the parcel through this node before you act on a call.',
			request: { method: 'POST', service: 'api', path: '/v2/callbacks/create' },
			parameters: {
				url: body(webhookUrl({ required: true })),
				event: body(
					options({
						...event,
						required: true,
						default: 'Parcel',
						description: 'The documentation explains only the first six of these',
					}),
				),
			},
			optional: {
				mailboxId: body(mailbox({ description: 'Leave empty for the whole network' })),
				networkId: body(network()),
				...authentication,
			},
			check: checkAuthentication,
			execute: async (context) => {
				const answer = await createCallback(context.send, context.request());
				return context.known(thing(REGISTRATION)(answer)).map((json) => ({ json }));
			},
		}),
		operation({
			value: 'update',
			name: 'Update',
			action: 'Update a callback',
			description: 'Change a webhook; the status Suspended pauses it',
			contract: 'updateCallback',
			changes: true,
			clearedBy: emptyText('username', 'password'),
			request: { method: 'POST', service: 'api', path: '/v2/callbacks/update' },
			parameters: { callbackId: body(callbackId) },
			optional: {
				url: body(webhookUrl({})),
				event: body(options(event)),
				status: body(status),
				...authentication,
			},
			check: checkAuthentication,
			read: thing(REGISTRATION),
		}),
		operation({
			value: 'test',
			name: 'Test',
			action: 'Test a callback',
			description: 'Send a test event, and see how your address responds',
			contract: 'testCallback',
			request: { method: 'POST', service: 'api', path: '/v2/callbacks/test' },
			parameters: { callbackId: body(callbackId) },
			read: thing(REGISTRATION),
		}),
		operation({
			value: 'getDelivery',
			name: 'Get Delivery State',
			action: 'Get the delivery state of a callback',
			description: "Retrieve the delivery state of a webhook's calls",
			contract: 'getCallbackQueueById',
			request: { method: 'GET', service: 'api', path: '/v2/callbacks/get-queue-by-id' },
			parameters: { callbackId: query(deliveryId) },
			read: thing(CALLBACK),
		}),
		operation({
			value: 'getDeliveries',
			name: 'Get Many Delivery States',
			action: 'Get many delivery states of callbacks',
			description: 'Retrieve the queue of webhook calls',
			contract: 'listCallbackQueue',
			repeatable: true,
			request: { method: 'POST', service: 'api', path: '/v2/callbacks/queue-list' },
			optional: { mailboxId: body(mailbox()), status: body(status) },
			pages: lists.callbackQueue,
		}),
		operation({
			value: 'getEvents',
			name: 'Get Many Events',
			action: 'Get many callback events',
			description: 'Retrieve the events that triggered webhook calls',
			contract: 'listCallbackEvents',
			repeatable: true,
			request: { method: 'POST', service: 'api', path: '/v2/callbacks/event-list' },
			optional: {
				mailboxId: body(mailbox()),
				event: body(options(event)),
				beginDate: body(dateTime({ displayName: 'From', description: 'Earliest time, inclusive' })),
				endDate: body(dateTime({ displayName: 'Until', description: 'Latest time, inclusive' })),
			},
			pages: lists.callbackEvents,
		}),
		operation({
			value: 'getEvent',
			name: 'Get Event',
			action: 'Get a callback event',
			description: 'Retrieve one event with what was sent',
			contract: 'getCallbackEventById',
			repeatable: true,
			request: { method: 'POST', service: 'api', path: '/v2/callbacks/get-event-by-id' },
			parameters: {
				callbackEventId: body(
					integer({
						displayName: 'Event ID',
						required: true,
						minimum: 1,
						description: 'The callbackEventId from the list of events',
					}),
				),
			},
			read: thing(CALLBACK),
			simplify: only(
				'callbackEventId',
				'callbackId',
				'event',
				'objectId',
				'mailboxId',
				'status',
				'httpStatus',
				'attempts',
				'lastAttempt',
				'payload',
			),
		}),
		operation({
			value: 'delete',
			name: 'Delete',
			action: 'Delete a callback',
			description: 'Remove a webhook, so that ECGrid no longer calls it',
			contract: 'deleteCallback',
			request: { method: 'DELETE', service: 'api', path: '/v2/callbacks' },
			parameters: { callbackId: body(callbackId) },
		}),
	],
});
