/**
 * Fields of both REST credential types of ECGrid: the login that ECGrid uses when it calls this
 * n8n.
 */
import type { INodeProperties } from 'n8n-workflow';

export const webhookLoginProperties: INodeProperties[] = [
	{
		displayName: 'Webhook User',
		name: 'webhookUser',
		type: 'string',
		default: '',
		description:
			'Needed only for the ECGrid Webhook Trigger with HTTP Basic Authentication. Choose any value.',
	},
	{
		displayName: 'Webhook Password',
		name: 'webhookPassword',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		description:
			'Choose any value. The trigger sends both to ECGrid when its workflow is published (n8n 1: activated).',
	},
];
