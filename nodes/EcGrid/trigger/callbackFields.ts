import type { INodeProperties } from 'n8n-workflow';

import { authenticationFields } from '../../shared/form/authentication';
import { PARCEL_STATUSES } from '../api/enums';
import { ecGrid } from '../api/provider';
import { mailboxField } from './fields';

/** The fields of the webhook trigger. */
export const callbackFields: INodeProperties[] = [
	...authenticationFields(ecGrid, []),
	{
		displayName:
			'ECGrid does not sign its calls and documents only some of their fields. Each call is checked: the parcel must exist for your credential. ECGrid retries a lost call only a few times; use the ECGrid Trigger where no parcel may be missed.',
		name: 'notice',
		type: 'notice',
		default: '',
	},
	mailboxField('Leave empty for the whole network'),
	{
		displayName: 'Parcel Statuses',
		name: 'statuses',
		type: 'multiOptions',
		options: PARCEL_STATUSES,
		default: ['InBoxReady'],
		description:
			'What starts the workflow; everything if left empty. The status is the one that the parcel has when its call is checked.',
	},
	{
		displayName: 'HTTP Basic Authentication',
		name: 'httpAuthentication',
		type: 'boolean',
		default: false,
		description:
			'Whether ECGrid has to log in with the Webhook User and Webhook Password of the credential, in addition to an address that cannot be guessed. Recommended.',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Send Test Event',
				name: 'test',
				type: 'boolean',
				default: true,
				description:
					'Whether to have ECGrid send a test event when the workflow is published (n8n 1: activated), which shows whether it can reach this n8n',
			},
		],
	},
];
