import type { INodeProperties } from 'n8n-workflow';

import type { Kind } from './delivery';

/** `action` is how the search for nodes offers it. */
export const KINDS: Array<{ name: string; value: Kind; description: string; action: string }> = [
	{
		name: 'Paid',
		value: 'paid',
		action: 'On purchase paid',
		description: 'A purchase was paid: by transfer, or in back mode with the status completed',
	},
	{
		name: 'Failed',
		value: 'failed',
		action: 'On purchase failed',
		description: 'A purchase failed after the payment screen, or its transaction failed',
	},
	{
		name: 'Status Changed',
		value: 'status',
		action: 'On purchase status changed',
		description: 'Any other status of a transaction in back mode, for instance refunded',
	},
];

export const fields: INodeProperties[] = [
	{
		displayName:
			'Pledg keeps no list of webhooks: send the Webhook URL above with each purchase, as Payment Notification URL and as Error Notification URL. Use one Pledg Trigger for each solution (merchant UID), because each has its own secret key.',
		name: 'addressNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Events',
		name: 'kinds',
		type: 'multiOptions',
		options: KINDS,
		default: ['paid', 'failed', 'status'],
		required: true,
		description: 'What starts the workflow. All others are acknowledged and ignored.',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Accept Unsigned Failures',
				name: 'acceptUnsignedFailures',
				type: 'boolean',
				default: false,
				description:
					"Whether to start on failure notifications that carry no signature, even though the credential has a secret key. Pledg's own shop modules accept them too. They are marked as not verified: anyone who knows the address can send one.",
			},
			{
				displayName: 'Accept Unsigned Notifications',
				name: 'acceptUnsigned',
				type: 'boolean',
				default: false,
				description:
					'Whether to start on notifications without a signature, as Pledg sends them for a merchant without a secret key. Anyone who knows the address can send one: compare reference and amount with the order. They are still refused as long as the credential has a secret key.',
			},
		],
	},
];
