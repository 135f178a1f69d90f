import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';

import { credentialTest } from '../../credentials/tokens/hook/credentialTest';
import { executor } from '../shared/run/execute';
import { propertiesOf } from '../shared/form/properties';
import { subtitleOf } from '../shared/form/subtitle';
import { withSharedFields } from '../shared/form/sharedFields';
import { ecGridSoap } from './methods/provider';
import { resources } from './resources';

export class EcGridSoap implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'ECGrid SOAP',
		name: 'ecGridSoap',
		icon: { light: 'file:ecgridsoap.svg', dark: 'file:ecgridsoap.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: subtitleOf(resources),
		description: 'Call the older SOAP service of ECGrid (ECGridOS 4.1): all its methods',
		defaults: { name: 'ECGrid SOAP' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'ecGridSoapApi', required: true, testedBy: 'ecGridSoapApiTest' }],
		properties: withSharedFields(propertiesOf(ecGridSoap, resources)),
	};

	execute = executor(ecGridSoap, resources);

	methods = {
		credentialTest: {
			ecGridSoapApiTest: credentialTest('ecGridSoapApi'),
		},
	};
}
