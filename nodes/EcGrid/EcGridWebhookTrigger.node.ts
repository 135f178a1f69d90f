import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';

import { credentialTest } from '../../credentials/tokens/hook/credentialTest';
import { listSearches } from '../shared/run/listSearch';
import { namesOf } from '../shared/form/subtitle';
import { PARCEL_STATUSES } from './api/enums';
import { ecGrid } from './api/provider';
import { mailbox } from './resources/mailbox';
import { callbackFields } from './trigger/callbackFields';
import { webhookMethods } from './trigger/callbackRegistration';
import { webhook } from './trigger/callbackWebhook';

export class EcGridWebhookTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'ECGrid Webhook Trigger',
		name: 'ecGridWebhookTrigger',
		icon: { light: 'file:ecgrid.svg', dark: 'file:ecgrid.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: `={{ ${namesOf(PARCEL_STATUSES, '$parameter["statuses"]')} || "Any Status" }}`,
		description: 'Starts the workflow when ECGrid reports a new parcel or a change of its status',
		defaults: { name: 'ECGrid Webhook Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'ecGridApi',
				required: true,
				testedBy: 'ecGridApiTest',
				displayOptions: { show: { authentication: ['apiKey'] } },
			},
			{
				name: 'ecGridLoginApi',
				required: true,
				testedBy: 'ecGridLoginApiTest',
				displayOptions: { show: { authentication: ['login'] } },
			},
		],
		webhooks: [
			{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'webhook' },
		],
		properties: callbackFields,
	};

	webhookMethods = webhookMethods;

	webhook = webhook;

	methods = {
		credentialTest: {
			ecGridApiTest: credentialTest('ecGridApi'),
			ecGridLoginApiTest: credentialTest('ecGridLoginApi'),
		},
		listSearch: listSearches(ecGrid, [mailbox]),
	};
}
