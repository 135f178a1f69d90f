import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';

import { credentialTest } from '../../credentials/tokens/hook/credentialTest';
import { namesOf } from '../shared/form/subtitle';
import { EVENTS } from './api/events';
import { fields } from './trigger/fields';
import { webhookMethods } from './trigger/registration';
import { webhook } from './trigger/webhook';

const HOW_TO_TEST =
	'<b>To test</b>, press Execute step, then create an order with sandbox keys whose Notify URL is the Test URL, and pay it; nothing is registered for a test. <br /> <br />';

export class EcartPayTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Ecart Pay Trigger',
		name: 'ecartPayTrigger',
		icon: { light: 'file:ecartpay.svg', dark: 'file:ecartpay.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: `={{ $parameter["registration"] === "record" ? "Notify URL" : ${namesOf(EVENTS, '$parameter["events"]')} }}`,
		description:
			'Take payments in Latin America: orders, links, refunds, subscriptions, payouts. Starts the workflow when orders, payments, subscriptions or withdrawals change.',
		defaults: { name: 'Ecart Pay Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'ecartPayApi', required: true, testedBy: 'ecartPayApiTest' }],
		webhooks: [
			{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'webhook' },
		],
		triggerPanel: {
			header: '',
			executionsHelp: {
				inactive: `${HOW_TO_TEST} <b>For production</b>, publish the workflow (n8n 1: activate it): its address is then registered at Ecart Pay, unless Registration says otherwise.`,
				active: `${HOW_TO_TEST} <b>In production</b>, Ecart Pay calls the Production URL automatically. These executions show up in the <a data-key="executions">executions list</a>.`,
			},
			activationHint:
				'Once the workflow is published (n8n 1: activated), Ecart Pay starts it automatically. Unpublishing does not remove the webhook at Ecart Pay.',
		},
		properties: fields,
	};

	webhookMethods = webhookMethods;

	webhook = webhook;

	methods = { credentialTest: { ecartPayApiTest: credentialTest('ecartPayApi') } };
}
