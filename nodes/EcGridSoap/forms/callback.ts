import { row, type Forms } from './form';

export const callbackForms: Forms<'callback'> = {
	CallBackEventListEx: row(
		'List',
		'List callbacks',
		'The callbacks that are registered for a mailbox',
	),
	CallBackEventInfo: row('Get', 'Get a callback', 'One callback with its latest deliveries'),
	CallBackAddEx: row(
		'Create',
		'Create a callback',
		'Have ECGrid call your URL when something happens',
	),
	CallBackEventSetStatus: row(
		'Set Status',
		'Set the status of a callback',
		'Suspend a callback, or reactivate it',
	),
	CallBackTest: row('Test', 'Test a callback', 'Have ECGrid make one call of a callback now'),
	CallBackPendingList: row(
		'List Pending Deliveries',
		'List pending deliveries of callbacks',
		'Calls to your URLs that are still to be made',
	),
	CallBackPendingListEx: row(
		'List Pending Deliveries of Mailbox',
		'List pending deliveries of the callbacks of a mailbox',
		'Calls for a given mailbox that are still to be made',
	),
	CallBackPendingListExA: row(
		'List Pending Deliveries Without Networks',
		'List pending deliveries of callbacks without some networks',
		'Calls for a given mailbox that are still to be made, without those of some networks',
	),
	CallBackFailedList: row(
		'List Failed Deliveries',
		'List failed deliveries of callbacks',
		'Calls to your URLs that have failed',
	),
	CallBackFailedListEx: row(
		'List Failed Deliveries of Mailbox',
		'List failed deliveries of the callbacks of a mailbox',
		'Calls for a given mailbox that have failed',
	),
	CallBackQueueInfo: row(
		'Get Delivery',
		'Get a delivery of a callback',
		'One call with its attempts so far',
	),
};
