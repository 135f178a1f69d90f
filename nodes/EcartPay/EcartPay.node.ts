import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';

import { credentialTest } from '../../credentials/tokens/hook/credentialTest';
import { executor } from '../shared/run/execute';
import { propertiesOf } from '../shared/form/properties';
import { subtitleOf } from '../shared/form/subtitle';
import { listSearches } from '../shared/run/listSearch';
import { ecartPay } from './api/provider';
import { resources } from './resources';

export class EcartPay implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Ecart Pay',
		name: 'ecartPay',
		icon: { light: 'file:ecartpay.svg', dark: 'file:ecartpay.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: subtitleOf(resources),
		description: 'Take payments in Latin America: orders, links, refunds, subscriptions, payouts',
		defaults: { name: 'Ecart Pay' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'ecartPayApi', required: true, testedBy: 'ecartPayApiTest' }],
		properties: propertiesOf(ecartPay, resources),
	};

	execute = executor(ecartPay, resources);

	methods = {
		credentialTest: {
			ecartPayApiTest: credentialTest('ecartPayApi'),
		},
		listSearch: listSearches(ecartPay, resources),
	};
}
