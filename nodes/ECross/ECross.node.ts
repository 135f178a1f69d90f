import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';

import { credentialTest } from '../../credentials/tokens/hook/credentialTest';
import { executor } from '../shared/run/execute';
import { propertiesOf } from '../shared/form/properties';
import { subtitleOf } from '../shared/form/subtitle';
import { listSearches } from '../shared/run/listSearch';
import { eCross } from './api/provider';
import { resources } from './resources';

export class ECross implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'E-CROSS',
		name: 'eCross',
		icon: { light: 'file:ecross.svg', dark: 'file:ecross.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: subtitleOf(resources),
		description: 'Sell cross-border: catalog, prices, inventory, orders and parcels',
		defaults: { name: 'E-CROSS' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'eCrossApi', required: true, testedBy: 'eCrossApiTest' }],
		properties: propertiesOf(eCross, resources),
	};

	execute = executor(eCross, resources);

	methods = {
		credentialTest: {
			eCrossApiTest: credentialTest('eCrossApi'),
		},
		listSearch: listSearches(eCross, resources),
	};
}
