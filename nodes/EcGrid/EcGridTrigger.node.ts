import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';

import { credentialTest } from '../../credentials/tokens/hook/credentialTest';
import { listSearches } from '../shared/run/listSearch';
import { ecGrid } from './api/provider';
import { mailbox } from './resources/mailbox';
import { fields } from './trigger/fields';
import { trigger } from './trigger/trigger';

export class EcGridTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'ECGrid Trigger',
		name: 'ecGridTrigger',
		icon: { light: 'file:ecgrid.svg', dark: 'file:ecgrid.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: 'New Parcel',
		description:
			'Exchange EDI files: parcels, mailboxes, trading partners, webhooks and reports. Starts the workflow for each EDI file that arrives, and confirms it afterwards.',
		eventTriggerDescription: '',
		activationMessage: 'Each parcel in the mailbox now starts this workflow.',
		defaults: { name: 'ECGrid Trigger' },
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
		properties: fields,
	};

	trigger = trigger;

	methods = {
		credentialTest: {
			ecGridApiTest: credentialTest('ecGridApi'),
			ecGridLoginApiTest: credentialTest('ecGridLoginApi'),
		},
		listSearch: listSearches(ecGrid, [mailbox]),
	};
}
