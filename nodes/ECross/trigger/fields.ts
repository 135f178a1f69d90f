import type { INodeProperties } from 'n8n-workflow';

import { firstValue } from '../../shared/operation/operation';
import { FILTER_STATUSES } from '../resources/order';
import { EVENTS, ORDER_EVENTS } from './events';

/** Orders are delivered within weeks; older ones hardly change, and have to be read all the same. */
const CREATED_WITHIN_DAYS = 90;
/** Ten years: as good as all orders. */
const MOST_DAYS = 3_650;

/** Assumed from the list of parcels; the documentation does not show the names. */
const CREATION_DATE_FILTER = 'creationDateFrom';
const CREATION_DATE_UNTIL_FILTER = 'creationDateUntil';

const onlyOrders = { show: { '/event': ORDER_EVENTS } };

const optionFields: INodeProperties[] = [
	{
		displayName: 'Created Within (Days)',
		name: 'createdWithinDays',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: MOST_DAYS },
		default: CREATED_WITHIN_DAYS,
		description: 'Only orders created within this number of days',
		displayOptions: onlyOrders,
	},
	{
		displayName: 'Include Existing',
		name: 'includeExisting',
		type: 'boolean',
		default: false,
		description:
			'Whether the first poll also returns records that already exist. Otherwise it returns only what happens from now on.',
	},
	{
		displayName: 'Name of Creation Date End Filter',
		name: 'creationDateUntilFilter',
		type: 'string',
		default: CREATION_DATE_UNTIL_FILTER,
		description:
			'Name of the query parameter for orders created before a certain time. It is assumed: change it if E-CROSS refuses it, or clear it to read all orders at each poll.',
		displayOptions: onlyOrders,
	},
	{
		displayName: 'Name of Creation Date Filter',
		name: 'creationDateFilter',
		type: 'string',
		default: CREATION_DATE_FILTER,
		description:
			'Name of the query parameter behind Created Within. It is assumed: change it if E-CROSS refuses it, or clear it to read all orders and filter them here.',
		displayOptions: onlyOrders,
	},
];

/** The fields of the trigger. n8n adds Poll Times before them. */
export const fields: INodeProperties[] = [
	{
		displayName: 'Event',
		name: 'event',
		type: 'options',
		noDataExpression: true,
		options: EVENTS.map(({ name, value, action, description }) => ({
			name,
			value,
			action,
			description,
		})),
		default: firstValue(EVENTS),
	},
	{
		displayName: 'Order Statuses',
		name: 'statuses',
		type: 'multiOptions',
		options: FILTER_STATUSES,
		default: ['READY_TO_SHIP'],
		description:
			'Only orders in one of these statuses. Choose none to watch all, which means reading more orders.',
		displayOptions: { show: { event: ORDER_EVENTS } },
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: optionFields,
	},
];
