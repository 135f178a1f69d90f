import { resources as eCrossResources } from '../../nodes/ECross/resources/index';
import { eCross } from '../../nodes/ECross/api/provider';
import { ecartPay } from '../../nodes/EcartPay/api/provider';
import { resources as ecartPayResources } from '../../nodes/EcartPay/resources/index';
import { ecGrid } from '../../nodes/EcGrid/api/provider';
import { resources as ecGridResources } from '../../nodes/EcGrid/resources/index';
import { pledg } from '../../nodes/Pledg/api/provider';
import { resources as pledgResources } from '../../nodes/Pledg/resources/index';
import type { Resource } from '../../nodes/shared/operation/operation';
import type { Provider } from '../../nodes/shared/http/provider';

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
		contract: 'ecartpay',
		provider: ecartPay,
		resources: ecartPayResources,
		// Not everything has a production address: transfers are simulated in the sandbox only.
		production: { environment: 'sandbox' },
		byCredential: ['createAuthorizationToken'],
	},
	{
		contract: 'ecgrid',
		provider: ecGrid,
		resources: ecGridResources,
		production: { baseUrl: 'https://rest.ecgrid.io' },
		byCredential: ['login', 'refreshToken'],
	},
	{
		contract: 'pledg',
		provider: pledg,
		resources: pledgResources,
		production: { environment: 'production' },
		byCredential: ['createAccessToken'],
	},
];
