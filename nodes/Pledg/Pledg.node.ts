import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';

import { credentialTest } from '../../credentials/tokens/hook/credentialTest';
import { shownWhereTaken } from '../shared/form/authentication';
import { executor } from '../shared/run/execute';
import { propertiesOf } from '../shared/form/properties';
import { subtitleOf } from '../shared/form/subtitle';
import { listSearches } from '../shared/run/listSearch';
import { pledg } from './api/provider';
import { resources } from './resources';

export class Pledg implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Pledg',
		name: 'pledg',
		icon: { light: 'file:pledg.svg', dark: 'file:pledg.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: subtitleOf(resources),
		description: 'Let buyers pay later: payment links, schedules, refunds and signed notifications',
		defaults: { name: 'Pledg' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'pledgApi',
				required: true,
				testedBy: 'pledgApiTest',
				displayOptions: shownWhereTaken('pledgApi', pledg, resources),
			},
			{
				name: 'pledgDashboardApi',
				required: true,
				testedBy: 'pledgDashboardApiTest',
				displayOptions: shownWhereTaken('pledgDashboardApi', pledg, resources),
			},
			{
				name: 'pledgSignatureApi',
				required: true,
				testedBy: 'pledgSignatureApiTest',
				displayOptions: shownWhereTaken('pledgSignatureApi', pledg, resources),
			},
		],
		properties: propertiesOf(pledg, resources),
	};

	execute = executor(pledg, resources);

	methods = {
		credentialTest: {
			pledgApiTest: credentialTest('pledgApi'),
			pledgDashboardApiTest: credentialTest('pledgDashboardApi'),
			pledgSignatureApiTest: credentialTest('pledgSignatureApi'),
		},
		listSearch: listSearches(pledg, resources),
	};
}
