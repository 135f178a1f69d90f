import {
	NodeConnectionTypes,
	type INodeCredentialDescription,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { credentialDescriptions } from '../shared/form/authentication';
import { listSearches } from '../shared/run/listSearch';
import { namesOf } from '../shared/form/subtitle';
import { PARCEL_STATUSES } from './api/enums';
import { ecGrid } from './api/provider';
import { mailbox } from './resources/mailbox';
import { BASIC_CREDENTIAL } from './trigger/basicLogin';
import { callbackFields } from './trigger/callbackFields';
import { webhookMethods } from './trigger/callbackRegistration';
import { webhook } from './trigger/callbackWebhook';

/** What ECGrid has to log in with at this n8n. */
const basicCredential: INodeCredentialDescription = {
	name: BASIC_CREDENTIAL,
	required: true,
	displayOptions: { show: { httpAuthentication: [true] } },
};

export class EcGridWebhookTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'ECGrid Webhook Trigger',
		name: 'ecGridWebhookTrigger',
		icon: { light: 'file:ecgrid.svg', dark: 'file:ecgrid.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: `={{ ${namesOf(PARCEL_STATUSES, '$parameter["statuses"]')} || "Any Status" }}`,
		description: 'Starts the workflow when ECGrid calls because a parcel has come or moved on',
		defaults: { name: 'ECGrid Webhook Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [...credentialDescriptions(ecGrid, []), basicCredential],
		webhooks: [
			{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'webhook' },
		],
		properties: callbackFields,
	};

	webhookMethods = webhookMethods;

	webhook = webhook;

	methods = { listSearch: listSearches(ecGrid, [mailbox]) };
}
