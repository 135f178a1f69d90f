import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';

import { credentialTest } from '../../credentials/tokens/hook/credentialTest';
import { nameOf } from '../shared/form/subtitle';
import { EVENTS } from './trigger/events';
import { fields } from './trigger/fields';
import { poll } from './trigger/poll';

export class ECrossTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'E-CROSS Trigger',
		name: 'eCrossTrigger',
		icon: { light: 'file:ecross.svg', dark: 'file:ecross.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: `={{ ${nameOf(EVENTS, '$parameter["event"]')} }}`,
		description:
			'Sell cross-border: catalog, prices, inventory, orders and parcels. Starts the workflow when orders, SKUs or inventory change, or parcels are created.',
		defaults: { name: 'E-CROSS Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'eCrossApi', required: true, testedBy: 'eCrossApiTest' }],
		properties: fields,
	};

	poll = poll;

	methods = { credentialTest: { eCrossApiTest: credentialTest('eCrossApi') } };
}
