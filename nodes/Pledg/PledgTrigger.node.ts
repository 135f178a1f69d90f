import {
	NodeConnectionTypes,
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { credentialTest } from '../../credentials/tokens/hook/credentialTest';
import { namesOf } from '../shared/form/subtitle';
import { fields, KINDS } from './trigger/fields';
import { readSettings } from './trigger/settings';
import { webhook } from './trigger/webhook';

export class PledgTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Pledg Trigger',
		name: 'pledgTrigger',
		icon: { light: 'file:pledg.svg', dark: 'file:pledg.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: `={{ ${namesOf(KINDS, '$parameter["kinds"]')} }}`,
		description:
			'Let buyers pay later: payment links, schedules, refunds and signed notifications. Starts the workflow when Pledg reports a paid or failed purchase.',
		defaults: { name: 'Pledg Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'pledgSignatureApi', required: true, testedBy: 'pledgSignatureApiTest' }],
		webhooks: [
			// Pledg's own modules take notifications by GET as well. No address of its own in the form.
			{
				name: 'setup',
				httpMethod: 'GET',
				responseMode: 'onReceived',
				path: 'webhook',
				ndvHideUrl: true,
			},
			{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'webhook' },
		],
		triggerPanel: {
			header: '',
			executionsHelp: {
				inactive:
					'<b>To test</b>, press Execute step, then make a purchase on staging whose Payment Notification URL (or Error Notification URL) is the Test URL. <br /> <br /> <b>For production</b>, publish the workflow (n8n 1: activate it) and send the Production URL with each purchase.',
				active:
					'<b>To test</b>, press Execute step, then make a purchase on staging whose Payment Notification URL (or Error Notification URL) is the Test URL. <br /> <br /> <b>In production</b>, send the Production URL with each purchase. These executions show up in the <a data-key="executions">executions list</a>.',
			},
			activationHint:
				'Once the workflow is published (n8n 1: activated), purchases that contain the Production URL start it automatically.',
		},
		properties: fields,
	};

	// Pledg has no call that registers a webhook: the address travels with each purchase. So there is
	// never anything to create, and nothing to remove.
	webhookMethods = {
		default: {
			/** @throws NodeOperationError for a setting that cannot be read: deliveries would be lost */
			async checkExists(this: IHookFunctions): Promise<boolean> {
				readSettings(this);
				return true;
			},
			async create(): Promise<boolean> {
				return true;
			},
			async delete(): Promise<boolean> {
				return true;
			},
		},
	};

	webhook = webhook;

	methods = { credentialTest: { pledgSignatureApiTest: credentialTest('pledgSignatureApi') } };
}
