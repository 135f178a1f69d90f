import { resources as eCrossResources } from '../../nodes/ECross/resources/index';
import { eCross } from '../../nodes/ECross/provider';
import { pledg } from '../../nodes/Pledg/provider';
import { resources as pledgResources } from '../../nodes/Pledg/resources/index';
import type { Resource } from '../../nodes/shared/operation';
import type { Provider } from '../../nodes/shared/provider';

export interface NodeUnderContract {
	/** Folder of the contract. */
	contract: string;
	provider: Provider;
	resources: Resource[];
	/** Credential fields with which the addresses are those of the contract. */
	production: Record<string, string>;
	/** operationIds that the credentials perform: login, refresh. */
	byCredential: string[];
}

/** Every node with operations. A new node is one more entry. */
export const nodesUnderContract: NodeUnderContract[] = [
	{
		contract: 'ecross',
		provider: eCross,
		resources: eCrossResources,
		production: { environment: 'production' },
		byCredential: ['generateToken'],
	},
	{
		contract: 'pledg',
		provider: pledg,
		resources: pledgResources,
		production: { environment: 'production' },
		byCredential: ['createAccessToken'],
	},
];
