import type { INodeProperties } from 'n8n-workflow';

import type { Choice } from '../../shared/fields/choices';
import { EVENTS } from '../api/events';

/** Ecart Pay names no tolerance. It sends for 100 s at most, so this leaves room for clocks. */
const USUAL_TOLERANCE_MINUTES = 5;
/** As long as a process certainly recognises deliveries that come again. */
const LONGEST_TOLERANCE_MINUTES = 10;

/** Stored in workflows: never rename. */
export type Registration = 'automatic' | 'dashboard' | 'record';

export const REGISTRATIONS: Array<Choice<Registration>> = [
	{
		name: 'Automatic',
		value: 'automatic',
		description:
			'Publishing the workflow (n8n 1: activating it) registers its address for events of the whole account',
	},
	{
		name: 'In the Dashboard',
		value: 'dashboard',
		description: 'You add the Production URL under Settings > Integrations > Webhooks yourself',
	},
	{
		name: 'Per Record',
		value: 'record',
		description:
			'Registers nothing: orders, checkouts and subscriptions contain the URL themselves',
	},
];

export const fields: INodeProperties[] = [
	{
		displayName: 'Registration',
		name: 'registration',
		type: 'options',
		options: REGISTRATIONS,
		default: 'automatic',
		description: 'How Ecart Pay learns the address of this trigger',
	},
	{
		displayName:
			'Ecart Pay documents no way to change or remove a webhook through its API. The address stays registered when the workflow is unpublished, and is used again when it is published; remove it in the Ecart Pay dashboard under Settings > Integrations > Webhooks.',
		name: 'automaticNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { registration: ['automatic'] } },
	},
	{
		displayName:
			'Give the Webhook URL above as Notify URL when you create an order, a checkout or a subscription. Use a separate trigger for this, not one whose address is registered for the whole account.',
		name: 'recordNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { registration: ['record'] } },
	},
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		options: EVENTS,
		default: ['orders.confirmation'],
		required: true,
		description: 'What starts the workflow. All others are acknowledged and ignored.',
		displayOptions: { show: { registration: ['automatic', 'dashboard'] } },
	},
	{
		displayName: 'Only These Events',
		name: 'recordEvents',
		type: 'multiOptions',
		options: EVENTS,
		default: [],
		description:
			'What starts the workflow; everything if left empty. All others are acknowledged and ignored.',
		displayOptions: { show: { registration: ['record'] } },
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Accept Unsigned Deliveries',
				name: 'acceptUnsigned',
				type: 'boolean',
				default: false,
				description:
					'Whether to start on deliveries that cannot be verified, because the credential has no Webhook Secret. Anyone who knows the address can send one: read the record before you act on it. As long as the credential has a Webhook Secret, they are still refused.',
			},
			{
				displayName: 'Timestamp Tolerance (Minutes)',
				name: 'toleranceMinutes',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: LONGEST_TOLERANCE_MINUTES },
				default: USUAL_TOLERANCE_MINUTES,
				description:
					"How far the time of a delivery may be from this machine's clock. Older ones are refused.",
			},
		],
	},
];
