import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';

import { credentialTest } from '../../credentials/tokens/hook/credentialTest';
import { shownWhereTaken } from '../shared/form/authentication';
import { executor } from '../shared/run/execute';
import { propertiesOf } from '../shared/form/properties';
import { subtitleOf } from '../shared/form/subtitle';
import { listSearches } from '../shared/run/listSearch';
import { ecGrid } from './api/provider';
import { resources } from './resources';

export class EcGrid implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'ECGrid',
		name: 'ecGrid',
		icon: { light: 'file:ecgrid.svg', dark: 'file:ecgrid.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: subtitleOf(resources),
		description: 'Exchange EDI files: parcels, mailboxes, trading partners, webhooks and reports',
		defaults: { name: 'ECGrid' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'ecGridApi',
				required: true,
				testedBy: 'ecGridApiTest',
				displayOptions: shownWhereTaken('ecGridApi', ecGrid, resources),
			},
			{
				name: 'ecGridLoginApi',
				required: true,
				testedBy: 'ecGridLoginApiTest',
				displayOptions: shownWhereTaken('ecGridLoginApi', ecGrid, resources),
			},
		],
		properties: propertiesOf(ecGrid, resources),
	};

	execute = executor(ecGrid, resources);

	methods = {
		credentialTest: {
			ecGridApiTest: credentialTest('ecGridApi'),
			ecGridLoginApiTest: credentialTest('ecGridLoginApi'),
		},
		listSearch: listSearches(ecGrid, resources),
	};
}
